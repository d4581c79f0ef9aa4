import { randomBytes } from 'node:crypto';
import { type AutresServices } from '@relais/usagers/application/droits/ports';
import { UsagersModule } from '@relais/usagers/usagers.module';
import { problems } from '@relais/usagers/adapters/http/problems';
import { settings } from '@relais/usagers/config';
import { loadSettings } from '@relais/chassis/config';
import { fluxCaf, type OptionsFlux } from '../../kit/flux-caf.js';
import { type Answer, httpService, type TestHttp } from '../../kit/http-service.js';
import { type TestAgent } from '../../kit/issuer.js';
import { migrationsOf } from '../../kit/migrations.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

export const gestionnaire: TestAgent = { sub: 'CD33-0001', roles: ['GESTIONNAIRE'], departement: '33', structure: { code: 'CDP0033', type: 'CD' } };
export const connecteur: TestAgent = { sub: 'relais-connecteur', roles: ['CONNECTEUR'] };

const cle = (): string => randomBytes(32).toString('base64');

/** Keys of a vault, as the environment gives them. */
export const configUsagers = () => loadSettings(settings, { RELAIS_USAGERS_CLE_MAITRE: cle(), RELAIS_USAGERS_CLE_INDEX: cle() });

export type ServiceUsagers = Readonly<{
  test: TestPlatform;
  http: TestHttp;
  /** Sends bytes, or a generated flux, to a département's imports. */
  importer: (flux: OptionsFlux | AsyncIterable<Uint8Array>, options?: Readonly<{ departement?: string; as?: TestAgent; type?: string; rejouer?: boolean }>) => Promise<Answer>;
  close: () => Promise<void>;
}>;

/** The service usagers on real parts, by its HTTP. */
export const serviceUsagers = async ({ autres, prefix }: Readonly<{ autres?: AutresServices; prefix?: string }> = {}): Promise<ServiceUsagers> => {
  const test = await testPlatform({
    service: 'usagers',
    migrations: migrationsOf('usagers'),
    clock: { now: () => new Date('2026-11-24T09:00:00.000Z') },
    publishes: ['usagers.DroitRsaOuvert', 'usagers.DroitRsaFerme', 'usagers.UsagerRattache', 'usagers.UsagersFusionnes', 'usagers.FusionAnnulee', 'usagers.UsagerEfface', 'usagers.UsagerRectifie', 'usagers.TraitementLimite', 'orientation.OrientationDecidee'],
    ...(prefix === undefined ? {} : { prefix }),
  });
  const module = UsagersModule.register(test.platform, configUsagers(), autres);
  const http = await httpService({ platform: test.platform, module, problems, streamed: ['application/xml', 'text/xml', 'text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'] });
  return {
    test,
    http,
    importer: (flux, { departement = '33', as = gestionnaire, type = 'application/xml', rejouer = false } = {}) =>
      http.call('POST', `/v1/departements/${departement}/imports${rejouer ? '?rejouer=true' : ''}`, {
        as,
        headers: { 'content-type': type },
        body: ('foyers' in flux ? fluxCaf({ departement, ...flux }) : flux) as never,
      }),
    close: async () => {
      await http.close();
      await test.close();
    },
  };
};
