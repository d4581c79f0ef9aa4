// Written by `npm run schemas` from the Avro files. Do not edit.

/** France Travail propose une orientation et attend la décision du département (activité ACT382). */
export type PropositionOrientationRecue = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'activité chez France Travail. */
  identifiantActivite: string;
  /** Parcours préconisé : PED, PSP, PSO, EO, IND, ou un code plus récent. */
  parcours: string;
  /** Organisme préconisé : CD, DCD, FT, ML, CE, CAF, IND, ou un code plus récent. */
  organisme: string;
  /** Structure préconisée, quand elle est donnée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Instant de création de l'activité. */
  dateCreation: string;
  /** Échéance de l'activité chez France Travail. */
  dateEcheance: null | string;
}>;

/** France Travail a pris en compte ce qui lui a été transmis. */
export type TransmissionAcquittee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de la transmission. */
  transmissionId: string;
  /** Identifiant de l'événement transmis. */
  faitId: string;
  /** API de France Travail appelée. */
  api: string;
  /** Opération appelée. */
  operation: string;
  /** Instant de la réponse. */
  acquitteeLe: string;
  /** Vrai quand l'accord a été constaté en relisant France Travail, la réponse ayant été perdue. */
  parRelecture: boolean;
}>;

/** France Travail a refusé ce qui lui a été transmis : le département doit corriger. */
export type TransmissionRefusee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de la transmission. */
  transmissionId: string;
  /** Identifiant de l'événement transmis. */
  faitId: string;
  /** API de France Travail appelée. */
  api: string;
  /** Opération appelée. */
  operation: string;
  /** Code rendu par France Travail, tel quel, ou statut HTTP. */
  code: string;
  /** Ce que l'agent peut faire, en français. */
  aFaire: string;
  /** Instant de la réponse. */
  refuseeLe: string;
}>;

/** L'orientation n'est plus à prendre : le droit de la personne est fermé. */
export type OrientationClose = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'orientation. */
  orientationId: string;
  /** Motif de clôture. */
  motif: string;
  /** Date de clôture. */
  dateCloture: string;
}>;

/** Le président du conseil départemental, par un agent habilité, a décidé l'orientation : accord avec la préconisation, ou refus avec son propre choix. */
export type OrientationDecidee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'orientation. */
  orientationId: string;
  /** Accord ou refus de la préconisation. */
  sens: 'ACCEPTEE' | 'REFUSEE';
  /** Parcours décidé : PED professionnel, PSP socio-professionnel, PSO social. */
  parcours: 'PED' | 'PSP' | 'PSO';
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Structure référente désignée, quand elle est choisie. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Motif du refus, de la liste publiée par France Travail. */
  motifRefus: null | string;
  /** Commentaire du refus, à l'attention de France Travail (texte libre). */
  commentaireRefus: null | string;
  /** Date de la décision. */
  dateDecision: string;
  /** Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents). */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
}>;

/** Une orientation est à prendre : le délai légal de six semaines court (D. 262-65-2 CASF). */
export type OrientationOuverte = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'orientation. */
  orientationId: string;
  /** Date de réception de l'information par le département. */
  dateReception: string;
  /** Dernier jour où le président du conseil départemental est compétent ; au-delà, France Travail oriente. */
  echeance: string;
  /** Règle de délai appliquée, avec sa version (table des règles du service). */
  regle: string;
}>;

/** La préconisation de France Travail est attachée à l'orientation à prendre. */
export type PreconisationEnregistree = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'orientation. */
  orientationId: string;
  /** Identifiant de l'activité ACT382 chez France Travail. */
  identifiantActivite: string;
  /** Parcours préconisé : PED, PSP, PSO, EO ou IND. */
  parcours: string;
  /** Organisme préconisé : CD, DCD, FT, ML, CE, CAF ou IND. */
  organisme: string;
  /** Structure préconisée, quand France Travail la donne. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Instant de la préconisation chez France Travail. */
  datePreconisation: null | string;
}>;

/** Une personne est orientée vers la structure destinataire. */
export type PersonneOrientee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Parcours décidé. */
  parcours: 'PED' | 'PSP' | 'PSO';
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Code Aurore de la structure référente. */
  structureCode: string;
  /** Date de la décision. */
  dateDecision: string;
}>;

/** Le droit au RSA d'un usager n'est plus ouvert, ou il n'est plus soumis aux droits et devoirs. */
export type DroitRsaFerme = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant interne du foyer RSA. */
  foyerId: string;
  /** Motif de la fermeture (code du flux, ou HORS_DROITS_ET_DEVOIRS). */
  motif: string;
  /** Date à laquelle le département a constaté la fermeture. */
  dateConstat: string;
}>;

/** Un usager soumis aux droits et devoirs a un droit au RSA ouvert : l'information d'ouverture est parvenue au département (D. 262-65-2 CASF). */
export type DroitRsaOuvert = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant interne du foyer RSA. */
  foyerId: string;
  /** Rôle de la personne dans le foyer, selon la CAF ou la MSA (DEM, CJT…). */
  role: string;
  /** Organisme payeur du RSA. */
  organismePayeur: 'CAF' | 'MSA';
  /** Date de la demande de RSA. */
  dateDemande: null | string;
  /** Date à laquelle les services du département ont reçu l'information : départ du délai de six semaines (D. 262-65-2 CASF). */
  dateReception: string;
  /** D'où vient le fait. */
  origine: 'FLUX_CAF_MSA' | 'FICHIER_DEPARTEMENT';
}>;

/** Une structure suit désormais l'usager : ses agents habilités peuvent consulter son dossier. */
export type UsagerRattache = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Code Aurore de la structure qui suit la personne. */
  structureCode: string;
  /** Type de cette structure. */
  structureType: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Premier jour du rattachement. */
  depuis: string;
  /** Pourquoi : ORIENTATION, OUVERTURE_DROIT… */
  motif: string;
}>;

/** Every event type, by its short name. */
export type Events = {
  'connector.PropositionOrientationRecue': PropositionOrientationRecue;
  'connector.TransmissionAcquittee': TransmissionAcquittee;
  'connector.TransmissionRefusee': TransmissionRefusee;
  'orientation.OrientationClose': OrientationClose;
  'orientation.OrientationDecidee': OrientationDecidee;
  'orientation.OrientationOuverte': OrientationOuverte;
  'orientation.PreconisationEnregistree': PreconisationEnregistree;
  'partenaires.PersonneOrientee': PersonneOrientee;
  'usagers.DroitRsaFerme': DroitRsaFerme;
  'usagers.DroitRsaOuvert': DroitRsaOuvert;
  'usagers.UsagerRattache': UsagerRattache;
};

/** Which event types travel on which topic. */
export type TopicEvents = {
  'relais.usagers.v1': 'usagers.DroitRsaOuvert' | 'usagers.DroitRsaFerme' | 'usagers.UsagerRattache';
  'relais.orientation.v1': 'orientation.OrientationOuverte' | 'orientation.PreconisationEnregistree' | 'orientation.OrientationDecidee' | 'orientation.OrientationClose';
  'relais.connector.v1': 'connector.PropositionOrientationRecue' | 'connector.TransmissionAcquittee' | 'connector.TransmissionRefusee';
};

/** The Avro schemas of each event type, oldest first. */
export const schemas: Readonly<Record<keyof Events, readonly string[]>> = {
  'connector.PropositionOrientationRecue': [
    "{\"type\":\"record\",\"name\":\"PropositionOrientationRecue\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail propose une orientation et attend la décision du département (activité ACT382).\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"identifiantActivite\",\"type\":\"string\",\"doc\":\"Identifiant de l'activité chez France Travail.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours préconisé : PED, PSP, PSO, EO, IND, ou un code plus récent.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme préconisé : CD, DCD, FT, ML, CE, CAF, IND, ou un code plus récent.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}],\"default\":null,\"doc\":\"Structure préconisée, quand elle est donnée.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateCreation\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de création de l'activité.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateEcheance\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null,\"doc\":\"Échéance de l'activité chez France Travail.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.TransmissionAcquittee': [
    "{\"type\":\"record\",\"name\":\"TransmissionAcquittee\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail a pris en compte ce qui lui a été transmis.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"transmissionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de la transmission.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"faitId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'événement transmis.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"api\",\"type\":\"string\",\"doc\":\"API de France Travail appelée.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"Opération appelée.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"acquitteeLe\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de la réponse.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"parRelecture\",\"type\":\"boolean\",\"doc\":\"Vrai quand l'accord a été constaté en relisant France Travail, la réponse ayant été perdue.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.TransmissionRefusee': [
    "{\"type\":\"record\",\"name\":\"TransmissionRefusee\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail a refusé ce qui lui a été transmis : le département doit corriger.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"transmissionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de la transmission.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"faitId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'événement transmis.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"api\",\"type\":\"string\",\"doc\":\"API de France Travail appelée.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"Opération appelée.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code rendu par France Travail, tel quel, ou statut HTTP.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"aFaire\",\"type\":\"string\",\"doc\":\"Ce que l'agent peut faire, en français.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"refuseeLe\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de la réponse.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'orientation.OrientationClose': [
    "{\"type\":\"record\",\"name\":\"OrientationClose\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"L'orientation n'est plus à prendre : le droit de la personne est fermé.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Motif de clôture.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateCloture\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de clôture.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'orientation.OrientationDecidee': [
    "{\"type\":\"record\",\"name\":\"OrientationDecidee\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"Le président du conseil départemental, par un agent habilité, a décidé l'orientation : accord avec la préconisation, ou refus avec son propre choix.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sens\",\"type\":\"string\",\"doc\":\"Accord ou refus de la préconisation.\",\"valeurs\":[\"ACCEPTEE\",\"REFUSEE\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours décidé : PED professionnel, PSP socio-professionnel, PSO social.\",\"valeurs\":[\"PED\",\"PSP\",\"PSO\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme référent désigné.\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure référente désignée, quand elle est choisie.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motifRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Motif du refus, de la liste publiée par France Travail.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"commentaireRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Commentaire du refus, à l'attention de France Travail (texte libre).\",\"categorie\":\"texte_libre\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'orientation.OrientationOuverte': [
    "{\"type\":\"record\",\"name\":\"OrientationOuverte\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"Une orientation est à prendre : le délai légal de six semaines court (D. 262-65-2 CASF).\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de réception de l'information par le département.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour où le président du conseil départemental est compétent ; au-delà, France Travail oriente.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle de délai appliquée, avec sa version (table des règles du service).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'orientation.PreconisationEnregistree': [
    "{\"type\":\"record\",\"name\":\"PreconisationEnregistree\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"La préconisation de France Travail est attachée à l'orientation à prendre.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"identifiantActivite\",\"type\":\"string\",\"doc\":\"Identifiant de l'activité ACT382 chez France Travail.\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours préconisé : PED, PSP, PSO, EO ou IND.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme préconisé : CD, DCD, FT, ML, CE, CAF ou IND.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}],\"default\":null,\"doc\":\"Structure préconisée, quand France Travail la donne.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"datePreconisation\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null,\"doc\":\"Instant de la préconisation chez France Travail.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'partenaires.PersonneOrientee': [
    "{\"type\":\"record\",\"name\":\"PersonneOrientee\",\"namespace\":\"fr.relais.partenaires\",\"doc\":\"Une personne est orientée vers la structure destinataire.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours décidé.\",\"valeurs\":[\"PED\",\"PSP\",\"PSO\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme référent désigné.\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"structureCode\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure référente.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]}]}",
  ],
  'usagers.DroitRsaFerme': [
    "{\"type\":\"record\",\"name\":\"DroitRsaFerme\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Le droit au RSA d'un usager n'est plus ouvert, ou il n'est plus soumis aux droits et devoirs.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"foyerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne du foyer RSA.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Motif de la fermeture (code du flux, ou HORS_DROITS_ET_DEVOIRS).\",\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateConstat\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date à laquelle le département a constaté la fermeture.\",\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'usagers.DroitRsaOuvert': [
    "{\"type\":\"record\",\"name\":\"DroitRsaOuvert\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Un usager soumis aux droits et devoirs a un droit au RSA ouvert : l'information d'ouverture est parvenue au département (D. 262-65-2 CASF).\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"foyerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne du foyer RSA.\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"role\",\"type\":\"string\",\"doc\":\"Rôle de la personne dans le foyer, selon la CAF ou la MSA (DEM, CJT…).\",\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"organismePayeur\",\"type\":\"string\",\"doc\":\"Organisme payeur du RSA.\",\"valeurs\":[\"CAF\",\"MSA\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateDemande\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date de la demande de RSA.\",\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date à laquelle les services du département ont reçu l'information : départ du délai de six semaines (D. 262-65-2 CASF).\",\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"origine\",\"type\":\"string\",\"doc\":\"D'où vient le fait.\",\"valeurs\":[\"FLUX_CAF_MSA\",\"FICHIER_DEPARTEMENT\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'usagers.UsagerRattache': [
    "{\"type\":\"record\",\"name\":\"UsagerRattache\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Une structure suit désormais l'usager : ses agents habilités peuvent consulter son dossier.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structureCode\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure qui suit la personne.\",\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structureType\",\"type\":\"string\",\"doc\":\"Type de cette structure.\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"depuis\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Premier jour du rattachement.\",\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Pourquoi : ORIENTATION, OUVERTURE_DROIT…\",\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
};

export const topics = {
  "relais.usagers.v1": {
    "owner": "usagers",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "usagers.DroitRsaOuvert",
      "usagers.DroitRsaFerme",
      "usagers.UsagerRattache"
    ]
  },
  "relais.orientation.v1": {
    "owner": "orientation",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "orientation.OrientationOuverte",
      "orientation.PreconisationEnregistree",
      "orientation.OrientationDecidee",
      "orientation.OrientationClose"
    ]
  },
  "relais.connector.v1": {
    "owner": "connector",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "connector.PropositionOrientationRecue",
      "connector.TransmissionAcquittee",
      "connector.TransmissionRefusee"
    ]
  }
} as const;
