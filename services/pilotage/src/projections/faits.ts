import { type Queryable } from '@relais/chassis/postgres';
import { type Fait } from '../domain/fait/fait.js';

/** Adds facts, of any persons, in one statement. */
export const ajouterFaits = async (db: Queryable, faits: readonly Fait[]): Promise<void> => {
  const colonne = <V>(valeur: (fait: Fait) => V): V[] => faits.map(valeur);
  await db.query(
    `insert into fait (id, usager_id, departement, nature, rang, le, connu_le, objet, detail, commune, organisme, structure, echeance, quantite)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::int[], $6::date[], $7::date[], $8::uuid[],
                          $9::text[], $10::text[], $11::text[], $12::text[], $13::date[], $14::int[])`,
    [
      colonne(({ id }) => id),
      colonne(({ usagerId }) => usagerId),
      colonne(({ departement }) => departement),
      colonne(({ nature }) => nature),
      colonne(({ rang }) => rang),
      colonne(({ le }) => le),
      colonne(({ connuLe }) => connuLe),
      colonne(({ objet }) => objet),
      colonne(({ detail }) => detail ?? null),
      colonne(({ commune }) => commune ?? null),
      colonne(({ organisme }) => organisme ?? null),
      colonne(({ structure }) => structure ?? null),
      colonne(({ echeance }) => echeance ?? null),
      colonne(({ quantite }) => quantite ?? null),
    ],
  );
};

/** Takes away what is counted of a person. */
export const oublierFaits = async (db: Queryable, usagerId: string): Promise<void> => {
  await db.query('delete from fait where usager_id = $1', [usagerId]);
};
