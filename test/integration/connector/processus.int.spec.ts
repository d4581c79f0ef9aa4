import { eventually } from '../../kit/environment.js';
import { environmentOf, ServiceProcesses } from '../../kit/service-process.js';
import { type Bac, openBac } from './bac.js';

const WAIT = { timeoutMs: 40_000 };

/** The environment of the real process. */
const envOf = ({ config, test }: Bac): Record<string, string> => ({
  ...environmentOf(config, test.databaseUrl),
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
  const processes = new ServiceProcesses('connector', () => envOf(bac));

  beforeAll(async () => {
    bac = await openBac({ consume: false });
  });
  afterAll(async () => {
    await processes.stop();
    await bac.close();
  });

  it('tué pendant un envoi puis relancé, ne perd rien et n’envoie rien deux fois', async () => {
    const personne = await bac.personne();
    await bac.preconiser(personne);
    await bac.admin('/fautes', { type: 'lente', millisecondes: 1_500, operation: 'decisionOrientation' });
    const premier = await processes.launch();
    await bac.decision(personne);
    await eventually(async () => expect(await bac.rows("select 1 from transmission where etat = 'EN_COURS'")).toHaveLength(1), WAIT);
    await processes.end(premier, 'SIGKILL');
    const second = await processes.launch();
    await eventually(async () => expect(await bac.rows("select etat, envois from transmission")).toMatchObject([{ etat: 'ACQUITTEE' }]), WAIT);
    expect((await bac.appels('decisionOrientation')).filter(({ status }) => status === 201)).toHaveLength(1);
    await eventually(() => expect(new Set(bac.recus.map(({ headers }) => headers['webhook-id'])).size).toBe(1), WAIT);
    const types = (await bac.told(personne.usagerId)).map(({ type }) => type).sort();
    expect(types.filter((type) => type === 'connector.TransmissionAcquittee')).toHaveLength(1);
    expect(types.filter((type) => type === 'connector.PropositionOrientationRecue').length).toBeLessThanOrEqual(1);
    expect(await processes.end(second, 'SIGTERM')).toBe(0);
    expect(processes.said).not.toMatch(new RegExp(`${personne.nir}|${personne.numeroFranceTravail}|secret`));
  });
});
