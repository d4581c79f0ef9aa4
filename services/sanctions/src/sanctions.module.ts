import { type DynamicModule, Module } from '@nestjs/common';
import { CommandBus } from '@relais/chassis/commands';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { PERSONAL_DATA, PersonalDataController } from '@relais/chassis/personal-data';
import { DossierController } from './adapters/http/dossier.controller.js';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { problems } from './adapters/http/problems.js';
import { SanctionsController } from './adapters/http/sanctions.controller.js';
import { commands as commandRows } from './adapters/kafka/commands.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { lieux } from './adapters/postgres/lieux.js';
import { sanctionAggregate } from './application/aggregate.js';
import { Dossiers } from './application/dossiers.js';
import { Guichet } from './application/guichet.js';
import { type settings } from './config.js';
import { situationDe } from './projections/rattachements.js';
import { projectSanctions } from './projections/sanctions-view.js';
import { CLOCK, IDS, JOURNAL, POOL, SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

@Module({})
export class SanctionsModule {
  static register({ pool, commands, clock, ids, journal, codec }: Platform, { emitters, ...regles }: Config<typeof settings>): DynamicModule {
    const dossiers = new Dossiers(commands, sanctionAggregate(mapping, regles), projectSanctions);
    const guichet = new Guichet({ handler: dossiers, pool, finalite: 'sanction', habilitation: { categorie: 'sanction', situation: situationDe } });
    const bus = new CommandBus({ journal, emitters, problems, rows: commandRows(guichet, clock) });
    return {
      module: SanctionsModule,
      controllers: [SanctionsController, HistoriqueController, DossierController, PersonalDataController],
      providers: [
        { provide: Guichet, useValue: guichet },
        { provide: POOL, useValue: pool },
        { provide: PERSONAL_DATA, useValue: { pool, codec, places: lieux } },
        { provide: JOURNAL, useValue: journal },
        { provide: IDS, useValue: ids },
        { provide: CLOCK, useValue: clock },
        { provide: SUBSCRIPTIONS, useValue: subscriptions({ dossiers, bus, ids }) },
        { provide: UNREADABLE, useValue: bus.unreadable },
      ],
    };
  }
}
