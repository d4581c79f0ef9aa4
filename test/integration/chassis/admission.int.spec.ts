import { Controller, Get, Inject, Module, Param } from '@nestjs/common';
import { type Agent, allOf, Brake, CurrentAgent, declaredAddresses, Roles, secondFactor, traceAccess } from '@relais/chassis/auth';
import { type Pool } from '@relais/chassis/postgres';
import { type Answer, httpService, type TestHttp } from '../../kit/http-service.js';
import { type TestAgent } from '../../kit/issuer.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

const POOL = Symbol('pool');

@Controller('v1/usagers')
@Roles('REFERENT', 'PARTENAIRE', 'CONNECTEUR')
class FilesController {
  constructor(@Inject(POOL) private readonly pool: Pool) {}

  @Get(':usagerId')
  async read(@CurrentAgent() agent: Agent, @Param('usagerId') subject: string): Promise<{ subject: string }> {
    await traceAccess(this.pool, { agent, subject, action: 'usager.identite', purpose: 'accompagnement', granted: true });
    return { subject };
  }
}

@Module({})
class FilesModule {}

const referent: TestAgent = { sub: 'ML33-0003', roles: ['REFERENT'], departement: '33', structure: { code: 'NAQ0405', type: 'ML' }, acr: 'eidas2' };
const partner: TestAgent = { sub: 'partenaire-33', roles: ['PARTENAIRE'], departement: '33', structure: { code: 'NAQ0610', type: 'CE' } };

describe('who may come in, CNIL SAN-2026-003', () => {
  let test: TestPlatform;
  let copies: TestHttp[];
  beforeEach(async () => {
    test = await testPlatform({ service: 'essai' });
    const { pool, logger } = test.platform;
    const module = { module: FilesModule, controllers: [FilesController], providers: [{ provide: POOL, useValue: pool }] };
    const rules = [secondFactor(['eidas2']), declaredAddresses({ 'partenaire-33': ['127.0.0.0/8'], 'partenaire-ailleurs': ['10.20.0.0/16', 'fd00::/8'] })] as const;
    const copy = () => httpService({ platform: test.platform, module, problems: {}, admit: allOf(...rules, new Brake({ pool, service: 'essai', logger }).admit) });
    copies = await Promise.all([copy(), copy()]);
  });
  afterEach(async () => {
    await Promise.all(copies.map((copy) => copy.close()));
    await test.close();
  });

  const read = (as: TestAgent | undefined, subject: string, copy = 0): Promise<Answer> => (copies[copy] as TestHttp).call('GET', `/v1/usagers/${subject}`, as ? { as } : {});
  const rows = async (text: string, ...values: unknown[]) => (await test.platform.pool.query<Record<string, unknown>>(text, values)).rows;
  const refusals = (agent: string) => rows('select reason, subject, origin from access_trace where agent = $1 and not granted order by id', agent);
  /** A day of it, so many days ago. */
  const day = (agent: string, persons: number, ago: number) =>
    rows(`insert into access_trace (at, agent, subject, action, purpose, granted) select now() - make_interval(days => $3), $1, 'p' || n, 'usager.identite', 'accompagnement', true from generate_series(1, $2::int) n`, agent, persons, ago);

  /** Reads other persons until it is refused, by both copies and several calls at once; gives how many were shown. */
  const steal = async (as: TestAgent, at_once = 16): Promise<number> => {
    let [shown, next] = [0, 0];
    let refused = false;
    const thief = async (): Promise<void> => {
      while (!refused && next < 1_500) {
        next += 1;
        const { status } = await read(as, `vol-${next}`, next % 2);
        if (status === 200) shown += 1;
        else refused = true;
      }
    };
    await Promise.all(Array.from({ length: at_once }, thief));
    return shown;
  };

  it('weak authentication: without a second factor a person reads nothing, and the attempt is traced', async () => {
    expect((await read(referent, 'alice')).status).toBe(200);
    for (const acr of [undefined, 'eidas1']) {
      const { acr: _, ...bare } = referent;
      expect(await read(acr === undefined ? bare : { ...bare, acr }, 'alice')).toMatchObject({ status: 403, body: { code: 'AUTHENTIFICATION_FAIBLE' } });
    }
    expect(await refusals(referent.sub)).toEqual(Array.from({ length: 2 }, () => ({ reason: 'AUTHENTIFICATION_FAIBLE', subject: 'alice', origin: '127.0.0.1' })));
  });

  it('weak authentication: a machine with the role of a person is a person', async () => {
    expect(await read({ ...partner, roles: ['PARTENAIRE', 'REFERENT'] }, 'alice')).toMatchObject({ body: { code: 'AUTHENTIFICATION_FAIBLE' } });
    expect((await read(partner, 'alice')).status).toBe(200);
  });

  it('weak authentication: a token for another audience, of another issuer, too old or over opens nothing', async () => {
    const [copy] = copies as [TestHttp];
    const now = Math.floor(Date.now() / 1_000);
    const codeOf = async (over: Record<string, unknown>) => {
      const token = await copy.issuer.token(referent, over);
      return (await copy.call('GET', '/v1/usagers/alice', { headers: { authorization: `Bearer ${token}` } })).body['code'];
    };
    expect(await codeOf({ aud: 'urn:autre' })).toBe('JETON_INVALIDE');
    expect(await codeOf({ iss: 'https://ailleurs.test' })).toBe('JETON_INVALIDE');
    expect(await codeOf({ exp: now - 60 })).toBe('JETON_EXPIRE');
    expect(await codeOf({ iat: now - 2 * 3_600, exp: now + 3_600 })).toBe('JETON_EXPIRE');
    expect(await codeOf({ iat: undefined })).toBe('JETON_INVALIDE');
  });

  it('a stolen token replayed from elsewhere: the account of a machine is refused outside of its declared addresses, and traced', async () => {
    const elsewhere = { ...partner, sub: 'partenaire-ailleurs' };
    expect(await read(elsewhere, 'alice')).toMatchObject({ status: 403, body: { code: 'ADRESSE_INATTENDUE' } });
    expect(await refusals(elsewhere.sub)).toEqual([{ reason: 'ADRESSE_INATTENDUE', subject: 'alice', origin: '127.0.0.1' }]);
    expect(await read({ ...partner, sub: 'jamais-declare' }, 'alice')).toMatchObject({ body: { code: 'ADRESSE_INATTENDUE' } });
    const admit = declaredAddresses({ p: ['10.20.0.0/16', 'fd00::/8'] });
    const from = (origin: string) => admit({ id: 'p', roles: ['PARTENAIRE'], departement: null, structure: null, origin }).then(() => true, () => false);
    expect(await Promise.all(['10.20.3.4', '::ffff:10.20.3.4', 'fd00::1', '10.21.0.1', 'fe80::1', ''].map(from))).toEqual([true, true, true, false, false, false]);
  });

  it('rights too wide: a role that opens no file is refused, and the attempt on a person traced', async () => {
    expect(await read({ ...referent, roles: ['PILOTE'] }, 'alice')).toMatchObject({ status: 403, body: { code: 'ROLE_INSUFFISANT' } });
    expect(await refusals(referent.sub)).toEqual([{ reason: 'ROLE_INSUFFISANT', subject: 'alice', origin: '127.0.0.1' }]);
  });

  it('logs that saw nothing: a stolen partner account is stopped at most 500 records beyond its usual day, whatever copy it calls', async () => {
    for (let ago = 2; ago < 9; ago += 1) await day(partner.sub, 40, ago);
    const shown = await steal(partner);
    expect(shown).toBeGreaterThanOrEqual(300);
    expect(shown).toBeLessThanOrEqual(40 + 500);
    expect(await read(partner, 'encore', 1)).toMatchObject({ status: 403, body: { code: 'COMPTE_FREINE' } });
    expect(await rows('select distinct act, minutes, allowed from access_brake order by act')).toEqual([
      { act: 'ALERTE', minutes: 10, allowed: 70 },
      { act: 'ARRET', minutes: 1_440, allowed: 340 },
    ]);
    expect(test.logs.filter((line) => line.includes('compte arrêté')).length).toBeGreaterThanOrEqual(1);
    expect((await refusals(partner.sub)).at(-1)).toMatchObject({ reason: 'COMPTE_FREINE', subject: 'encore' });
    // The others go on, and so does the account once the stop is lifted.
    expect((await read(referent, 'alice')).status).toBe(200);
    await rows(`insert into access_brake (agent, act, author, reason) values ($1, 'LEVEE', 'DPO', 'vérifié')`, partner.sub);
    expect((await read(partner, 'encore', 0)).status).toBe(200);
  });

  it('an account that reads as it usually does is never stopped, however often it reads the same persons', async () => {
    for (let ago = 2; ago < 9; ago += 1) await day(referent.sub, 60, ago);
    for (let n = 0; n < 200; n += 1) expect((await read(referent, `suivie-${n % 55}`, n % 2)).status).toBe(200);
    expect(await rows('select act from access_brake')).toEqual([]);
  });
});
