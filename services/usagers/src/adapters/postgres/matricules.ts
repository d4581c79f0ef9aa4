import { type Tx } from '@relais/chassis/postgres';
import { type Changement } from '../../application/ports.js';
import { octets } from './octets.js';

/** Keeps what the organisme payeur calls each person's dossier; the one of before is closed, never lost. */
export const ecrireMatricules = async (tx: Tx, matricules: Changement['matricules'], indexVersion: string): Promise<void> => {
  if (matricules.length === 0) return;
  const colonnes = [
    matricules.map(({ usagerId }) => usagerId),
    matricules.map(({ portee }) => portee),
    octets(matricules.map(({ index }) => index)),
  ];
  await tx.query(
    `update identifiant i set jusqu_a = now(), motif_fin = 'REMPLACE'
     from unnest($1::uuid[], $2::text[], $3::bytea[]) as c (usager_id, portee, cle)
     where i.usager_id = c.usager_id and i.genre = 'MATRICULE' and i.jusqu_a is null and (i.portee, i.cle_index) <> (c.portee, c.cle)`,
    colonnes,
  );
  await tx.query(
    `insert into identifiant (genre, usager_id, portee, cle_index, valeur, index_version)
     select 'MATRICULE', *, $5 from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[])
     on conflict (usager_id, genre, portee) where jusqu_a is null do nothing`,
    [...colonnes, matricules.map(({ valeur }) => valeur), indexVersion],
  );
};
