import { type Content, type TableComparison } from '../kafka/index.js';
import { type Queryable } from '../postgres/index.js';

/** A projection that its service can make again from the topics. */
export type Tables = readonly string[];

/** Where two readers of a partition are. */
export type Gap = Readonly<{ topic: string; partition: number; attendue: number; reconstruite: number }>;

const contentOf = async (db: Queryable, schema: string, table: string): Promise<Content> => {
  const { rows } = await db.query<Content>(
    `select count(*) as lignes, encode(sha256(coalesce(sum(hashtextextended(t::text, 0)), 0)::text::bytea
            || coalesce(sum(hashtextextended(t::text, 1)), 0)::text::bytea), 'hex') as empreinte
     from ${schema}.${table} t`,
  );
  return rows[0] ?? { lignes: 0, empreinte: '' };
};

const onlyIn = async (db: Queryable, table: string, [one, other]: readonly [string, string]): Promise<number> => {
  const { rows } = await db.query<{ total: number }>(
    `select count(*) as total from (select t::text from ${one}.${table} t except all select t::text from ${other}.${table} t) d`,
  );
  return rows[0]?.total ?? 0;
};

/** Both contents of each table; the rows are counted one by one only where the hashes differ. */
export const compare = async (db: Queryable, shadow: string, tables: Tables): Promise<TableComparison[]> => {
  const compared: TableComparison[] = [];
  for (const table of tables) {
    const [enService, reconstruite] = [await contentOf(db, 'public', table), await contentOf(db, shadow, table)];
    const same = enService.empreinte === reconstruite.empreinte;
    const seulementEnService = same ? 0 : await onlyIn(db, table, ['public', shadow]);
    compared.push({ table, enService, reconstruite, seulementEnService, seulementReconstruite: same ? 0 : await onlyIn(db, table, [shadow, 'public']) });
  }
  return compared;
};

/** The partitions whose end the rebuilt projection has not reached yet. */
export const behind = async (db: Queryable, shadow: string, ends: readonly Readonly<{ topic: string; partition: number; end: number }>[]): Promise<Gap[]> => {
  const { rows } = await db.query<{ topic: string; partition: number; next_offset: number }>(`select topic, partition, next_offset from ${shadow}.consumer_offset`);
  const read = new Map(rows.map(({ topic, partition, next_offset }) => [`${topic}/${partition}`, next_offset]));
  return ends
    .map(({ topic, partition, end }) => ({ topic, partition, attendue: end, reconstruite: read.get(`${topic}/${partition}`) ?? 0 }))
    .filter(({ attendue, reconstruite }) => reconstruite < attendue);
};

/** The partitions that both projections have not read up to the same point; none before anything was read. */
export const gaps = async (db: Queryable, consumer: string, shadow: string): Promise<Gap[]> => {
  const { rows } = await db.query<Gap>(
    `select topic, partition, coalesce(s.next_offset, 0) as attendue, coalesce(n.next_offset, 0) as reconstruite
     from (select * from public.consumer_offset where consumer = $1) s
     full join ${shadow}.consumer_offset n using (topic, partition)
     where coalesce(s.next_offset, 0) <> coalesce(n.next_offset, 0) order by topic, partition`,
    [consumer],
  );
  return rows;
};

/** Puts the rebuilt tables in the place of those in service, and where each person was left. Readers wait for an instant only. */
export const swap = async (db: Queryable, { consumer, shadow, tables }: Readonly<{ consumer: string; shadow: string; tables: Tables }>): Promise<void> => {
  await db.query(`create schema ${shadow}_remplacee`);
  for (const table of tables) {
    await db.query(`alter table public.${table} set schema ${shadow}_remplacee`);
    await db.query(`alter table ${shadow}.${table} set schema public`);
  }
  await db.query(`drop schema ${shadow}_remplacee cascade`);
  for (const [table, columns] of FOLLOWED) {
    await db.query(`delete from public.${table} where consumer = $1`, [consumer]);
    await db.query(`insert into public.${table} (consumer, ${columns}) select $1, ${columns} from ${shadow}.${table}`, [consumer]);
  }
};

// The positions are the same on both sides: they are compared before.
const FOLLOWED = [
  ['inbox', 'topic, key, last_sequence'],
  ['parked_key', 'topic, key, failure_class, code, reason, parked_at'],
  ['parked_message', 'topic, partition, message_offset, key, headers, value, parked_at'],
] as const;
