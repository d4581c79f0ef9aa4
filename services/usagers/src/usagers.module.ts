import { type DynamicModule, Module } from '@nestjs/common';
import { MachineToken } from '@relais/chassis/auth';
import { type Platform } from '@relais/chassis/lifecycle';
import { isFailure, legalDateOf } from '@relais/kernel';
import { ouvrirTampon } from './adapters/flux/tampon.js';
import { DoutesController } from './adapters/http/doutes.controller.js';
import { EffacementsController } from './adapters/http/effacements.controller.js';
import { FichiersController } from './adapters/http/fichiers.controller.js';
import { IdentifiantsController } from './adapters/http/identifiants.controller.js';
import { ImportsController } from './adapters/http/imports.controller.js';
import { InterneController } from './adapters/http/interne.controller.js';
import { RotationController } from './adapters/http/rotation.controller.js';
import { SourcesController } from './adapters/http/sources.controller.js';
import { UsagersController } from './adapters/http/usagers.controller.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { imports } from './adapters/postgres/imports.js';
import { importsFichier } from './adapters/postgres/imports-fichier.js';
import { lireReglages } from './adapters/postgres/reglages-sources.js';
import { lieux } from './adapters/postgres/lieux.js';
import { etapesRotation, etatRotation } from './adapters/postgres/rotation.js';
import { autresServices } from './adapters/services/autres-services.js';
import { lireCles } from './adapters/vault/cles.js';
import { creerCoffre } from './adapters/vault/coffre.js';
import { type ImporterFichier, importerFichier } from './application/importer-fichier.js';
import { type Importer, importerFlux, type PortsImport } from './application/importer-flux.js';
import { type AutresServices } from './application/droits/ports.js';
import { type Coffre } from './application/ports.js';
import { Rotation } from './application/rotation.js';
import { type UsagersConfig } from './config.js';
import { effacements } from './droits.js';
import { CLOCK, COFFRE, EFFACEMENTS, IMPORTER, IMPORTER_FICHIER, JOURNAL, POOL, ROTATION, SUBSCRIPTIONS } from './tokens.js';

type Moyens = Pick<Platform, 'pool' | 'journal' | 'ids' | 'clock' | 'relay'>;

/** What an import needs, from the platform and the vault's keys. */
export const portsImport = ({ pool, journal, ids, clock, relay }: Moyens, config: UsagersConfig): PortsImport => {
  const coffre = creerCoffre(lireCles({ maitresses: config.clesMaitresses, index: config.cleIndex }));
  return {
    imports: imports({ pool, journal, ids, indexVersion: coffre.indexVersion, valide: () => relay.wake() }),
    coffre,
    ids,
    aujourdhui: () => legalDateOf(clock.now()),
    reglages: async (departement) => (await lireReglages(pool, departement)).flux,
    ouvrirTampon: () => ouvrirTampon(),
  };
};

const PAGE_ROTATION = 500;

/** Changes the keys of what is stored, in the background, each time the service starts with newer ones. */
export const rotationDe = ({ pool, logger }: Pick<Platform, 'pool' | 'logger'>, coffre: Coffre): Rotation =>
  new Rotation({
    etapes: etapesRotation({ pool, coffre, taille: PAGE_ROTATION }),
    fini: async (faites) => {
      const { cle, index } = await etatRotation(pool, coffre);
      if (faites > 0 || cle.restantes > 0) logger.info('clés du coffre parcourues', { faites, restantes: cle.restantes, aReindexer: index.personnes });
    },
    echec: (erreur) => logger.error('rotation des clés arrêtée, reprise au prochain démarrage', { code: isFailure(erreur) ? erreur.code : 'ERREUR_INTERNE' }),
  });

const autresDe = ({ config: base, clock }: Platform, { services, machineId, machineSecret }: UsagersConfig): AutresServices => {
  if (machineId === undefined || machineSecret === undefined) return autresServices({ services: {}, token: () => Promise.reject(new Error('no account')) });
  const { oidcIssuer: issuer, oidcAudience: audience } = base;
  const token = new MachineToken({ issuer, audience, clientId: machineId, clientSecret: machineSecret }, clock);
  return autresServices({ services, token: () => token.get() });
};

@Module({})
export class UsagersModule {
  static register(platform: Platform, config: UsagersConfig, autres: AutresServices = autresDe(platform, config)): DynamicModule {
    const ports = portsImport(platform, config);
    const donnees = { pool: platform.pool, codec: platform.codec, places: lieux(ports.coffre) };
    const importer: Importer = (demande, flux) => importerFlux(ports, demande, flux);
    const fichiers = { imports: importsFichier({ pool: platform.pool, coffre: ports.coffre, ids: platform.ids }), coffre: ports.coffre };
    const importerUnFichier: ImporterFichier = (demande, depot) => importerFichier(fichiers, demande, depot);
    return {
      module: UsagersModule,
      controllers: [
        DoutesController,
        EffacementsController,
        FichiersController,
        IdentifiantsController,
        ImportsController,
        InterneController,
        RotationController,
        SourcesController,
        UsagersController,
      ],
      providers: [
        { provide: POOL, useValue: platform.pool },
        { provide: EFFACEMENTS, useValue: effacements({ ...platform, donnees, autres }) },
        { provide: JOURNAL, useValue: platform.journal },
        { provide: CLOCK, useValue: platform.clock },
        { provide: COFFRE, useValue: ports.coffre },
        { provide: IMPORTER, useValue: importer },
        { provide: IMPORTER_FICHIER, useValue: importerUnFichier },
        { provide: ROTATION, useValue: rotationDe(platform, ports.coffre) },
        { provide: SUBSCRIPTIONS, useValue: subscriptions(platform.journal) },
      ],
    };
  }
}
