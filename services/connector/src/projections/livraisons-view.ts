import { type Queryable } from '@relais/chassis/postgres';
import { type LivraisonsVues, type LivraisonVue } from '../application/vues.js';

export type FiltreLivraisons = Readonly<{
  departement: string | null;
  usagerId?: string | undefined;
  abonnement?: string | undefined;
  etat?: string | undefined;
  limite: number;
  apres?: number | undefined;
}>;

const utc = (column: string): string => `to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A page of deliveries, newest first, of one département unless null; `suite` is where the next page starts. */
export const listLivraisons = async (
  db: Queryable,
  { departement, usagerId, abonnement, etat, limite, apres }: FiltreLivraisons,
): Promise<LivraisonsVues> => {
  const { rows } = await db.query<LivraisonVue & { rang: number }>(
    `select l.id, a.nom as abonnement, l.departement, l.usager_id as "usagerId", l.fait_id as "faitId",
       l.type, l.sequence, l.etat, l.essais, l.code, split_part(l.traceparent, '-', 2) as "traceId",
       ${utc('l.cree_le')} as "creeLe", case when l.close_le is null then ${utc('l.prochain_essai')} end as "prochainEssai",
       ${utc('l.close_le')} as "closeLe", l.rang
     from livraison l join abonnement_partenaire a on a.id = l.abonnement_id
     where ($1::text is null or l.departement = $1) and ($2::text is null or a.nom = $2) and ($3::text is null or l.etat = $3)
       and ($4::bigint is null or l.rang < $4) and ($6::uuid is null or l.usager_id = $6)
     order by l.rang desc limit $5`,
    [departement, abonnement ?? null, etat ?? null, apres ?? null, limite, usagerId ?? null],
  );
  const last = rows.length === limite ? rows.at(-1) : undefined;
  return { livraisons: rows.map(({ rang: _rang, ...row }) => row), suite: last ? String(last.rang) : null };
};
