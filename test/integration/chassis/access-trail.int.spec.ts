import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Agent, traceAccess } from '@relais/chassis/auth';
import { tracabilite } from '@relais/chassis/cli';
import { inTransaction } from '@relais/chassis/postgres';
import { exportTrail, SEALED, Sealer, type TrailRecord, verifyTrail } from '@relais/chassis/trail';
import { eventually } from '../../kit/eventually.js';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';
import { secondOpinion } from '../../tamper/python.js';

const agent: Agent = { id: 'CD33-0007', roles: ['DECIDEUR'], departement: '33', structure: { code: 'CDP0033', type: 'CD' }, origin: '10.1.2.3' };
const access = (subject: string) => ({ agent, subject, action: 'usager.identite', purpose: 'accompagnement', granted: true }) as const;

describe('the access trail of a service', () => {
  let test: TestPlatform;
  let sealer: Sealer;
  beforeEach(async () => {
    test = await testPlatform({ service: 'essai' });
    const { pool, logger } = test.platform;
    sealer = new Sealer({ pool, logger, service: 'essai', key: test.config.traceKey, everyMs: 50 });
  });
  afterEach(() => test.close());

  const key = (): Buffer => Buffer.from(test.config.traceKey.reveal(), 'base64');
  const sql = (text: string) => test.platform.pool.query(text);
  const exported = async (): Promise<TrailRecord[]> => {
    const records: TrailRecord[] = [];
    for await (const record of exportTrail(test.platform.pool, 'essai')) records.push(record);
    return records;
  };
  /** Every transaction that began before the last line is over, in whatever database of the server. */
  const settled = () =>
    eventually(async () => {
      const { rows } = await test.platform.pool.query<{ over: boolean }>('select bool_and(xid < pg_snapshot_xmin(pg_current_snapshot())) as over from access_trace');
      expect(rows[0]?.over).toBe(true);
    });
  const trace = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) await traceAccess(test.platform.pool, access(`personne-${n}`));
    await settled();
    await sealer.pass();
  };
  /** As the owner of the tables can. */
  const tamper = async (text: string): Promise<void> => {
    const each = (act: string): string => ['trace', 'chain', 'seal'].map((table) => `alter table access_${table} ${act} trigger user`).join(';');
    await sql(`${each('disable')}; ${text}; ${each('enable')}`);
  };

  it('tells who, whom, which structure, why, what, when and from where, and is intact for both verifiers', async () => {
    await trace(3);
    await traceAccess(test.platform.pool, access('personne-0'));
    const records = await exported();
    expect(records[1]).toMatchObject({
      line: { rank: 1, agent: 'CD33-0007', subject: 'personne-0', structure: 'CDP0033', purpose: 'accompagnement', action: 'usager.identite', kind: 'consultation', origin: '10.1.2.3' },
    });
    expect(await verifyTrail(records, { key: key() })).toMatchObject({ intact: true, lines: 3, seals: 1, notChained: 1 });
    expect(secondOpinion({ records }, key())).toMatchObject({ intact: true });
    expect(test.logs.filter((line) => line.includes(SEALED))).toHaveLength(1);
  });

  it('chains in the order of commits: whoever writes waits for nobody, and a long transaction loses no line', async () => {
    const { pool } = test.platform;
    await inTransaction(pool, async (slow) => {
      await traceAccess(slow, access('lente'));
      await traceAccess(pool, access('rapide'));
      expect(await sealer.pass()).toBe(0);
    });
    await settled();
    expect(await sealer.pass()).toBe(2);
    expect(await verifyTrail(await exported(), { key: key() })).toMatchObject({ intact: true, lines: 2, notChained: 0 });
  });

  it('is sealed once by several copies at work together', async () => {
    const { pool, logger } = test.platform;
    const copies = [1, 2, 3].map(() => new Sealer({ pool, logger, service: 'essai', key: test.config.traceKey, everyMs: 5 }));
    for (const copy of copies) copy.start();
    await Promise.all(Array.from({ length: 60 }, (_, n) => traceAccess(pool, access(`personne-${n}`))));
    for (const copy of copies) await copy.stop();
    await settled();
    await sealer.pass();
    expect(await verifyTrail(await exported(), { key: key() })).toMatchObject({ intact: true, lines: 60, notChained: 0 });
  });

  it('refuses every change by its tables, and shows those made over their triggers', async () => {
    await trace(5);
    await trace(5);
    const anchors = (await exported()).flatMap((record) => ('seal' in record ? [record.seal] : []));
    for (const change of ['update access_trace set agent = $$x$$', 'delete from access_trace', 'truncate access_trace', 'delete from access_chain', 'delete from access_seal']) {
      await expect(sql(change)).rejects.toMatchObject({ code: '23001' });
    }
    const codes = async (): Promise<string[]> => (await verifyTrail(await exported(), { key: key(), anchors })).faults.map(({ code }) => code);
    await tamper(`update access_trace set agent = 'CD33-0008' where subject = 'personne-2' and id < 4`);
    expect(await codes()).toEqual(['LIGNE_CHANGEE']);
    await tamper(`delete from access_trace where subject = 'personne-2' and id < 4`);
    expect(await codes()).toEqual(['LIGNE_ABSENTE']);
    await tamper('delete from access_seal where number = 2; delete from access_chain where rank > 5; delete from access_trace where id > 5');
    expect(await codes()).toEqual(['LIGNE_ABSENTE', 'SCEAU_ABSENT']);
    expect(secondOpinion({ records: await exported(), anchors }, key()).intact).toBe(false);
  });

  it('is kept a year at least, then lets go up to a seal that the rest begins from', async () => {
    await trace(4);
    await trace(2);
    expect(await sealer.purge()).toBe(0);
    await expect(sql('update access_retention set days = 30')).rejects.toMatchObject({ code: '23514' });
    // Time passes: what was sealed first is two years old.
    await tamper(`update access_trace set at = at - interval '2 years' where id <= 4; update access_chain set at = at - interval '2 years' where rank <= 4;
      update access_seal set at = to_char((at::timestamptz - interval '2 years') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') where number = 1`);
    expect(await sealer.purge()).toBe(4);
    const { faults } = await verifyTrail(await exported(), { key: key() });
    expect(faults).toEqual([{ code: 'SCEAU_FAUX', place: 'sceau 1' }]);
    expect((await sql('select count(*) as n from access_trace')).rows).toEqual([{ n: 2 }]);
  });

  it('is verified and exported by a command, with the seals of the log as anchors', async () => {
    await trace(4);
    const folder = mkdtempSync(path.join(tmpdir(), 'trace-'));
    const printed: string[] = [];
    const out = { print: (text: string) => void printed.push(text), complain: (text: string) => void printed.push(text), key: () => test.config.traceKey, pool: () => test.platform.pool };
    try {
      const [file, told] = [path.join(folder, 'trace.jsonl'), path.join(folder, 'journal.log')];
      writeFileSync(told, `autre ligne\n${test.logs.join('')}`);
      expect(await tracabilite(['exporter', '--service', 'essai'], out)).toBe(0);
      writeFileSync(file, printed.splice(0).join(''));
      expect(await tracabilite(['verifier', '--fichier', file, '--ancres', told], out)).toBe(0);
      expect(JSON.parse(printed.splice(0).join(''))).toMatchObject({ intact: true, lines: 4, seals: 1, ancres: 1 });
      await tamper('delete from access_seal; delete from access_chain; delete from access_trace');
      expect(await tracabilite(['verifier', '--service', 'essai'], out)).toBe(0);
      expect(await tracabilite(['verifier', '--service', 'essai', '--ancres', told], out)).toBe(1);
      expect(await tracabilite(['verifier'], out)).toBe(2);
      expect(await tracabilite(['effacer'], out)).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
