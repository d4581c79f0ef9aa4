import { type Queryable } from '@relais/chassis/postgres';
import { type Agregat, type Axe } from '../domain/indicateur/indicateur.js';
import { type Question } from '../application/lire-chiffres.js';

// The cell of a person: where they lived, and who followed them, last.
const CELLULES: Readonly<Record<Axe, string>> = {
  departement: `select distinct usager_id, departement as cle from connus`,
  commune: `select distinct on (usager_id) usager_id, commune as cle from situations
            where nature = 'DROIT_OUVERT' and commune is not null order by usager_id, le desc, rang desc`,
  organisme: `select distinct on (usager_id) usager_id, organisme as cle from situations
              where nature = 'ORIENTATION_DECIDEE' order by usager_id, le desc, rang desc`,
};

const requete = (cas: string, axe: Axe): string => `
  with parametres as (select $2::date as au, ($2::date - interval '12 months')::date as depuis),
  situations as materialized (
    select * from fait where departement = $1 and nature = any($4::text[]) and le <= $2 and connu_le <= $3
  ),
  connus as materialized (select * from situations where nature = any($5::text[])),
  cas as (${cas}),
  cellules as (${CELLULES[axe]})
  select cellules.cle, grouping(cellules.cle) = 1 as total,
         count(distinct usager_id)::int as personnes,
         count(distinct usager_id) filter (where favorable)::int as "personnesFavorables",
         count(distinct usager_id) filter (where not favorable)::int as "personnesDefavorables",
         count(*)::int as cas,
         (count(*) filter (where favorable))::int as favorables,
         percentile_cont(0.5) within group (order by valeur::float8) as mediane,
         coalesce(sum(valeur), 0)::float8 as somme
  from cas left join cellules using (usager_id)
  group by grouping sets ((cellules.cle), ())`;

const SITUATIONS = ['DROIT_OUVERT', 'ORIENTATION_DECIDEE'] as const;

/** Counts what an indicator counts, in each cell and in all. */
export const agreger = async (
  db: Queryable,
  { indicateur, departement, axe, au, connuAu }: Question,
): Promise<{ cellules: Agregat[]; total: Agregat | undefined }> => {
  const { rows } = await db.query<Agregat & { total: boolean }>(requete(indicateur.cas, axe), [
    departement,
    au,
    connuAu,
    [...new Set([...indicateur.natures, ...SITUATIONS])],
    indicateur.natures,
  ]);
  const agregats = rows.map(({ total, ...agregat }) => ({ total, agregat }));
  return {
    cellules: agregats.flatMap(({ total, agregat }) => (total ? [] : [agregat])),
    total: agregats.find(({ total }) => total)?.agregat,
  };
};
