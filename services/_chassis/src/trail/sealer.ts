import { setTimeout as sleep } from 'node:timers/promises';
import { type Secret } from '../config/index.js';
import { type Logger } from '../lifecycle/logger.js';
import { inTransaction, type Pool, type Tx } from '../postgres/index.js';
import { count, gauge } from '../telemetry/index.js';
import { FIRST_PREVIOUS, genesisOf, hashOf, macOf, type Seal, type TrailLine } from './chain.js';
import { FIELDS, SEAL } from './export.js';

export type SealerOptions = Readonly<{
  pool: Pool;
  service: string;
  /** 32 bytes in base64, which the database never holds. */
  key: Secret;
  everyMs: number;
  logger: Logger;
}>;

/** What a seal is called in the log: its lines, kept elsewhere, show that the end of a trail was cut. */
export const SEALED = 'sceau de la trace d’accès';

const PAGE = 2_000;
const PURGE_EVERY_MS = 3_600_000;

type Place = Readonly<{ rank: number; trace: number; xid: string; hash: string }>;

/**
 * Chains the lines of the access trace in commit order and seals the chain, a few seconds after they were written:
 * whoever writes a line waits for nobody. One copy of a service at a time. Lets go of what its retention is over for.
 */
export class Sealer {
  private readonly abort = new AbortController();
  private readonly key: Buffer;
  private running: Promise<void> | undefined;
  private purgedAt = 0;

  constructor(private readonly options: SealerOptions) {
    this.key = Buffer.from(options.key.reveal(), 'base64');
  }

  start(): void {
    this.running = this.run();
  }

  /** Seals what remains, then ends. */
  async stop(): Promise<void> {
    this.abort.abort();
    await this.running;
    await this.round();
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      await this.round();
      await sleep(this.options.everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async round(): Promise<void> {
    try {
      while ((await this.pass()) === PAGE);
      if (Date.now() - this.purgedAt < PURGE_EVERY_MS) return;
      await this.purge();
      this.purgedAt = Date.now();
    } catch (error) {
      const { service, logger } = this.options;
      logger.warn('trace d’accès non scellée', { code: (error as { code?: string }).code ?? (error as Error).name });
      count('relais_access_seal_failures_total', { service });
    }
  }

  /** Chains a page of lines and seals it; gives how many. */
  async pass(): Promise<number> {
    const { pool, service, logger } = this.options;
    const sealed = await inTransaction(pool, async (tx) => {
      const { rows } = await tx.query<{ leads: boolean }>(`select pg_try_advisory_xact_lock(hashtext('relais.access.seal')) as leads`);
      if (!rows[0]?.leads) return undefined;
      const last = await placeOf(tx, service);
      const lines = await pendingOf(tx, last);
      if (lines.length === 0) return undefined;
      const end = await this.chain(tx, last, lines);
      return { count: lines.length, seal: await this.seal(tx, end) };
    });
    if (!sealed) return 0;
    const { number, rank, hash, at, mac } = sealed.seal;
    logger.info(SEALED, { numero: number, rang: rank, empreinte: hash, scelleLe: at, sceau: mac });
    gauge('relais_access_trail_lines', rank, { service });
    return sealed.count;
  }

  private async chain(tx: Tx, { rank, hash }: Place, lines: readonly TrailLine[]): Promise<Pick<Place, 'rank' | 'hash'>> {
    let previous = hash;
    const hashes = lines.map((line, index) => (previous = hashOf(previous, rank + index + 1, line)));
    await tx.query(
      `insert into access_chain (rank, trace, xid, hash)
       select $1::bigint + n, trace, xid::xid8, decode(hash, 'hex') from unnest($2::bigint[], $3::text[], $4::text[]) with ordinality as u (trace, xid, hash, n)`,
      [rank, lines.map(({ id }) => id), lines.map(({ xid }) => xid), hashes],
    );
    return { rank: rank + lines.length, hash: previous };
  }

  private async seal(tx: Tx, { rank, hash }: Pick<Place, 'rank' | 'hash'>): Promise<Seal> {
    const { rows } = await tx.query<{ at: string; number: number; mac: string | null }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, coalesce(number, 0) as number, encode(mac, 'hex') as mac
         from (select 1) one left join lateral (select number, mac from access_seal order by number desc limit 1) last on true`,
    );
    const { at = '', number = 0, mac = null } = rows[0] ?? {};
    const bare = { number: number + 1, rank, hash, at, previous: mac ?? FIRST_PREVIOUS };
    const seal = { ...bare, mac: macOf(this.key, this.options.service, bare) };
    await tx.query(`insert into access_seal (number, rank, hash, at, previous, mac) values ($1, $2, decode($3, 'hex'), $4, decode($5, 'hex'), decode($6, 'hex'))`, [
      seal.number,
      rank,
      hash,
      at,
      seal.previous,
      seal.mac,
    ]);
    return seal;
  }

  /** Lets go of the lines whose retention is over, up to a seal that the rest of the chain begins from; gives how many. */
  purge(): Promise<number> {
    return inTransaction(this.options.pool, async (tx) => {
      const { rows } = await tx.query<Seal>(
        `select ${SEAL} from access_seal
          where at::timestamptz < now() - make_interval(days => (select days from access_retention)) and number < (select max(number) from access_seal)
          order by number desc limit 1`,
      );
      const upTo = rows[0]?.rank;
      if (upTo === undefined) return 0;
      await tx.query('delete from access_trace t using access_chain c where c.trace = t.id and c.rank <= $1', [upTo]);
      const { rowCount } = await tx.query('delete from access_chain where rank <= $1', [upTo]);
      return rowCount ?? 0;
    });
  }
}

const placeOf = async (tx: Tx, service: string): Promise<Place> => {
  const { rows } = await tx.query<Place>(`select rank, trace, xid::text as xid, encode(hash, 'hex') as hash from access_chain order by access_chain.rank desc limit 1`);
  return rows[0] ?? { rank: 0, trace: 0, xid: '0', hash: genesisOf(service) };
};

/** Lines after a place, in the order of their commits: none can come before them any more. */
const pendingOf = async (tx: Tx, { xid, trace }: Place): Promise<TrailLine[]> => {
  const { rows } = await tx.query<TrailLine>(
    `select t.id, t.xid::text as xid, ${FIELDS} from access_trace t
      where (t.xid, t.id) > ($1::xid8, $2::bigint) and t.xid < pg_snapshot_xmin(pg_current_snapshot())
      order by t.xid, t.id limit ${PAGE}`,
    [xid, trace],
  );
  return rows;
};
