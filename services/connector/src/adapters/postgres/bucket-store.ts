import { type Pool } from '@relais/chassis/postgres';
import { type BucketStore } from '../france-travail/limiter.js';

/** Call rates shared by every copy of the service, by the clock of Postgres. */
export const createBucketStore = (pool: Pool, nowMs: () => number): BucketStore => {
  const pauseMs = async (bucket: string): Promise<number> => {
    const { rows } = await pool.query<{ attente: number }>(
      `select greatest(0, extract(epoch from pause_jusqu_a - clock_timestamp()) * 1000)::float8 as attente from debit
       where nom = $1 and pause_jusqu_a > clock_timestamp()`,
      [bucket],
    );
    return rows[0]?.attente ?? 0;
  };
  return {
    reserve: async (bucket, { intervalMs, maxWaitMs }) => {
      const { rows } = await pool.query<{ attente: number }>('select prendre_un_tour($1, $2, $3) as attente', [bucket, intervalMs, maxWaitMs]);
      const [row] = rows;
      if (!row) throw new Error('no turn was given');
      // Counted from the answer: never before the turn that was taken.
      return { goAtMs: nowMs() + Math.ceil(row.attente) };
    },
    pause: async (bucket, untilMs) => {
      await pool.query(
        `insert into debit as d (nom, pause_jusqu_a) values ($1, clock_timestamp() + $2 * interval '1 millisecond')
         on conflict (nom) do update set pause_jusqu_a = greatest(d.pause_jusqu_a, excluded.pause_jusqu_a)`,
        [bucket, untilMs - nowMs()],
      );
    },
    pausedUntilMs: async (bucket) => nowMs() + (await pauseMs(bucket)),
  };
};
