/** Business objects held by the sandbox. Dates are ISO strings; instants end with `Z`. */

export const PARCOURS = ['PED', 'PSP', 'PSO'] as const;
export const PARCOURS_PRECONISES = [...PARCOURS, 'EO', 'IND'] as const;
export const ORGANISMES = ['CD', 'CAF', 'FT', 'ML', 'CE'] as const;
export const ORGANISMES_PRECONISES = [...ORGANISMES, 'IND'] as const;

export type Parcours = (typeof PARCOURS_PRECONISES)[number];
export type Organisme = (typeof ORGANISMES_PRECONISES)[number];
export type EtatOrientation = 'BROUILLON' | 'EN_ATTENTE' | 'OUVERT' | 'CLOTURE';

/** A structure as the wire names it (orientation v1). */
export interface Structure {
  code_aurore?: string | undefined;
  code_safir?: string | undefined;
  libelle_structure?: string | undefined;
}

/** One address, as informations-administratives v1 names it. */
export interface Adresse {
  codeInseeCommune: string;
  codePostal: string;
  libelleCommune?: string | undefined;
  libellePays?: string | undefined;
  numeroTypeLibelleVoie?: string | undefined;
  complementAdresse?: string | undefined;
  complementDestinataire?: string | undefined;
  complementDistribution?: string | undefined;
  indicateurResidentQPV?: 'AT' | 'IN' | 'NT' | 'NQ' | 'QP' | undefined;
}

export interface Usager {
  numeroFranceTravail: string;
  /** 13 characters, key dropped. */
  nir: string | null;
  dateNaissance: string;
  civilite: string | null;
  nom: string;
  prenom: string;
  adresse: Adresse | null;
  emails: string[];
  telephones: string[];
  topIdentiteCertifiee: 'O' | 'N';
  brsa: boolean;
  /** AURORE codes of the structures the person is attached to. */
  structures: string[];
}

export interface Decision {
  etat_decision: 'ACCEPTEE' | 'REFUSEE';
  date_decision: string;
  organisme_decision: Organisme;
  agent_decision: string;
  structure_decision?: Structure | undefined;
  motif_refus?: string | undefined;
  commentaire_refus?: string | undefined;
  structure?: Structure | undefined;
}

export interface Orientation {
  id: string;
  numeroFranceTravail: string;
  parcours: Parcours;
  organisme: Organisme;
  structure?: Structure | undefined;
  organismeDecision: Organisme;
  structureDecision?: Structure | undefined;
  statut: 'PRECONISE' | 'DECIDE';
  etat: EtatOrientation;
  agentCreation: string;
  agentDerniereModification: string;
  dateEntreeParcours?: string | undefined;
  dateSortieParcours?: string | undefined;
  motifSortieParcours?: string | undefined;
  dateCreation: string;
  dateModification: string;
  criteres: Record<string, unknown>;
  dateSaisieDonnees?: string | undefined;
  decision?: Decision | undefined;
  /** Changed without a new orientation. */
  modifiee?: boolean | undefined;
}

export const ETATS_CONTRAT = ['A_SIGNER', 'SIGNE', 'REFUSE', 'SUSPENDU'] as const;

/** A contrat d'engagement; in A_SIGNER a date kept tells that it was signed or refused before. */
export interface ContratEngagement {
  numeroFranceTravail: string;
  etat: (typeof ETATS_CONTRAT)[number];
  organisme: Organisme;
  /** ISO instants. */
  dateSignature?: string | undefined;
  dateRefus?: string | undefined;
  dateSuspension?: string | undefined;
}

export const FAMILLES_MANQUEMENT = ['F01', 'F03', 'F04'] as const;
export const TYPES_SANCTION_RSA = ['SUSP_RSA', 'SUPPR_RSA'] as const;
export const MODALITES = ['P', 'M'] as const;

export interface EvenementSanction {
  identifiantEvenement: string;
  typeEvenement: string;
  /** ISO instant. */
  dateEvenement: string;
  motif?: string | undefined;
  commentaireEvenement?: string | undefined;
}

export interface Mesure {
  modalite: (typeof MODALITES)[number];
  /** Per cent or euros, by modality. */
  montant: number;
  /** Months. */
  duree: number;
}

/** One sanction that a manquement has; its events in the order they happened. */
export interface ConsequenceSanction {
  id: string;
  type: (typeof TYPES_SANCTION_RSA)[number] | 'RADIATION';
  proposee?: Mesure | undefined;
  validee?: Mesure | undefined;
  /** ISO instants. */
  dateDebut?: string | undefined;
  dateFin?: string | undefined;
  dateRemobilisation?: string | undefined;
  dateLevee?: string | undefined;
  evenements: EvenementSanction[];
}

export interface Manquement {
  id: string;
  numeroFranceTravail: string;
  famille: (typeof FAMILLES_MANQUEMENT)[number];
  dateManquement: string;
  dateAvertissement?: string | undefined;
  justification?: string | undefined;
  indices: { natureDefaut: string; dateConstatDefaut: string }[];
  consequences: ConsequenceSanction[];
}

export interface Activite {
  identifiantActivite: string;
  codeActivite: string;
  /** null: a row without a usable person, as the real basket sometimes holds. */
  numeroFranceTravail: string | null;
  /** Basket: one structure when known, else every structure of this organisme that the person is attached to. */
  panier: { organisme: Organisme; structure: string | null };
  dateCreation: string;
  dateEcheance: string;
  dateEcheanceProche: string;
  attributs: { nom: string; valeur: string }[];
}

/** What statut-usager v2 tells of a registration; labels as the wire pads them. */
export interface Inscription {
  numeroFranceTravail: string;
  statut: (typeof STATUTS_INSCRIPTION)[number];
  /** Calendar day. */
  dateEffet: string;
  /** Months registered in the last 12, 24 and 36. */
  durees: readonly [number, number, number];
  motif?: Libelle | undefined;
  categorie?: Libelle | undefined;
  situation?: Libelle | undefined;
  cloture?: Libelle | undefined;
  /** The API does not handle this person: a 200 that is an error. */
  populationNonGeree?: boolean | undefined;
}

export const STATUTS_INSCRIPTION = ['Identifié', 'Inscrit', 'Cessé', 'Radié'] as const;

export interface Libelle {
  code: string;
  libelle: string;
}

export const TYPES_ENTRETIEN = ['ESI', 'EDP', 'CRL', 'PE1', 'PE2', 'PE3', 'PBI', 'ETP', 'PSP', 'CRP', 'BIL', 'SEF', 'CPS', 'CRE', 'IND', 'DCE', 'USA', 'PAK', 'EPK', 'EDA', 'EDO'] as const;
export const MODALITES_CONTACT = ['B', 'C', 'F', 'I', 'R', 'T', 'V', 'W'] as const;

/** The conclusion of one interview at France Travail. */
export interface Entretien {
  id: string;
  numeroFranceTravail: string;
  dateEntretien: string;
  typeEntretien: (typeof TYPES_ENTRETIEN)[number];
  libelleEntretien: string;
  codeModaliteContact: (typeof MODALITES_CONTACT)[number];
  libelleModalite: string;
  commentaire: string;
  codeAgent: string;
  libelleAgent: string;
  codeAgence: string;
  libelleAgence: string;
}

/** One state of an appointment, seen from `visibleLe` on: 202 says taken in, not applied. */
export interface VersionRendezVous {
  /** ISO instants. */
  recueLe: string;
  visibleLe: string;
  action: 'CREATION' | 'MODIFICATION' | 'ANNULATION';
  /** Body as written by the partner. */
  contenu: Record<string, unknown>;
}

export interface RendezVous {
  id: string;
  numeroFranceTravail: string;
  /** Oldest first. */
  versions: VersionRendezVous[];
}

/** An access token, known by its digest only. */
export interface Token {
  empreinte: string;
  clientId: string;
  scopes: string[];
  expire: number;
  /** Who logged in, for an authorization code; a program says it by the pa-* headers. */
  agent?: AgentConnecte | undefined;
}

/** The provider where agents log in, and how the sandbox is known there (redirect address: …/connexion/oauth2/agent/retour). */
export interface FournisseurIdentite {
  emetteur: string;
  clientId: string;
  clientSecret: string;
}

/** A code given to a client, to be changed once for a token. */
export interface CodeAgent {
  clientId: string;
  redirection: string;
  scopes: string[];
  agent: AgentConnecte;
  expire: number;
}

export interface AgentConnecte {
  identifiant: string;
  nom: string;
  prenom: string;
}

/** A person token (ft-jeton-usager), known by its digest only. */
export interface Jeton {
  empreinte: string;
  numeroFranceTravail: string;
  empreinteToken: string;
  expire: number;
}

export const TYPES_FAUTE = [
  'statut',
  'html',
  'passerelle',
  'lente',
  'perdue',
  'coupee',
  'token-expire',
  'jeton-expire',
] as const;

/** A fault on demand; `reste` null means until erased. */
export interface Faute {
  id: string;
  type: (typeof TYPES_FAUTE)[number];
  api?: string | undefined;
  operation?: string | undefined;
  reste: number | null;
  statut?: number | undefined;
  corps?: string | undefined;
  typeContenu?: string | undefined;
  retryAfter?: number | undefined;
  millisecondes?: number | undefined;
}

/** At most `limite` calls in any window of `fenetreSecondes`, for one client and one API. */
export interface Quota {
  limite: number;
  fenetreSecondes: number;
  /** Answer 429 without Retry-After. */
  sansRetryAfter?: boolean | undefined;
}

/** What the public material leaves open, made a switch. */
export interface Reglages {
  /** The jeton usager is only good with the access token it was obtained with. */
  jetonStrict: boolean;
  /** Status given for an unknown or expired jeton (401: empty body, else the API's own error shape). */
  statutJetonInvalide: 400 | 401 | 403;
  /** activites-operationnelles answers its 400 as an array of errors. */
  erreurActivitesEnTableau: boolean;
  /** rechercher-usager writes the text "null" in place of a JSON null. */
  nulEnTexte: boolean;
  /** Time between the 202 of an appointment and its being seen, milliseconds. */
  delaiRendezVousMs: number;
  /** The diagnostic's `typologie` comes with its accents broken, as seen on the wire. */
  mojibake: boolean;
  /** A réorientation to decide is ACT414, of the published list, in place of ACT382. */
  reorientationAct414: boolean;
  /** A well-formed number, NIR or id that nobody declared is met by a person made from the seed. */
  personnesALaVolee: boolean;
  /** Every answer has a field that no document knows. */
  champsNouveaux: boolean;
  /** Written forms of the jeton usager that were seen. */
  formeJeton: (typeof FORMES_JETON)[number];
  /** rechercher-usager answers 204 where it finds nobody or several, as the published collection of calls expects. */
  introuvableEn204: boolean;
  /** detailManquement repeats the modality of its first consequence at its root, where a published text reads it. */
  modaliteALaRacine: boolean;
  /** The creation of a contract answers 201, as announced for a next version. */
  contratCreeEn201: boolean;
}

export const FORMES_JETON = ['base64', 'uuid', 'uuid-encode'] as const;

export const REGLAGES_PAR_DEFAUT: Reglages = {
  jetonStrict: false,
  statutJetonInvalide: 401,
  erreurActivitesEnTableau: false,
  nulEnTexte: false,
  delaiRendezVousMs: 5_000,
  mojibake: false,
  reorientationAct414: false,
  personnesALaVolee: false,
  champsNouveaux: false,
  formeJeton: 'base64',
  introuvableEn204: false,
  modaliteALaRacine: false,
  contratCreeEn201: false,
};
