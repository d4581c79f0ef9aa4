import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Module } from '@nestjs/common';
import { run } from '@relais/chassis/cli';
import { Secret } from '@relais/chassis/config';
import { BusModule } from '@relais/chassis/http';
import { BusAdministration, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { parkingOf } from '@relais/chassis/lifecycle';
import { inTransaction } from '@relais/chassis/postgres';
import { administrationOf, type Projection } from '@relais/chassis/projection';
import { eventually } from '../../kit/environment.js';
import { httpService, type TestHttp } from '../../kit/http-service.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { droitsIgnores, rattache } from '../../kit/rattache.js';
import { TOPIC, WAIT } from './kit.js';

@Module({})
class Rien {}

const CONSUMER = 'lecteur';
const exploitant = { sub: 'EXPL-0001', roles: ['EXPLOITANT'] };
const decideur = { sub: 'CD33-0008', roles: ['DECIDEUR'], departement: '33' };
const subscriptions = {
  [TOPIC]: {
    'usagers.DroitRsaOuvert': ignored,
    ...droitsIgnores,
    'usagers.DroitRsaFerme': ignored,
    'usagers.UsagersFusionnes': ignored,
    'usagers.FusionAnnulee': ignored,
    'usagers.UsagerRattache': async (event, tx) => {
      await tx.query('insert into vue (usager_id, sequence, motif) values ($1, $2, $3)', [event.usagerId, event.sequence, event.data.motif]);
    },
  },
} satisfies Subscriptions;

describe('a projection made again, by HTTP and by the command line', () => {
  let folder: string;
  let test: TestPlatform;
  let http: TestHttp;
  const people = Array.from({ length: 8 }, () => randomUUID());
  const [one = ''] = people;

  const acts = async () => (await test.platform.pool.query<Record<string, unknown>>('select consumer, topic, key, act, author, reason from parking_act order by id')).rows;
  const view = async (where = 'true') => (await test.platform.pool.query<{ sequence: number }>(`select sequence from vue where ${where} order by usager_id, sequence`)).rows.length;
  const spoil = () => test.platform.pool.query(`update vue set motif = 'FAUX' where usager_id = $1`, [one]);
  const post = (chemin: string, json: object, as: { sub: string; roles: string[] } = exploitant) => http.call('POST', `/v1/exploitation/projection/${chemin}`, { as, json });
  const bus = async (...args: string[]) => {
    const token = new Secret(await http.issuer.token(exploitant));
    const said: string[] = [];
    const out = { print: (text: string) => void said.push(text), complain: (text: string) => void said.push(text) };
    const code = await run(['projection', ...args], { ...out, config: () => ({ apiUrl: http.url, token }) });
    return { code, said: said.join('\n'), answer: code === 0 ? (JSON.parse(said.join('\n')) as unknown) : undefined };
  };

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'vue-'));
    writeFileSync(path.join(folder, '0001_vue.sql'), 'create table vue (usager_id uuid, sequence int, motif text, primary key (usager_id, sequence));');
    const migrations = pathToFileURL(`${folder}${path.sep}`);
    test = await testPlatform({ service: 'essai', migrations, publishes: ['usagers.UsagerRattache'] });
    const { platform } = test;
    const projection: Projection = {
      consumer: CONSUMER,
      subscriptions,
      tables: ['vue'],
      migrations,
      forget: async (tx, usagerId) => void (await tx.query('delete from vue where usager_id = $1', [usagerId])),
    };
    const administration = new BusAdministration();
    administration.attach({ parking: parkingOf(platform, CONSUMER, subscriptions), consumer: await test.consume(CONSUMER, subscriptions), projection: administrationOf(platform, projection) });
    http = await httpService({ platform, module: { module: Rien }, problems: {}, also: [BusModule.register(administration, platform.pool)] });
    platform.relay.start();
    await inTransaction(platform.pool, (tx) => platform.journal.append(tx, people.flatMap((person) => [1, 2, 3].map((sequence) => rattache(person, sequence)))));
    platform.relay.wake();
    await eventually(async () => expect(await view()).toBe(24), WAIT);
  });
  afterEach(async () => {
    await http.close();
    await test.close();
    rmSync(folder, { recursive: true });
  });

  it('is refused without a reason, or to somebody else: nothing is done, nothing recorded', async () => {
    for (const json of [{}, { raison: '' }, { raison: '  ' }, { raison: 'x'.repeat(501) }]) {
      expect(await post('reconstruction', json)).toMatchObject({ status: 400 });
      expect(await post('rejeu', { ...json, usagerId: one, executer: true })).toMatchObject({ status: 400 });
    }
    expect(await bus('reconstruire')).toMatchObject({ code: 2, said: expect.stringContaining('--raison') as string });
    expect(await bus('rejouer', '--usager', one, '--executer')).toMatchObject({ code: 2, said: expect.stringContaining('--raison') as string });
    expect(await post('reconstruction', { raison: 'essai' }, decideur)).toMatchObject({ status: 403 });
    expect(await post('rejeu', { raison: 'essai', usagerId: one }, decideur)).toMatchObject({ status: 403 });
    expect(await acts()).toEqual([]);
  });

  it('is rebuilt and compared, replaced only when told; who and why are kept', async () => {
    expect(await post('reconstruction', { raison: 'contrôle du mois' })).toMatchObject({ status: 200, body: { identiques: true, remplacee: false } });
    await spoil();
    expect(await bus('reconstruire', '--raison', 'chiffres faux')).toMatchObject({ code: 0, answer: { identiques: false, remplacee: false, tables: [{ table: 'vue', seulementEnService: 3, seulementReconstruite: 3 }] } });
    expect(await view(`motif = 'FAUX'`)).toBe(3);
    expect(await bus('reconstruire', '--raison', 'chiffres faux, remplacés', '--accepter')).toMatchObject({ code: 0, answer: { identiques: false, remplacee: true } });
    expect([await view(), await view(`motif = 'FAUX'`)]).toEqual([24, 0]);
    const act = { consumer: CONSUMER, topic: '*', key: '*', act: 'RECONSTRUCTION', author: 'EXPL-0001' };
    expect(await acts()).toEqual(['contrôle du mois', 'chiffres faux', 'chiffres faux, remplacés'].map((reason) => ({ ...act, reason })));
    const { rows } = await test.platform.pool.query('select agent, subject, granted from access_trace where action = $1', ['projection.reconstruction']);
    expect(rows).toEqual(Array(3).fill({ agent: 'EXPL-0001', subject: 'projection', granted: true }));
  });

  it('is applied again for one person, or since an instant: a dry run writes nothing, the other keeps who and why', async () => {
    await spoil();
    const counts = { personnes: 1, evenements: 3, aReappliquer: { 'usagers.UsagerRattache': 3 } };
    expect(await post('rejeu', { usagerId: one, raison: 'essai à blanc' })).toMatchObject({ status: 200, body: { ...counts, execute: false, rejouees: 0 } });
    expect(await bus('rejouer', '--usager', one, '--raison', 'essai à blanc')).toMatchObject({ code: 0, answer: { ...counts, execute: false } });
    expect([await view(`motif = 'FAUX'`), await acts()]).toEqual([3, []]);
    expect(await bus('rejouer', '--usager', one, '--raison', 'motif faux', '--executer')).toMatchObject({ code: 0, answer: { ...counts, execute: true, rejouees: 1 } });
    expect([await view(), await view(`motif = 'FAUX'`)]).toEqual([24, 0]);
    expect(await acts()).toEqual([{ consumer: CONSUMER, topic: TOPIC, key: one, act: 'REJEU', author: 'EXPL-0001', reason: 'motif faux' }]);
    const since = { depuis: '2020-01-01T00:00:00Z', raison: 'tout le monde', executer: true };
    expect(await post('rejeu', since)).toMatchObject({ status: 200, body: { personnes: 8, evenements: 24, rejouees: 8 } });
    expect(await post('reconstruction', { raison: 'contrôle après rejeu' })).toMatchObject({ status: 200, body: { identiques: true } });
    expect((await acts()).filter(({ act, reason }) => act === 'REJEU' && reason === 'tout le monde').map(({ key }) => key).sort()).toEqual([...people].sort());
    expect((await test.platform.pool.query('select 1 from parked_key')).rowCount).toBe(0);
  });
});
