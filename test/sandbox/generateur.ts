import { createHash } from 'node:crypto';
import { type Adresse, type Inscription, type Usager } from './modele.js';
import { dossierVide, type Dossier } from './modele-diagnostic.js';

/** Invented persons, drawn from a seed: the same seed and rank give the same person. */

/** Numbers between 0 and 1, one for each name of a draw: one digest for the person, then a quick mix (FNV-1a, then murmur3's end). */
function tirage(graine: string, cle: string): (espece: string) => number {
  const depart = createHash('sha256').update(`${graine} ${cle}`).digest().readUInt32BE(0);
  return (espece) => {
    let etat = depart;
    for (let rang = 0; rang < espece.length; rang += 1) etat = Math.imul(etat ^ espece.charCodeAt(rang), 0x01000193);
    etat = Math.imul(etat ^ (etat >>> 16), 0x85ebca6b);
    etat = Math.imul(etat ^ (etat >>> 13), 0xc2b2ae35);
    return ((etat ^ (etat >>> 16)) >>> 0) / 2 ** 32;
  };
}

type Tirer = ReturnType<typeof tirage>;
const choisir = <T>(tirer: Tirer, espece: string, valeurs: readonly [T, ...T[]]): T => valeurs[Math.floor(tirer(espece) * valeurs.length)] ?? valeurs[0];

interface Frein {
  critere: string;
  /** Share of bRSA met by it: pilots 2023-24, 28 000 persons (domain sheet section 5). */
  prevalence: number;
  valeurs: readonly [string, ...string[]];
  /** Code of the constraint in the diagnostic. */
  contrainte: string;
}

const IMPACTS = ['IMPACT_FORT_RECHERCHE_EMPLOI', 'IMPACT_FAIBLE_RECHERCHE_EMPLOI'] as const;

/** Drawn apart from each other, at least one is met by 82 % of persons, as published. */
export const FREINS: readonly Frein[] = [
  { critere: 'contrainte_mobilite', prevalence: 0.43, valeurs: ['AUCUN_MOYEN_DE_TRANSPORT', 'DEPENDANT_TRANSPORT'], contrainte: '23' },
  { critere: 'contrainte_sante', prevalence: 0.29, valeurs: [...IMPACTS, 'INCAPACITE_RECHERCHE_ACTIVITE_PRO'], contrainte: '25' },
  { critere: 'contrainte_familiale', prevalence: 0.25, valeurs: ['ENFANT_SANS_SOLUTION_GARDE'], contrainte: '24' },
  { critere: 'contrainte_logement', prevalence: 0.2, valeurs: [...IMPACTS, 'SANS_LOGEMENT', 'PROCEDURE_EXPULSION'], contrainte: '27' },
  { critere: 'contrainte_administrative_juridique', prevalence: 0.15, valeurs: IMPACTS, contrainte: '29' },
  { critere: 'contrainte_francais_calcul', prevalence: 0.12, valeurs: IMPACTS, contrainte: '26' },
];

const PRENOMS = {
  1: ['Adrien', 'Bilal', 'Cédric', 'Driss', 'Étienne', 'Franck', 'Gaël', 'Hugo', 'Idriss', 'Jordan', 'Karim', 'Loïc', 'Mathis', 'Noé'],
  2: ['Aïcha', 'Brigitte', 'Chloé', 'Djamila', 'Élodie', 'Fatou', 'Gaëlle', 'Hélène', 'Inès', 'Jeanne', 'Khadija', 'Léa', 'Maëlle', 'Nadia'],
} as const;
const NOMS = ['BERNARD', 'BENALI', 'CARPENTIER', 'DA SILVA', 'DIALLO', "D'ALMEIDA", 'FAURE', 'GARCIA', 'LE GOFF', 'LEBŒUF', 'MARTINEZ', 'MÜLLER', 'NGUYEN', 'ROUSSEAU', 'TRAORÉ'] as const;
const VOIES = ['rue des Acacias', 'avenue de la Gare', 'place de la Mairie', 'chemin du Moulin', 'allée des Tilleuls'] as const;
type Commune = readonly [insee: string, postal: string, libelle: string];
const COMMUNES_33: readonly [Commune, ...Commune[]] = [
  ['33063', '33000', 'BORDEAUX'],
  ['33281', '33700', 'MERIGNAC'],
  ['33318', '33600', 'PESSAC'],
  ['33243', '33500', 'LIBOURNE'],
  ['33005', '33510', 'ANDERNOS-LES-BAINS'],
];

const deux = (nombre: number): string => String(nombre).padStart(2, '0');

function adresseDe(tirer: Tirer, departement: string): Adresse {
  const prefixe = departement.startsWith('2') ? departement.replace(/[AB]/, '0') : departement;
  const chefLieu: Commune = [`${departement}001`.slice(0, 5), prefixe.padEnd(5, '0'), 'CHEF-LIEU'];
  const [codeInseeCommune, codePostal, libelleCommune] = departement === '33' ? choisir(tirer, 'commune', COMMUNES_33) : chefLieu;
  return { codeInseeCommune, codePostal, libelleCommune, libellePays: 'FRANCE', numeroTypeLibelleVoie: `${1 + Math.floor(tirer('voie') * 120)} ${choisir(tirer, 'nom voie', VOIES)}` };
}

export interface Identite {
  numeroFranceTravail: string;
  /** Makes the NIR one of its own; drawn when absent. */
  rang?: number | undefined;
  nir?: string | undefined;
  dateNaissance?: string | undefined;
  departement: string;
  structures: string[];
}

function nirDe(tirer: Tirer, { rang, departement }: Identite, naissance: { sexe: 1 | 2; date: string }): string {
  const numero = rang ?? Math.floor(tirer('nir') * 900_000);
  const lieu = `${departement}${String(1 + (Math.floor(numero / 1000) % 900)).padStart(3, '0')}`;
  const commune = departement.length === 3 ? `${departement}${deux(1 + (Math.floor(numero / 1000) % 90))}` : lieu;
  return `${naissance.sexe}${naissance.date.slice(2, 4)}${naissance.date.slice(5, 7)}${commune}${String(numero % 1000).padStart(3, '0')}`;
}

function usagerDe(tirer: Tirer, identite: Identite): Usager {
  const sexe = identite.nir === undefined ? (tirer('sexe') < 0.46 ? 1 : 2) : identite.nir.startsWith('1') ? 1 : 2;
  const date = identite.dateNaissance ?? `${1962 + Math.floor(tirer('annee') * 44)}-${deux(1 + Math.floor(tirer('mois') * 12))}-${deux(1 + Math.floor(tirer('jour') * 28))}`;
  const prenoms: readonly string[] = PRENOMS[sexe];
  const prenom = prenoms[Math.floor(tirer('prenom') * prenoms.length)] ?? 'Camille';
  return {
    numeroFranceTravail: identite.numeroFranceTravail,
    nir: identite.nir?.slice(0, 13) ?? nirDe(tirer, identite, { sexe, date }),
    dateNaissance: date,
    civilite: sexe === 1 ? 'M.' : 'Mme',
    nom: choisir(tirer, 'nom', NOMS),
    prenom,
    adresse: adresseDe(tirer, identite.departement),
    emails: tirer('courriel') < 0.8 ? [`usager.${identite.numeroFranceTravail}@exemple.fr`] : [],
    telephones: tirer('telephone') < 0.9 ? [`06990${String(Math.floor(tirer('ligne') * 100_000)).padStart(5, '0')}`] : [],
    topIdentiteCertifiee: tirer('certifiee') < 0.95 ? 'O' : 'N',
    brsa: true,
    structures: identite.structures,
  };
}

function criteresDe(tirer: Tirer): Record<string, unknown> {
  const freins = FREINS.map(({ critere, prevalence, valeurs }): [string, string] => [critere, tirer(critere) < prevalence ? choisir(tirer, `${critere} valeur`, valeurs) : 'AUCUNE']);
  return {
    origine: 'INSCRIPTION_AUTO_CAF',
    situation_professionnelle: choisir(tirer, 'situation', ['DEUX_DERNIERES_ANNEES', 'PLUS_DEUX_ANS', 'PLUS_DEUX_ANS', 'JAMAIS']),
    niveau_etude: choisir(tirer, 'etude', ['AFS', 'CP4', 'C3A', 'NV5', 'NV5', 'NV4', 'NV3', 'NV2']),
    capacite_a_travailler: tirer('capacite') < 0.95,
    projet_pro: choisir(tirer, 'projet', ['SALARIAT', 'SALARIAT', 'SALARIAT', 'FORMATION', 'ENTREPRENARIAT', 'AUCUN']),
    ...Object.fromEntries(freins),
    // Not in the published figures.
    contrainte_numerique: 'AUCUNE',
    contrainte_financiere: 'AUCUNE',
  };
}

function dossierDe(numeroFranceTravail: string, criteres: Record<string, unknown>, date: string): Dossier {
  const trace = { agent: { nom: 'BATCH', prenom: 'ORIENTATION', type: 'BATCH_ORIENTATION_USAGER' as const }, date };
  const abordees = FREINS.filter(({ critere }) => criteres[critere] !== 'AUCUNE');
  const contraintes = abordees.map(({ critere, contrainte }) => {
    const impact = criteres[critere] === 'IMPACT_FAIBLE_RECHERCHE_EMPLOI' || criteres[critere] === 'DEPENDANT_TRANSPORT' ? 'FAIBLE' : 'FORT';
    return [contrainte, { valeur: 'OUI', impact, prioritaire: false, ...trace }] as const;
  });
  return { ...dossierVide(numeroFranceTravail), contraintes: Object.fromEntries(contraintes), exploration: trace, sansContrainte: { flag: abordees.length === 0, date } };
}

export interface Personnage {
  usager: Usager;
  criteres: Record<string, unknown>;
  dossier: Dossier;
  inscription: Inscription;
}

/** The person that this seed gives for an identity; `instant` dates what France Travail already knows. */
export function personnage(graine: string, identite: Identite, instant: Date): Personnage {
  const tirer = tirage(graine, identite.numeroFranceTravail);
  const criteres = criteresDe(tirer);
  const date = new Date(instant.getTime() - 86_400_000).toISOString();
  const [douze, vingtQuatre] = [Math.floor(tirer('12') * 13), Math.floor(tirer('24') * 13)];
  return {
    usager: usagerDe(tirer, identite),
    criteres,
    dossier: dossierDe(identite.numeroFranceTravail, criteres, date),
    inscription: {
      numeroFranceTravail: identite.numeroFranceTravail,
      statut: 'Inscrit',
      dateEffet: date.slice(0, 10),
      durees: [douze, douze + vingtQuatre, douze + vingtQuatre],
      categorie: { code: '1', libelle: 'PERSONNE SANS EMPLOI DISPONIBLE DUREE INDETERMINEE PLEIN TPS' },
    },
  };
}

/** Number of a generated person: the département, then the rank. */
export const numeroDe = (departement: string, rang: number): string => `${departement.replace(/[AB]/, '0').slice(0, 2)}${String(100_000_000 + rang)}`;
