import { inTransaction, type Pool, type Tx } from '@relais/chassis/postgres';
import { inSpan } from '@relais/chassis/telemetry';
import { ok, type UsagerId } from '@relais/kernel';
import { type Coffre, type Ids, type Scelle } from '../../application/ports.js';
import { type CandidatConnu, type ChangementFichier, type ImportsFichier, type UniteFichier } from '../../application/ports-fichier.js';
import { type FicheFichier } from '../../domain/fichier/ligne.js';
import { etatCivil } from '../../domain/personne/noms.js';
import { ouvrirSession } from './session-import.js';

export type PortsFichier = Readonly<{ pool: Pool; coffre: Coffre; ids: Ids }>;
type PortsUnite = Readonly<{ coffre: Coffre; departement: string; importId: string }>;

type Ligne = Scelle &
  Readonly<{
    id: UsagerId;
    nir: string | null;
    etatCivil: string | null;
    matricules: Buffer[] | null;
    apport: Buffer | null;
    apportEmpreinte: Buffer | null;
  }>;

// Somebody absorbed by a merge is not written to: a human has kept the other record. Locked in the order of ids.
const CANDIDATS = `
  select u.id, u.cle_version as "cleVersion", u.cle, encode(n.cle_index, 'hex') as nir, encode(u.etat_civil_index, 'hex') as "etatCivil",
         (select array_agg(m.valeur) from identifiant m where m.usager_id = u.id and m.genre = 'MATRICULE' and m.jusqu_a is null) as matricules,
         a.contenu as apport, a.empreinte as "apportEmpreinte"
  from usager u
  left join identifiant n on n.usager_id = u.id and n.genre = 'NIR_NAISSANCE' and n.jusqu_a is null
  left join apport_departement a on a.usager_id = u.id and a.departement = u.departement
  where u.departement = $1 and u.fusionne_dans is null and (u.etat_civil_index = any($3) or u.id in (
    select usager_id from identifiant where genre = 'NIR_NAISSANCE' and cle_index = any($2) and jusqu_a is null))
  order by u.id for update of u`;

type Reperage = Readonly<{ par: 'NIR' | 'ETAT_CIVIL'; index: readonly Buffer[] }>;

const reperage = (coffre: Coffre, fiche: FicheFichier): Reperage =>
  fiche.nir === null
    ? { par: 'ETAT_CIVIL', index: coffre.indexPossibles('ETAT_CIVIL', ...etatCivil(fiche)) }
    : { par: 'NIR', index: coffre.indexPossibles('NIR_NAISSANCE', fiche.nir, fiche.dateNaissance) };

const connu = (coffre: Coffre, { id, cle, cleVersion, matricules, apport, apportEmpreinte }: Ligne): Omit<CandidatConnu, 'par'> => {
  const ouvrir = (donnees: Buffer): unknown => coffre.ouvrir(id, { cle, cleVersion, donnees });
  return {
    id,
    cle: { cle, cleVersion },
    apportEmpreinte,
    numeroOutil: apport ? (ouvrir(apport) as FicheFichier).numeroOutil : null,
    // FONORG, NUMORG, MATRICULE, NUMDEMRSA.
    matricules: (matricules ?? []).flatMap((scelle) => (ouvrir(scelle) as string[])[2] ?? []),
  };
};

const candidats = async (tx: Tx, { coffre, departement }: PortsUnite, fiches: readonly FicheFichier[]): Promise<CandidatConnu[][]> => {
  const reperages = fiches.map((fiche) => reperage(coffre, fiche));
  const indexDe = (voulu: Reperage['par']): Buffer[] => reperages.flatMap(({ par, index }) => (par === voulu ? index : []));
  const { rows } = await tx.query<Ligne>(CANDIDATS, [departement, indexDe('NIR'), indexDe('ETAT_CIVIL')]);
  const connus = rows.map((ligne) => ({ nir: ligne.nir, etatCivil: ligne.etatCivil, candidat: connu(coffre, ligne) }));
  return reperages.map(({ par, index }) => {
    const cherches = index.map((octets) => octets.toString('hex'));
    return connus
      .filter(({ nir, etatCivil: civil }) => cherches.includes((par === 'NIR' ? nir : civil) ?? ''))
      .map(({ candidat }) => ({ ...candidat, par }));
  });
};

const ecrire = async (tx: Tx, { departement, importId }: PortsUnite, { apports, refus, bilan }: ChangementFichier): Promise<void> => {
  await tx.query(
    `insert into apport_departement (usager_id, departement, contenu, empreinte, import_id)
     select id, $4, contenu, empreinte, $5 from unnest($1::uuid[], $2::bytea[], $3::bytea[]) as lu (id, contenu, empreinte)
     on conflict (usager_id, departement) do update set contenu = excluded.contenu, empreinte = excluded.empreinte, import_id = excluded.import_id, maj_le = now()`,
    [apports.map(({ usagerId }) => usagerId), apports.map(({ contenu }) => contenu), apports.map(({ empreinte }) => empreinte), departement, importId],
  );
  await tx.query(`insert into import_refus (import_id, ligne, portee, code) select $1, ligne, 'LIGNE', code from unnest($2::int[], $3::text[]) as lu (ligne, code)`, [
    importId,
    refus.map(({ ligne }) => ligne),
    refus.map(({ code }) => code),
  ]);
  await tx.query('update import set personnes = personnes + $2, modifies = modifies + $3, inchanges = inchanges + $4, refus = refus + $5 where id = $1', [
    importId,
    bilan.lignes,
    bilan.modifies,
    bilan.inchanges,
    refus.length,
  ]);
};

const unite = (tx: Tx, ports: PortsUnite): UniteFichier => ({
  candidats: (fiches) => candidats(tx, ports, fiches),
  ecrire: (changement) => ecrire(tx, ports, changement),
});

/** Imports of a département's files kept in PostgreSQL. */
export const importsFichier = ({ pool, coffre, ids }: PortsFichier): ImportsFichier => ({
  ouvrir: async (demande) => {
    const ouverture = await ouvrirSession({ pool, ids }, demande);
    if (!ouverture.ok) return ouverture;
    const ports = { coffre, departement: demande.departement, importId: ouverture.value.id };
    return ok({
      ...ouverture.value,
      lot: (travail) => inSpan('import.lot', {}, () => inTransaction(pool, (tx) => travail(unite(tx, ports)))),
    });
  },
});
