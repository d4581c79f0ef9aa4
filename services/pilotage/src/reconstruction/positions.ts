import { type Platform } from '@relais/chassis/lifecycle';
import { type Queryable } from '@relais/chassis/postgres';
import { subscriptions } from '../adapters/kafka/subscriptions.js';
import { type Empreinte, empreinteDesFaits } from '../projections/faits.js';

/** The consumer of the service. */
export const CONSOMMATEUR = 'relais-pilotage';

/** Where the rebuilt projection should be in a partition, and where it is. */
export type Ecart = Readonly<{ topic: string; partition: number; attendue: number; reconstruite: number }>;

type Fin = Readonly<{ topic: string; partition: number; fin: number }>;

/** Where each partition of the topics ends now. */
export const finsDuBus = async ({ kafka, config }: Platform): Promise<Fin[]> => {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const fins: Fin[] = [];
    for (const topic of Object.keys(subscriptions)) {
      const partitions = await admin.fetchTopicOffsets(`${config.kafkaPrefix}${topic}`);
      fins.push(...partitions.filter(({ low, high }) => low !== high).map(({ partition, high }) => ({ topic, partition, fin: Number(high) })));
    }
    return fins;
  } finally {
    await admin.disconnect();
  }
};

/** The partitions whose end the rebuilt projection has not reached yet. */
export const retards = async (db: Queryable, schema: string, fins: readonly Fin[]): Promise<Ecart[]> => {
  const { rows } = await db.query<{ topic: string; partition: number; next_offset: number }>(
    `select topic, partition, next_offset from ${schema}.consumer_offset`,
  );
  const lues = new Map(rows.map(({ topic, partition, next_offset }) => [`${topic}/${partition}`, next_offset]));
  return fins
    .map(({ topic, partition, fin }) => ({ topic, partition, attendue: fin, reconstruite: lues.get(`${topic}/${partition}`) ?? 0 }))
    .filter(({ attendue, reconstruite }) => reconstruite < attendue);
};

/** The partitions that both projections have not read up to the same point; none before anything was read. */
export const avance = async (db: Queryable, consommateur: string, schema: string): Promise<Ecart[]> => {
  const { rows } = await db.query<Ecart>(
    `select topic, partition, coalesce(s.next_offset, 0) as attendue, coalesce(n.next_offset, 0) as reconstruite
     from (select * from public.consumer_offset where consumer = $1) s
     full join ${schema}.consumer_offset n using (topic, partition)
     where coalesce(s.next_offset, 0) <> coalesce(n.next_offset, 0) order by topic, partition`,
    [consommateur],
  );
  return rows;
};

export const comparer = async (db: Queryable, schema: string): Promise<{ enService: Empreinte; reconstruite: Empreinte }> => ({
  enService: await empreinteDesFaits(db, 'public'),
  reconstruite: await empreinteDesFaits(db, schema),
});

/** Puts what was rebuilt in the place of what is in service: facts, and where each person was left. */
export const remplacer = async (db: Queryable, consommateur: string, schema: string): Promise<void> => {
  await db.query('truncate public.fait');
  await db.query(`insert into public.fait select * from ${schema}.fait`);
  for (const [table, colonnes] of SUIVI) {
    await db.query(`delete from public.${table} where consumer = $1`, [consommateur]);
    await db.query(`insert into public.${table} (consumer, ${colonnes}) select $1, ${colonnes} from ${schema}.${table}`, [consommateur]);
  }
};

// The positions are the same on both sides: they are compared before.
const SUIVI = [
  ['inbox', 'topic, key, last_sequence'],
  ['parked_key', 'topic, key, failure_class, code, reason, parked_at'],
  ['parked_message', 'topic, partition, message_offset, key, headers, value, parked_at'],
] as const;
