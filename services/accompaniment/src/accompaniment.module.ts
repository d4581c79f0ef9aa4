import { type DynamicModule, Module } from '@nestjs/common';
import { CommandBus } from '@relais/chassis/commands';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { PERSONAL_DATA, PersonalDataController } from '@relais/chassis/personal-data';
import { ContratController } from './adapters/http/contrat.controller.js';
import { ContratsController } from './adapters/http/contrats.controller.js';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { problems } from './adapters/http/problems.js';
import { SuiviController } from './adapters/http/suivi.controller.js';
import { commands as commandRows } from './adapters/kafka/commands.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { lieux } from './adapters/postgres/lieux.js';
import { Accompagnements } from './application/accompagnements.js';
import { accompagnementAggregate } from './application/aggregate.js';
import { Guichet } from './application/guichet.js';
import { type settings } from './config.js';
import { projectAccompagnement } from './projections/project.js';
import { CLOCK, IDS, JOURNAL, POOL, SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

@Module({})
export class AccompanimentModule {
  static register({ pool, commands, clock, ids, journal, codec }: Platform, { emitters }: Config<typeof settings>): DynamicModule {
    const accompagnements = new Accompagnements(commands, accompagnementAggregate(mapping), projectAccompagnement);
    const guichet = new Guichet({ handler: accompagnements, pool, finalite: 'accompagnement' });
    const bus = new CommandBus({ journal, emitters, problems, rows: commandRows(guichet, clock) });
    return {
      module: AccompanimentModule,
      controllers: [ContratController, ContratsController, SuiviController, HistoriqueController, PersonalDataController],
      providers: [
        { provide: Guichet, useValue: guichet },
        { provide: POOL, useValue: pool },
        { provide: PERSONAL_DATA, useValue: { pool, codec, places: lieux } },
        { provide: JOURNAL, useValue: journal },
        { provide: IDS, useValue: ids },
        { provide: CLOCK, useValue: clock },
        { provide: SUBSCRIPTIONS, useValue: subscriptions({ accompagnements, bus, ids }) },
        { provide: UNREADABLE, useValue: bus.unreadable },
      ],
    };
  }
}
