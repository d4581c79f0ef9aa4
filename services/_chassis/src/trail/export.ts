import { type Pool } from '../postgres/index.js';
import { type Seal } from './chain.js';
import { type ChainedLine, type TrailRecord } from './records.js';

const PAGE = 5_000;

export const AT = `to_char(t.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
export const FIELDS = `${AT} as at, t.agent, t.structure, t.departement, t.subject, t.action, t.kind, t.purpose, t.granted, t.reason, t.origin`;
export const SEAL = `number, rank, encode(hash, 'hex') as hash, at, encode(previous, 'hex') as previous, encode(mac, 'hex') as mac`;

const rowsOf = async <T extends object>(pool: Pool, text: string, values: readonly unknown[]): Promise<T[]> => (await pool.query<T>(text, [...values])).rows;

async function* chained(pool: Pool, after: number, upTo: number): AsyncGenerator<ChainedLine> {
  for (let from = after; ; ) {
    const page = await rowsOf<ChainedLine & { rank: number }>(
      pool,
      `select c.rank, encode(c.hash, 'hex') as hash, c.xid::text as xid, c.trace as id, ${FIELDS}
         from access_chain c left join access_trace t on t.id = c.trace
        where c.rank > $1 and c.rank <= $2 order by c.rank limit ${PAGE}`,
      [from, upTo],
    );
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    from = last.rank;
  }
}

async function* seals(pool: Pool): AsyncGenerator<Seal> {
  for (let after = 0; ; ) {
    const page = await rowsOf<Seal>(pool, `select ${SEAL} from access_seal where number > $1 order by number limit ${PAGE}`, [after]);
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.number;
  }
}

async function* unchained(pool: Pool): AsyncGenerator<ChainedLine> {
  for (let after = 0; ; ) {
    const page = await rowsOf<ChainedLine & { id: number }>(
      pool,
      `select null as rank, null as hash, t.xid::text as xid, t.id, ${FIELDS} from access_trace t
        where t.id > $1 and not exists (select from access_chain c where c.trace = t.id) order by t.id limit ${PAGE}`,
      [after],
    );
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** All that the database holds of a service's access trace, in the order that a verifier reads. */
export async function* exportTrail(pool: Pool, service: string): AsyncGenerator<TrailRecord> {
  const [told] = await rowsOf<{ retentionDays: number; exportedAt: string }>(
    pool,
    `select days as "retentionDays", to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exportedAt" from access_retention`,
    [],
  );
  yield { header: { service, version: 1, retentionDays: told?.retentionDays ?? 0, exportedAt: told?.exportedAt ?? '' } };
  let rank = 0;
  for await (const seal of seals(pool)) {
    for await (const line of chained(pool, rank, seal.rank)) yield { line };
    yield { seal };
    rank = Math.max(rank, seal.rank);
  }
  for await (const line of chained(pool, rank, Number.MAX_SAFE_INTEGER)) yield { line };
  for await (const line of unchained(pool)) yield { line };
}
