import { type SituationSuivi } from '@relais/kernel';
import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type Events } from '@relais/schemas';

/** Keeps which structure follows a person now, as the référentiel says it. */
export const noteRattachement = async (tx: Tx, { usagerId, departement, structureCode }: Events['usagers.UsagerRattache']): Promise<void> => {
  await tx.query(
    `insert into rattachement (usager_id, departement, structure_code) values ($1, $2, $3)
     on conflict (usager_id) do update set departement = excluded.departement, structure_code = excluded.structure_code`,
    [usagerId, departement, structureCode],
  );
};

/** Where a person stands for those who act on its sanctions. */
export const situationDe = async (db: Queryable, { usagerId, departement }: Readonly<{ usagerId: string; departement: string }>): Promise<SituationSuivi> => {
  const { rows } = await db.query<{ code: string }>('select structure_code as code from rattachement where usager_id = $1 and departement = $2', [usagerId, departement]);
  return { departement, structure: rows[0] ?? null };
};
