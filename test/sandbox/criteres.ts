import { type Organisme, type Parcours } from './modele.js';
import { type Regle } from './regles.js';

const FORT = 'IMPACT_FORT_RECHERCHE_EMPLOI';
const FAIBLE = 'IMPACT_FAIBLE_RECHERCHE_EMPLOI';
const DEGRES = [FORT, FAIBLE, 'AUCUNE'];
const ORIGINES_ECRITES = ['INSCRIPTION_CONSEILLER_CD', 'INSCRIPTION_AUTO_MILO', 'INSCRIPTION_AUTO_CAF', 'INSCRIPTION_AUTO_MSA'];

/** Origin of POST /orientation. */
export const REGLE_ORIGINE: Regle = { champ: 'origine', type: 'enum', valeurs: ORIGINES_ECRITES, obligatoire: true };

const liste = (champ: string, ...valeurs: string[]): Regle => ({ champ, type: 'enum', valeurs });
const booleen = (champ: string): Regle => ({ champ, type: 'booleen' });

const CONTRAINTES: readonly Regle[] = [
  liste('contrainte_sante', 'INCAPACITE_RECHERCHE_ACTIVITE_PRO', ...DEGRES),
  liste('contrainte_logement', 'SANS_LOGEMENT', 'PROCEDURE_EXPULSION', ...DEGRES),
  liste('contrainte_mobilite', 'AUCUN_MOYEN_DE_TRANSPORT', 'DEPENDANT_TRANSPORT', 'AUTRE', 'AUCUNE'),
  liste('contrainte_familiale', 'AIDANT_FAMILIAL', 'ENFANT_SANS_SOLUTION_GARDE', ...DEGRES),
  liste('contrainte_financiere', ...DEGRES),
  liste('contrainte_numerique', 'NON_ACCES_INTERNET', 'NON_MAITRISE', 'REFUS', 'AUCUNE'),
  liste('contrainte_administrative_juridique', ...DEGRES),
  liste('contrainte_francais_calcul', ...DEGRES),
];

/** Criteria of calculOrientation (fact sheet section 8); INSCRIPTION_VOLONTAIRE is written by published samples. */
export const REGLES_CRITERES: readonly Regle[] = [
  { champ: 'origine', type: 'enum', valeurs: [...ORIGINES_ECRITES, 'INSCRIPTION_VOLONTAIRE'] },
  liste('situation_professionnelle', 'EN_ACTIVITE', 'DEUX_DERNIERES_ANNEES', 'PLUS_DEUX_ANS', 'JAMAIS'),
  liste(
    'type_emploi',
    'SAISONNIER',
    'ARTISTE_OU_AUTEUR',
    'INTERMITTENT_SPECTACLE',
    'EXPLOITANT_AGRICOLE',
    'ASSISTANTE_MATERNELLE',
    'CREATEUR_ENTREPRISE_OU_INDEPENDANT',
    'AUTRE',
  ),
  liste('niveau_etude', 'AFS', 'C12', 'C3A', 'CFG', 'CP4', 'NV5', 'NV4', 'NV3', 'NV2', 'NV1'),
  booleen('capacite_a_travailler'),
  liste('projet_pro', 'SALARIAT', 'ENTREPRENARIAT', 'FORMATION', 'AUCUN'),
  ...CONTRAINTES,
  booleen('boe'),
  booleen('baeeh'),
  booleen('scolarite_etablissement_specialise'),
  booleen('esat'),
  booleen('boe_souhait_accompagnement'),
  { champ: 'msa_autonomie_recherche_emploi', type: 'entier' },
  liste('msa_demarches_professionnelles', 'AUCUNE_DEMARCHE', 'PEU_DEMARCHES', 'PLUSIEURS_DEMARCHES'),
];

const MINIMUM = [
  'situation_professionnelle',
  'niveau_etude',
  'capacite_a_travailler',
  'projet_pro',
  ...CONTRAINTES.map(({ champ }) => champ),
];

const FREINS = new Set([FORT, 'SANS_LOGEMENT', 'PROCEDURE_EXPULSION', 'AUCUN_MOYEN_DE_TRANSPORT', 'AIDANT_FAMILIAL', 'ENFANT_SANS_SOLUTION_GARDE']);

export interface Preconisation {
  parcours: Parcours;
  organisme: Organisme;
  complete: boolean;
}

function suffisants(criteres: Record<string, unknown>): boolean {
  const requis = criteres['situation_professionnelle'] === 'EN_ACTIVITE' ? [...MINIMUM, 'type_emploi'] : MINIMUM;
  return requis.every((champ) => criteres[champ] !== undefined);
}

/**
 * Stand-in for France Travail's unpublished computation: undetermined while criteria lack, social when the person
 * cannot look for work or has three strong obstacles, socio-professional with one or two, else professional.
 */
export function preconiser(criteres: Record<string, unknown>): Preconisation {
  if (!suffisants(criteres)) return { parcours: 'IND', organisme: 'IND', complete: false };
  const freins = CONTRAINTES.filter(({ champ }) => FREINS.has(String(criteres[champ]))).length;
  const empeche = criteres['contrainte_sante'] === 'INCAPACITE_RECHERCHE_ACTIVITE_PRO' || criteres['capacite_a_travailler'] === false;
  if (empeche || freins >= 3) return { parcours: 'PSO', organisme: 'CD', complete: true };
  if (freins > 0) return { parcours: 'PSP', organisme: 'CD', complete: true };
  const handicap = criteres['boe'] === true && criteres['boe_souhait_accompagnement'] === true;
  return { parcours: 'PED', organisme: handicap ? 'CE' : 'FT', complete: true };
}
