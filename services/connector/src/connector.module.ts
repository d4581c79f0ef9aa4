import { type DynamicModule, Module } from '@nestjs/common';
import { partnerTopicName } from '@relais/chassis/kafka';
import { type Platform } from '@relais/chassis/lifecycle';
import { PERSONAL_DATA, PersonalDataController } from '@relais/chassis/personal-data';
import { HistoriqueController } from './adapters/http/historique.controller.js';
import { LivraisonsController } from './adapters/http/livraisons.controller.js';
import { ReprisesController } from './adapters/http/reprises.controller.js';
import { TransmissionsController } from './adapters/http/transmissions.controller.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { lieux } from './adapters/postgres/lieux.js';
import { declarerAbonnements } from './adapters/postgres/livraisons.js';
import { createReprises, objetJustification } from './adapters/postgres/reprises.js';
import { createSceau } from './adapters/postgres/sceau.js';
import { JOURNAL, OUVRIR_JUSTIFICATION, POOL, REPRENDRE, SUBSCRIPTIONS, TOPICS, WORKERS } from './tokens.js';
import { type ConnectorConfig, createWorkers } from './workers.js';

@Module({})
export class ConnectorModule {
  static register(platform: Platform, config: ConnectorConfig): DynamicModule {
    const { pool, ids, journal, clock, relay, codec } = platform;
    const sceau = createSceau(Buffer.from(config.cle.reveal(), 'base64'));
    const abonnements = config.abonnements.map((declared) => ({ ...declared, secret: declared.secret.reveal() }));
    return {
      module: ConnectorModule,
      controllers: [TransmissionsController, HistoriqueController, ReprisesController, LivraisonsController, PersonalDataController],
      providers: [
        { provide: POOL, useValue: pool },
        { provide: PERSONAL_DATA, useValue: { pool, codec, places: lieux(sceau) } },
        { provide: JOURNAL, useValue: journal },
        { provide: TOPICS, useValue: ['relais.connector.v1', ...new Set(config.topicsPartenaires.map(({ structureCode }) => partnerTopicName(structureCode)))] },
        { provide: REPRENDRE, useValue: createReprises({ pool, journal, clock, sceau, committed: () => relay.wake() }) },
        { provide: OUVRIR_JUSTIFICATION, useValue: (id: string, scelle: Buffer) => sceau.ouvrir(objetJustification(id), scelle) },
        {
          provide: SUBSCRIPTIONS,
          // Before the first event: what it decides goes to whoever is subscribed.
          useFactory: async () => {
            await declarerAbonnements(pool, { sceau, ids }, abonnements);
            return subscriptions({ sceau, ids, journal, topicsPartenaires: config.topicsPartenaires, raccordes: config.ftComptes.map(({ departement }) => departement) });
          },
        },
        { provide: WORKERS, useFactory: () => createWorkers({ platform, config, sceau }) },
      ],
    };
  }
}
