import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger } from '../lifecycle/logger.js';
import { type Pool, type Tx } from '../postgres/index.js';
import { count, gauge } from '../telemetry/index.js';
import { thinProgress } from './progress.js';

/** How long a part of the journal lasts. */
export const PERIODS = { jour: 'day', mois: 'month', annee: 'year' } as const;
export type Period = keyof typeof PERIODS;

export type PeriodOptions = Readonly<{
  pool: Pool;
  service: string;
  logger: Logger;
  period: Period;
  /** Parts whole days older than this are set aside; undefined keeps everything. For journals that are no source of truth. */
  retentionDays?: number | undefined;
}>;

const AHEAD = 2;
const EVERY_MS = 3_600_000;
const AGAIN_MS = 60_000;

/**
 * Prepares the coming periods of the journal, tells what fell in none, and sets aside (detaches, never drops)
 * what is older than the retention once the relay has sent it; keeps few of the relay's old moves.
 */
export class PeriodKeeper {
  private readonly abort = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: PeriodOptions) {}

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.abort.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.abort;
    while (!signal.aborted) {
      const done = await this.keep().catch((error: unknown) => {
        this.options.logger.warn('périodes du journal non préparées', { code: (error as { code?: string }).code ?? (error as Error).name });
        count('relais_journal_period_failures_total', { service: this.options.service });
        return undefined;
      });
      await sleep(done ? EVERY_MS : AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** One round; gives the parts made and set aside. Throws when the database refuses. */
  async keep(now = new Date()): Promise<{ prepared: number; aside: string[] }> {
    const { pool, service } = this.options;
    const prepared = await this.prepare(now);
    const { rows } = await pool.query<{ stray: number }>('select count(*)::int as stray from (select from journal_default limit 10000) d');
    gauge('relais_journal_stray_rows', rows[0]?.stray ?? 0, { service });
    const aside = await this.setAside(now);
    await thinProgress(pool, service, now);
    return { prepared, aside };
  }

  private async prepare(now: Date): Promise<number> {
    const { pool, period } = this.options;
    const unit = PERIODS[period];
    let prepared = 0;
    for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
      const { rows } = await pool.query<{ made: boolean }>(`select journal_prepare($1, $2::timestamptz + ($3 || ' ' || $1)::interval) as made`, [
        unit,
        now,
        String(ahead),
      ]);
      if (rows[0]?.made) prepared += 1;
    }
    return prepared;
  }

  private async setAside(now: Date): Promise<string[]> {
    const { pool, service, retentionDays, logger } = this.options;
    if (retentionDays === undefined) return [];
    const { rows } = await pool.query<{ name: string }>(OLD_PARTS, [now, retentionDays]);
    const aside: string[] = [];
    for (const { name } of rows) if (await detach(pool, { name, service })) aside.push(name);
    if (aside.length > 0) logger.info('journal : périodes mises de côté', { periodes: aside.join(' ') });
    return aside;
  }
}

const OLD_PARTS = `
  select c.relname as name
  from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent = 'journal'::regclass and pg_get_expr(c.relpartbound, c.oid) <> 'DEFAULT'
    and (regexp_match(pg_get_expr(c.relpartbound, c.oid), 'TO \\(''([^'']+)''\\)'))[1]::timestamptz <= $1::timestamptz - make_interval(days => $2)
  order by 1`;

/** A part with a row that the relay has not sent stays. */
const detach = async (pool: Pool, { name, service }: { name: string; service: string }): Promise<boolean> => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`set local lock_timeout = '2s'`);
    await client.query(`lock table ${name} in share mode`);
    const free = await isSent(client, { name, service });
    if (free) await client.query(`alter table journal detach partition ${name}`);
    await client.query('commit');
    return free;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
};

const isSent = async (client: Tx, { name, service }: { name: string; service: string }): Promise<boolean> => {
  const { rows } = await client.query(
    `select from ${name} j where not exists (select from relay_cursor c where c.name = $1 and (j.xid, j.position) <= (c.xid, c.position)) limit 1`,
    [service],
  );
  return rows.length === 0;
};
