import { type Queryable, type Tx } from '@relais/chassis/postgres';
import { type Situation } from '../domain/sanction/index.js';

type Droit = Readonly<{ usagerId: string; departement: string; foyerId: string; ouvert: boolean }>;

/** Keeps what the référentiel says of a person's right. */
export const noteDroit = async (tx: Tx, { usagerId, departement, foyerId, ouvert }: Droit): Promise<void> => {
  await tx.query(
    `insert into droit (usager_id, departement, foyer_id, ouvert) values ($1, $2, $3, $4)
     on conflict (usager_id) do update set departement = excluded.departement, foyer_id = excluded.foyer_id, ouvert = excluded.ouvert`,
    [usagerId, departement, foyerId, ouvert],
  );
};

/**
 * The right of a person and the household counted here: the persons of the foyer whose right is open.
 * That knows neither the children, nor an adult outside droits et devoirs, nor the majoration for a
 * lone parent (L. 262-9 CASF): it can be too small, never too large.
 */
export const readSituation = async (db: Queryable, { usagerId, departement }: Readonly<{ usagerId: string; departement: string }>): Promise<Situation> => {
  const { rows } = await db.query<{ ouvert: boolean; personnes: number }>(
    `select d.ouvert, (select count(*) from droit f where f.foyer_id = d.foyer_id and f.ouvert) as personnes
     from droit d where d.usager_id = $1 and d.departement = $2`,
    [usagerId, departement],
  );
  const [row] = rows;
  if (!row) return { droit: 'INCONNU', composition: null };
  if (!row.ouvert) return { droit: 'FERME', composition: null };
  return { droit: 'OUVERT', composition: { nombrePersonnes: row.personnes, majorationParentIsole: false, origine: 'FLUX' } };
};
