import { type Journal, type Origin } from '@relais/chassis/journal';
import { isUniqueViolation, type Tx } from '@relais/chassis/postgres';
import { transient, type UsagerId } from '@relais/kernel';
import { type Changement, type FoyerConnu, type UniteImport, type UsagerConnu } from '../../application/ports.js';
import { douterDesCandidats, douterEntreDeux, lireVoisins } from './doutes-import.js';
import { journaliser } from './evenements.js';
import { ecrireMatricules } from './matricules.js';
import { octets } from './octets.js';

export type PortsUnite = Readonly<{
  journal: Journal;
  origin: Origin;
  importId: string;
  departement: string;
  indexVersion: string;
  ids: Readonly<{ next: () => string }>;
}>;

const lireFoyers = async (tx: Tx, cles: readonly string[]): Promise<FoyerConnu[]> => {
  const { rows } = await tx.query<FoyerConnu>(
    `select id, encode(cle_index, 'hex') as cle, encode(empreinte, 'hex') as empreinte from foyer where cle_index = any($1)`,
    [octets(cles)],
  );
  return rows;
};

type LigneUsager = Readonly<{
  id: UsagerId;
  departement: string;
  droit: 'ouvert' | 'ferme';
  foyerId: string;
  cleVersion: string;
  cle: Buffer;
  identite: Buffer;
  identiteEmpreinte: string;
  index: string | null;
}>;

// Locked in the order of ids, so that two départements with a person in common wait instead of dying.
const USAGERS = `
  select u.id, u.departement, u.droit, u.foyer_id as "foyerId", u.cle_version as "cleVersion", u.cle, u.identite,
         encode(u.identite_empreinte, 'hex') as "identiteEmpreinte", encode(i.cle_index, 'hex') as index
  from usager u
  left join identifiant i on i.usager_id = u.id and i.genre = 'NIR_NAISSANCE' and i.jusqu_a is null
  where u.id in (
    select coalesce(a.fusionne_dans, a.id) from identifiant n join usager a on a.id = n.usager_id
      where n.genre = 'NIR_NAISSANCE' and n.cle_index = any($1) and n.jusqu_a is null
    union select id from usager where foyer_id = any($2) and droit = 'ouvert')
  order by u.id for update of u`;

const ALIAS = `
  select a.fusionne_dans as id, encode(n.cle_index, 'hex') as index from usager a join identifiant n on n.usager_id = a.id
  where a.fusionne_dans is not null and n.genre = 'NIR_NAISSANCE' and n.cle_index = any($1) and n.jusqu_a is null`;

const lireUsagers = async (tx: Tx, par: Parameters<UniteImport['usagers']>[0]): Promise<UsagerConnu[]> => {
  if (par.index.length === 0 && par.foyers.length === 0) return [];
  const index = octets(par.index);
  const [{ rows }, absorbes] = await Promise.all([
    tx.query<LigneUsager>(USAGERS, [index, par.foyers]),
    tx.query<{ id: UsagerId; index: string }>(ALIAS, [index]),
  ]);
  return rows.map(({ departement, droit, foyerId, cleVersion, cle, ...usager }) => ({
    ...usager,
    droit: { statut: droit, departement, foyerId },
    cle: { cleVersion, cle },
    alias: absorbes.rows.flatMap((absorbe) => (absorbe.id === usager.id ? [absorbe.index] : [])),
  }));
};

const ecrireFoyers = async (tx: Tx, foyers: Changement['foyers'], { departement, indexVersion }: PortsUnite): Promise<void> => {
  if (foyers.length === 0) return;
  await tx.query(
    `insert into foyer (id, departement, cle_index, empreinte, index_version)
     select id, $4, cle, empreinte, $5 from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as lu (id, cle, empreinte)
     on conflict (id) do update set cle_index = excluded.cle_index, empreinte = excluded.empreinte,
       index_version = excluded.index_version, maj_le = now()`,
    [foyers.map(({ id }) => id), octets(foyers.map(({ cle }) => cle)), octets(foyers.map(({ empreinte }) => empreinte)), departement, indexVersion],
  );
};

const ecrireNouveaux = async (tx: Tx, nouveaux: Changement['nouveaux'], indexVersion: string): Promise<void> => {
  if (nouveaux.length === 0) return;
  const ids = nouveaux.map(({ id }) => id);
  await tx.query(
    `insert into usager (id, departement, droit, foyer_id, cle_version, cle, identite, identite_empreinte, nir_index, etat_civil_index, index_version)
     select *, $11 from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::bytea[], $7::bytea[], $8::bytea[], $9::bytea[], $10::bytea[])`,
    [
      ids,
      nouveaux.map(({ droit }) => droit.departement),
      nouveaux.map(({ droit }) => droit.statut),
      nouveaux.map(({ droit }) => droit.foyerId),
      nouveaux.map(({ scelle }) => scelle.cleVersion),
      nouveaux.map(({ scelle }) => scelle.cle),
      nouveaux.map(({ scelle }) => scelle.donnees),
      octets(nouveaux.map(({ identiteEmpreinte }) => identiteEmpreinte)),
      octets(nouveaux.map(({ ressemblance }) => ressemblance.nir)),
      octets(nouveaux.map(({ ressemblance }) => ressemblance.etatCivil)),
      indexVersion,
    ],
  );
  await tx.query(
    `insert into identifiant (genre, cle_index, usager_id, index_version) select 'NIR_NAISSANCE', *, $3 from unnest($1::bytea[], $2::uuid[])`,
    [octets(nouveaux.map(({ index }) => index)), ids, indexVersion],
  );
};

const ecrireDroits = async (tx: Tx, droits: Changement['droits']): Promise<void> => {
  if (droits.length === 0) return;
  await tx.query(
    `update usager u set droit = c.droit, foyer_id = c.foyer_id, departement = c.departement
     from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[]) as c (id, droit, foyer_id, departement) where u.id = c.id`,
    [
      droits.map(({ id }) => id),
      droits.map(({ droit }) => droit.statut),
      droits.map(({ droit }) => droit.foyerId),
      droits.map(({ droit }) => droit.departement),
    ],
  );
};

const ecrireIdentites = async (tx: Tx, identites: Changement['identites']): Promise<void> => {
  if (identites.length === 0) return;
  await tx.query(
    `update usager u set identite = c.identite, identite_empreinte = c.empreinte, etat_civil_index = c.etat_civil
     from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::bytea[]) as c (id, identite, empreinte, etat_civil) where u.id = c.id`,
    [
      identites.map(({ id }) => id),
      identites.map(({ scelle }) => scelle.donnees),
      octets(identites.map(({ identiteEmpreinte }) => identiteEmpreinte)),
      octets(identites.map(({ ressemblance }) => ressemblance.etatCivil)),
    ],
  );
};

const ecrireRapport = async (tx: Tx, importId: string, { refus, bilan }: Changement): Promise<void> => {
  if (refus.length > 0) {
    await tx.query('insert into import_refus (import_id, ligne, portee, code) select $1, * from unnest($2::int[], $3::text[], $4::text[])', [
      importId,
      refus.map(({ ligne }) => ligne),
      refus.map(({ portee }) => portee),
      refus.map(({ code }) => code),
    ]);
  }
  await tx.query(
    `update import set foyers = foyers + $2, personnes = personnes + $3, droits_ouverts = droits_ouverts + $4,
       droits_fermes = droits_fermes + $5, inchanges = inchanges + $6, refus = refus + $7 where id = $1`,
    [importId, bilan.foyers, bilan.personnes, bilan.droitsOuverts, bilan.droitsFermes, bilan.inchanges, bilan.refus],
  );
};

const ecrire = async (tx: Tx, ports: PortsUnite, changement: Changement): Promise<void> => {
  const { journal, origin, importId, indexVersion } = ports;
  try {
    await ecrireFoyers(tx, changement.foyers, ports);
    await ecrireNouveaux(tx, changement.nouveaux, indexVersion);
  } catch (erreur) {
    // Another département has just met the same person: what was read is out of date.
    if (isUniqueViolation(erreur)) throw transient('LOT_DEPASSE', 'another import was first', erreur);
    throw erreur;
  }
  await ecrireDroits(tx, changement.droits);
  await ecrireIdentites(tx, changement.identites);
  await ecrireMatricules(tx, changement.matricules, indexVersion);
  await douterDesCandidats(tx, changement.candidats, ports);
  await journaliser(tx, { journal, origin }, changement.evenements);
  await ecrireRapport(tx, importId, changement);
};

const voir = async (tx: Tx, importId: string, [foyers, complet]: Parameters<UniteImport['voir']>): Promise<void> => {
  if (foyers.length === 0) return;
  await tx.query(
    `update foyer f set organisme = c.organisme, vu_par = case when $3 then $4::uuid else f.vu_par end
     from (select distinct * from unnest($1::uuid[], $2::text[]) as lu (id, organisme)) c
     where f.id = c.id and ($3 or f.organisme is distinct from c.organisme)`,
    [foyers.map(({ id }) => id), foyers.map(({ organisme }) => organisme), complet, importId],
  );
};

/** The database as one batch of an import sees it, inside the transaction given. */
export const uniteImport = (tx: Tx, ports: PortsUnite): UniteImport => ({
  foyers: (cles) => lireFoyers(tx, cles),
  usagers: (par) => lireUsagers(tx, par),
  ecrire: (changement) => ecrire(tx, ports, changement),
  voir: (...vus) => voir(tx, ports.importId, vus),
  voisins: (nouveaux) => lireVoisins(tx, nouveaux),
  douter: (doutes) => douterEntreDeux(tx, doutes, ports),
});
