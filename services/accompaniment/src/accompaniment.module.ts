import { type DynamicModule, Module } from '@nestjs/common';
import { type Platform } from '@relais/chassis/lifecycle';
import { ContratController } from './adapters/http/contrat.controller.js';
import { ContratsController } from './adapters/http/contrats.controller.js';
import { Guichet } from './adapters/http/guichet.js';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { SuiviController } from './adapters/http/suivi.controller.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { Accompagnements } from './application/accompagnements.js';
import { accompagnementAggregate } from './application/aggregate.js';
import { projectAccompagnement } from './projections/project.js';
import { IDS, JOURNAL, POOL, SUBSCRIPTIONS } from './tokens.js';

@Module({})
export class AccompanimentModule {
  static register({ pool, commands, clock, ids, journal }: Platform): DynamicModule {
    const accompagnements = new Accompagnements(commands, accompagnementAggregate(mapping), projectAccompagnement);
    return {
      module: AccompanimentModule,
      controllers: [ContratController, ContratsController, SuiviController, HistoriqueController],
      providers: [
        { provide: Guichet, useValue: new Guichet({ accompagnements, pool, clock }) },
        { provide: POOL, useValue: pool },
        { provide: JOURNAL, useValue: journal },
        { provide: IDS, useValue: ids },
        { provide: SUBSCRIPTIONS, useValue: subscriptions({ accompagnements, ids }) },
      ],
    };
  }
}
