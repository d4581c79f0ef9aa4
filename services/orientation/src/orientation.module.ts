import { type DynamicModule, Module } from '@nestjs/common';
import { CommandBus } from '@relais/chassis/commands';
import { type Config } from '@relais/chassis/config';
import { type Platform } from '@relais/chassis/lifecycle';
import { PERSONAL_DATA, PersonalDataController } from '@relais/chassis/personal-data';
import { DecisionsController } from './adapters/http/decisions.controller.js';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { OrientationsController } from './adapters/http/orientations.controller.js';
import { problems } from './adapters/http/problems.js';
import { commands as commandRows } from './adapters/kafka/commands.js';
import { mapping } from './adapters/kafka/mapping.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { lieux } from './adapters/postgres/lieux.js';
import { orientationAggregate } from './application/aggregate.js';
import { Guichet } from './application/guichet.js';
import { Orientations } from './application/orientations.js';
import { type settings } from './config.js';
import { projectOrientation } from './projections/orientation-view.js';
import { CLOCK, IDS, JOURNAL, POOL, SUBSCRIPTIONS, UNREADABLE } from './tokens.js';

@Module({})
export class OrientationModule {
  static register({ pool, commands, clock, ids, journal, codec }: Platform, { emitters }: Config<typeof settings>): DynamicModule {
    const orientations = new Orientations(commands, orientationAggregate(mapping), projectOrientation);
    const guichet = new Guichet({ handler: orientations, pool, finalite: 'orientation', habilitation: { categorie: 'orientation', situation: (_, { departement }) => ({ departement }) } });
    const bus = new CommandBus({ journal, emitters, problems, rows: commandRows(guichet, clock), unnamed: true });
    return {
      module: OrientationModule,
      controllers: [OrientationsController, DecisionsController, HistoriqueController, PersonalDataController],
      providers: [
        { provide: Guichet, useValue: guichet },
        { provide: IDS, useValue: ids },
        { provide: POOL, useValue: pool },
        { provide: PERSONAL_DATA, useValue: { pool, codec, places: lieux } },
        { provide: JOURNAL, useValue: journal },
        { provide: CLOCK, useValue: clock },
        { provide: SUBSCRIPTIONS, useValue: subscriptions({ orientations, bus, ids }) },
        { provide: UNREADABLE, useValue: bus.unreadable },
      ],
    };
  }
}
