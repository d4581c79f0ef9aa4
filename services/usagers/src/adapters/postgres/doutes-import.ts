import { type Tx } from '@relais/chassis/postgres';
import { type UsagerId } from '@relais/kernel';
import { type Changement, type DouteEntreDeux, type Voisinage } from '../../application/ports.js';
import { octets } from './octets.js';

export type OrigineDoute = Readonly<{ departement: string; ids: Readonly<{ next: () => string }> }>;

const SOURCE = 'FLUX_CAF_MSA';
/** Beyond that, one NIR or one état civil says nothing any more. */
const VOISINS_MAX = 5;

// Nested by `lateral … limit`: an index probe a person, however large the table.
const VOISINS = `
  select n.id as nouveau, n.cle_version as "nVersion", n.cle as "nCle", n.identite as "nIdentite",
         v.id as voisin, v.cle_version as "vVersion", v.cle as "vCle", v.identite as "vIdentite"
  from usager n cross join lateral (
    (select * from usager v where v.nir_index = n.nir_index and v.id <> n.id and v.departement = n.departement
       and v.fusionne_dans is null and octet_length(v.cle) > 0 limit ${VOISINS_MAX})
    union
    (select * from usager v where v.etat_civil_index = n.etat_civil_index and v.id <> n.id and v.departement = n.departement
       and v.fusionne_dans is null and octet_length(v.cle) > 0 limit ${VOISINS_MAX})
  ) v
  where n.id = any($1)`;

type LigneVoisins = Readonly<{ nouveau: UsagerId; nVersion: string; nCle: Buffer; nIdentite: Buffer; voisin: UsagerId; vVersion: string; vCle: Buffer; vIdentite: Buffer }>;

/** Those that share a NIR or an état civil with one of these persons, in its département. */
export const lireVoisins = async (tx: Tx, nouveaux: readonly UsagerId[]): Promise<Voisinage[]> => {
  const { rows } = await tx.query<LigneVoisins>(VOISINS, [nouveaux]);
  return rows.map((ligne) => ({
    nouveau: { id: ligne.nouveau, scelle: { cleVersion: ligne.nVersion, cle: ligne.nCle, donnees: ligne.nIdentite } },
    voisin: { id: ligne.voisin, scelle: { cleVersion: ligne.vVersion, cle: ligne.vCle, donnees: ligne.vIdentite } },
  }));
};

/** Puts pairs in the queue; one already there, or already decided, is not put again. */
export const douterEntreDeux = async (tx: Tx, doutes: readonly DouteEntreDeux[], { departement, ids }: OrigineDoute): Promise<void> => {
  const tries = doutes.map(({ ids: paire }) => [...paire].sort());
  await tx.query(
    `insert into doute (id, departement, source, motif, usager_id, autre_id)
     select id, $1, '${SOURCE}', motif, a, b from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[]) as c (id, motif, a, b)
     on conflict do nothing`,
    [departement, doutes.map(() => ids.next()), doutes.map(({ motif }) => motif), tries.map(([a]) => a), tries.map(([, b]) => b)],
  );
};

/** Puts in the queue what a flux says of a person whose known names are others. */
export const douterDesCandidats = async (tx: Tx, candidats: Changement['candidats'], { departement, ids }: OrigineDoute): Promise<void> => {
  if (candidats.length === 0) return;
  await tx.query(
    `insert into doute (id, departement, source, motif, usager_id, candidat, candidat_empreinte)
     select id, $1, '${SOURCE}', 'NOMS_DIFFERENTS', usager_id, candidat, empreinte
     from unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::bytea[]) as c (id, usager_id, candidat, empreinte)
     on conflict do nothing`,
    [
      departement,
      candidats.map(() => ids.next()),
      candidats.map(({ usagerId }) => usagerId),
      candidats.map(({ candidat }) => candidat),
      octets(candidats.map(({ empreinte }) => empreinte)),
    ],
  );
};
