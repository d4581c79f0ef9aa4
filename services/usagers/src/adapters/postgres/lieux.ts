import { type Place } from '@relais/chassis/personal-data';
import { type CleEnveloppee, type Coffre } from '../../application/ports.js';

// A person is the record kept and those merged into it.
const FICHES = '(select id from usager where id = $1 or fusionne_dans = $1)';
const CLE = 'u.id as "usagerId", u.cle_version as "cleVersion", u.cle';

type Scellee = CleEnveloppee & Readonly<{ usagerId: string }>;

/** Opens what a row holds sealed, and leaves the key out. */
const ouvrir =
  (coffre: Coffre, ...colonnes: readonly string[]): NonNullable<Place['shown']> =>
  (row) => {
    const { usagerId, cleVersion, cle, ...reste } = row as Record<string, unknown> & Scellee;
    const clair = (valeur: unknown): unknown => (valeur === null ? null : coffre.ouvrir(usagerId, { cleVersion, cle, donnees: valeur as Buffer }));
    return { ...reste, ...Object.fromEntries(colonnes.map((colonne) => [colonne, clair(reste[colonne])])) };
  };

const sousFiche = (table: string): Pick<Place, 'table' | 'erase'> => ({ table, erase: `delete from ${table} where usager_id in ${FICHES}` });

const peripheriques = (coffre: Coffre): Place[] => [
  {
    table: 'doute',
    category: 'identifiant_interne',
    what: 'Les ressemblances à examiner avec une autre fiche ou une autre déclaration',
    select: `select d.motif, d.source, d.etat, d.candidat, d.cree_le as "creeLe", d.decide_le as "decideLe", ${CLE}
      from doute d join usager u on u.id = d.usager_id where d.usager_id in ${FICHES} or d.autre_id in ${FICHES} or d.garde_id in ${FICHES}`,
    shown: ouvrir(coffre, 'candidat'),
    erase: `delete from doute where usager_id in ${FICHES} or autre_id in ${FICHES} or garde_id in ${FICHES}`,
  },
  {
    ...sousFiche('identifiant'),
    category: 'identifiant_interne',
    what: 'Les identifiants et leur historique, trouvés par index aveugle',
    select: `select i.genre, i.portee, i.valeur, i.depuis, i.jusqu_a as "jusquA", i.motif_fin as "motifFin", ${CLE}
      from identifiant i join usager u on u.id = i.usager_id where i.usager_id in ${FICHES} order by i.id`,
    shown: ouvrir(coffre, 'valeur'),
  },
  {
    ...sousFiche('rattachement'),
    category: 'rattachement',
    what: 'Les structures qui ont suivi la personne',
    select: `select structure_code as "structureCode", structure_type as "structureType", motif, depuis, jusqu_a as "jusquA" from rattachement
      where usager_id in ${FICHES} order by id`,
  },
  {
    ...sousFiche('apport_departement'),
    category: 'identifiant_interne',
    what: 'Ce que les fichiers du département disent de la personne : adresse, contacts, suivi',
    select: `select a.departement, a.contenu, a.maj_le as "majLe", ${CLE} from apport_departement a join usager u on u.id = a.usager_id where a.usager_id in ${FICHES}`,
    shown: ouvrir(coffre, 'contenu'),
  },
  {
    ...sousFiche('limitation'),
    category: 'technique',
    what: 'La limitation du traitement',
    select: `select motif, depuis from limitation where usager_id in ${FICHES}`,
  },
];

// Both go at once: the blind index of a foyer goes with the last person that it names.
const EFFACER_FICHES = `
  with parti as (delete from usager where id = $1 or fusionne_dans = $1 returning id, foyer_id),
  vide as (
    select foyer_id as id from parti where not exists (select from usager u where u.foyer_id = parti.foyer_id and u.id not in (select id from parti))
  ), absent as (delete from import_absent where foyer_id in (select id from vide))
  delete from foyer where id in (select id from vide)`;

/** Where the référentiel holds something of a person. Deleting the row of `usager` destroys the person's key. */
export const lieux = (coffre: Coffre): readonly Place[] => [
  ...peripheriques(coffre),
  {
    table: 'foyer',
    category: 'droit_rsa',
    what: 'Le dossier CAF ou MSA, trouvé par index aveugle',
    select: 'select f.id as "foyerId", f.maj_le as "majLe" from foyer f where f.id in (select foyer_id from usager where id = $1 or fusionne_dans = $1)',
    erase: EFFACER_FICHES,
  },
  {
    table: 'usager',
    category: 'identifiant_interne',
    what: 'L’identité, l’adresse et les contacts, scellés sous la clé de la personne ; cette clé',
    select: `select u.droit, u.departement, u.identite, u.coordonnees, u.cree_le as "creeLe", ${CLE} from usager u where u.id = $1 or u.fusionne_dans = $1`,
    shown: ouvrir(coffre, 'identite', 'coordonnees'),
    erase: 'delete from usager where id = $1 or fusionne_dans = $1',
  },
  {
    table: 'effacement',
    category: 'technique',
    what: 'Les demandes d’effacement',
    select: 'select id as "effacementId", motif, etat, demande_le as "demandeLe", confirme_le as "confirmeLe" from effacement where usager_id = $1',
    ground: 'Preuve de l’effacement (RGPD, articles 5, 2 et 17) : identifiant aléatoire, motif, dates, agents.',
  },
];
