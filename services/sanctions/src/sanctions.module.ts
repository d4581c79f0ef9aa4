import { type DynamicModule, Module } from '@nestjs/common';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { DossierController } from './adapters/http/dossier.controller.js';
import { Guichet } from './adapters/http/guichet.js';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { SanctionsController } from './adapters/http/sanctions.controller.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { sanctionAggregate } from './application/aggregate.js';
import { Dossiers } from './application/dossiers.js';
import { type settings } from './config.js';
import { readSituation } from './projections/foyers.js';
import { projectSanctions } from './projections/sanctions-view.js';
import { IDS, JOURNAL, POOL, SUBSCRIPTIONS } from './tokens.js';

@Module({})
export class SanctionsModule {
  static register({ pool, commands, clock, ids, journal }: Platform, regles: Config<typeof settings>): DynamicModule {
    const dossiers = new Dossiers(commands, sanctionAggregate(mapping, regles), projectSanctions);
    return {
      module: SanctionsModule,
      controllers: [SanctionsController, HistoriqueController, DossierController],
      providers: [
        { provide: Guichet, useValue: new Guichet({ dossiers, pool, clock, readSituation }) },
        { provide: POOL, useValue: pool },
        { provide: JOURNAL, useValue: journal },
        { provide: IDS, useValue: ids },
        { provide: SUBSCRIPTIONS, useValue: subscriptions(dossiers, ids) },
      ],
    };
  }
}
