import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../kit/environment.js';
import { type Bac, openBac } from './bac.js';

const MAIN = fileURLToPath(new URL('../../../services/connector/dist/main.js', import.meta.url));
const WAIT = { timeoutMs: 40_000 };

/** The environment of the real process. */
const envOf = ({ config, test }: Bac): Record<string, string> => ({
  RELAIS_DATABASE_URL: test.databaseUrl,
  RELAIS_KAFKA_BROKERS: config.kafkaBrokers.join(','),
  RELAIS_KAFKA_USERNAME: config.kafkaUsername,
  RELAIS_KAFKA_PASSWORD: config.kafkaPassword.reveal(),
  RELAIS_KAFKA_PREFIXE: config.kafkaPrefix,
  RELAIS_REGISTRY_URL: config.registryUrl,
  RELAIS_OIDC_ISSUER: config.oidcIssuer,
  RELAIS_OIDC_AUDIENCE: config.oidcAudience,
  RELAIS_HTTP_PORT: '0',
  RELAIS_USAGERS_URL: config.usagersUrl,
  RELAIS_CONNECTEUR_CLIENT_ID: config.machineId,
  RELAIS_CONNECTEUR_CLIENT_SECRET: config.machineSecret.reveal(),
  RELAIS_CONNECTEUR_CLE: config.cle.reveal(),
  RELAIS_FT_API_URL: config.ftApiUrl,
  RELAIS_FT_AUTH_URL: config.ftAuthUrl,
  RELAIS_FT_COMPTES: JSON.stringify(config.ftComptes.map((compte) => ({ ...compte, clientSecret: compte.clientSecret.reveal() }))),
  RELAIS_FT_SONDAGE_MS: '200',
  RELAIS_FT_APPELS_PAR_SECONDE: '100',
  RELAIS_FT_DELAI_MS: '2000',
  RELAIS_ABONNEMENTS: JSON.stringify(config.abonnements.map((abonnement) => ({ ...abonnement, secret: abonnement.secret.reveal() }))),
  RELAIS_WEBHOOKS_ADRESSES_PRIVEES: 'true',
});

describe('le processus du connecteur', () => {
  let bac: Bac;
  const children: ChildProcess[] = [];
  let said = '';

  const launch = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, [MAIN], { env: envOf(bac), stdio: ['ignore', 'pipe', 'pipe'] });
    children.push(child);
    const from = said.length;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await eventually(() => expect(said.slice(from)).toContain('service prêt'), WAIT);
    return child;
  };
  const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    const exited = once(child, 'exit');
    child.kill(signal);
    const [code] = (await exited) as [number | null];
    return code;
  };

  beforeAll(async () => {
    bac = await openBac({ consume: false });
  });
  afterAll(async () => {
    for (const child of children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) await end(child, 'SIGKILL');
    await bac.close();
  });

  it('tué pendant un envoi puis relancé, ne perd rien et n’envoie rien deux fois', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await bac.admin('/fautes', { type: 'lente', millisecondes: 1_500, operation: 'decisionOrientation' });
    const premier = await launch();
    await bac.decision(personne);
    await eventually(async () => expect(await bac.rows("select 1 from transmission where etat = 'EN_COURS'")).toHaveLength(1), WAIT);
    await end(premier, 'SIGKILL');
    const second = await launch();
    await eventually(async () => expect(await bac.rows("select etat, envois from transmission")).toMatchObject([{ etat: 'ACQUITTEE' }]), WAIT);
    expect((await bac.appels('decisionOrientation')).filter(({ status }) => status === 201)).toHaveLength(1);
    await eventually(() => expect(new Set(bac.recus.map(({ headers }) => headers['webhook-id'])).size).toBe(1), WAIT);
    const types = (await bac.told(personne.usagerId)).map(({ type }) => type).sort();
    expect(types.filter((type) => type === 'connector.TransmissionAcquittee')).toHaveLength(1);
    expect(types.filter((type) => type === 'connector.PropositionOrientationRecue').length).toBeLessThanOrEqual(1);
    expect(await end(second, 'SIGTERM')).toBe(0);
    expect(said).not.toMatch(new RegExp(`${personne.nir}|${personne.numeroFranceTravail}|secret`));
  });
});
