import { type Queryable, type Tx } from '../postgres/index.js';

type Row = Readonly<Record<string, unknown>>;

/** A table in which a service holds something under a person's id. */
export type Place = Readonly<{
  table: string;
  /** Of `schemas/referentiel.json`. */
  category: string;
  /** In French, for the person. */
  what: string;
  /** The rows of the person `$1`, column by column: what an export shows. */
  select: string;
  /** Opens what is sealed in a row. */
  shown?: (row: Row) => Row;
  /** Takes the person `$1` out of the table; without it the rows stay, on the ground told. */
  erase?: string;
  /** In French, why rows stay. */
  ground?: string;
}>;

const ACCESS = 'Trace des accès, sans identité : gardée un an au moins (R. 262-107 CASF).';
const BUS = 'Faits et livraisons du bus, sous un identifiant aléatoire et sans identité : sans la clé détruite, rien ne les rattache à la personne.';

const technical = (table: string, what: string, column = 'key'): Place => ({
  table,
  category: 'technique',
  what,
  select: `select * from ${table} where ${column} = $1`,
  ground: BUS,
});

/** What every service holds, by its chassis. */
export const chassisPlaces: readonly Place[] = [
  technical('journal', 'Les faits que ce service a dits de la personne'),
  technical('journal_head', 'Le rang du dernier fait'),
  technical('inbox', 'Le rang du dernier fait reçu'),
  technical('parked_key', 'Les messages mis de côté'),
  technical('parked_message', 'Les messages mis de côté'),
  technical('parking_act', 'Ce qui a été fait des messages mis de côté'),
  { table: 'access_trace', category: 'technique', what: 'Qui a consulté ou changé quelque chose', select: 'select * from access_trace where subject = $1', ground: ACCESS },
  {
    table: 'idempotency',
    category: 'technique',
    what: 'Les réponses gardées pour une demande refaite',
    select: 'select at from idempotency where position($1 in answer::text) > 0',
    erase: 'delete from idempotency where position($1 in answer::text) > 0',
  },
];

export type Inventoried = Readonly<{ table: string; categorie: string; quoi: string; efface: boolean; fondement: string | null; lignes: number }>;

const countOf = async (db: Queryable, { select }: Place, person: string): Promise<number> => {
  const { rows } = await db.query<{ lignes: number }>(`select count(*) as lignes from (${select}) as lieu`, [person]);
  return rows[0]?.lignes ?? 0;
};

/** How many rows each place holds of a person, the chassis' own places included. */
export const inventory = async (db: Queryable, places: readonly Place[], person: string): Promise<Inventoried[]> => {
  const seen: Inventoried[] = [];
  for (const place of [...places, ...chassisPlaces]) {
    const { table, category, what, erase, ground = null } = place;
    seen.push({ table, categorie: category, quoi: what, efface: erase !== undefined, fondement: ground, lignes: await countOf(db, place, person) });
  }
  return seen;
};

export type Held = Readonly<{ table: string; categorie: string; quoi: string; valeurs: readonly Row[] }>;

/** The rows that a service's own places hold of a person. */
export const held = async (db: Queryable, places: readonly Place[], person: string): Promise<Held[]> => {
  const found: Held[] = [];
  for (const { table, category, what, select, shown = (row: Row) => row } of places) {
    const { rows } = await db.query<Row>(select, [person]);
    if (rows.length > 0) found.push({ table, categorie: category, quoi: what, valeurs: rows.map(shown) });
  }
  return found;
};

/** Takes a person out of every place that can be erased, in the order of the list. Done again, it changes nothing. */
export const erase = async (tx: Tx, places: readonly Place[], person: string): Promise<void> => {
  for (const place of [...places, ...chassisPlaces]) if (place.erase !== undefined) await tx.query(place.erase, [person]);
};

const TABLES_OF_PERSONS = `
  select distinct c.table_name as "table" from information_schema.columns c
  join information_schema.tables t using (table_schema, table_name)
  where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.column_name = any($1) and c.table_name not like 'journal\\_%'`;

/** Tables that name a person and that no place tells. */
export const untold = async (db: Queryable, places: readonly Place[], columns: readonly string[] = ['usager_id']): Promise<string[]> => {
  const { rows } = await db.query<{ table: string }>(TABLES_OF_PERSONS, [columns]);
  const told = new Set([...places, ...chassisPlaces].map(({ table }) => table));
  return rows.map(({ table }) => table).filter((table) => !told.has(table));
};
