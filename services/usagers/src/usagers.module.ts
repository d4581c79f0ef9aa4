import { type DynamicModule, Module } from '@nestjs/common';
import { type Platform } from '@relais/chassis/lifecycle';
import { legalDateOf } from '@relais/kernel';
import { ImportsController } from './adapters/http/imports.controller.js';
import { InterneController } from './adapters/http/interne.controller.js';
import { UsagersController } from './adapters/http/usagers.controller.js';
import { subscriptions } from './adapters/kafka/subscriptions.js';
import { imports } from './adapters/postgres/imports.js';
import { lireCles } from './adapters/vault/cles.js';
import { creerCoffre } from './adapters/vault/coffre.js';
import { type Importer, importerFlux, type PortsImport } from './application/importer-flux.js';
import { type UsagersConfig } from './config.js';
import { CLOCK, COFFRE, IMPORTER, JOURNAL, POOL, SUBSCRIPTIONS } from './tokens.js';

type Moyens = Pick<Platform, 'pool' | 'journal' | 'ids' | 'clock' | 'relay'>;

/** What an import needs, from the platform and the vault's keys. */
export const portsImport = ({ pool, journal, ids, clock, relay }: Moyens, config: UsagersConfig): PortsImport => ({
  imports: imports({ pool, journal, ids, valide: () => relay.wake() }),
  coffre: creerCoffre(lireCles({ maitresses: config.clesMaitresses, index: config.cleIndex })),
  ids,
  aujourdhui: () => legalDateOf(clock.now()),
});

@Module({})
export class UsagersModule {
  static register(platform: Platform, config: UsagersConfig): DynamicModule {
    const ports = portsImport(platform, config);
    const importer: Importer = (demande, flux) => importerFlux(ports, demande, flux);
    return {
      module: UsagersModule,
      controllers: [ImportsController, InterneController, UsagersController],
      providers: [
        { provide: POOL, useValue: platform.pool },
        { provide: JOURNAL, useValue: platform.journal },
        { provide: CLOCK, useValue: platform.clock },
        { provide: COFFRE, useValue: ports.coffre },
        { provide: IMPORTER, useValue: importer },
        { provide: SUBSCRIPTIONS, useValue: subscriptions(platform.journal) },
      ],
    };
  }
}
