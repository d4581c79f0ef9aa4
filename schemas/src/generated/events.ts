// Written by `npm run schemas` from the Avro files. Do not edit.

/** Un contrat d'engagement est à signer avec l'organisme qui a reçu la personne : le délai d'un mois court (D. 5411-14-1 du code du travail). */
export type ContratOuvert = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Identifiant de l'orientation décidée. */
  orientationId: string;
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Structure qui a reçu la personne, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Date de notification de la décision d'orientation, d'où court le délai d'un mois. */
  dateNotification: string;
  /** Dernier jour du délai d'un mois pour signer (D. 5411-14-1 du code du travail). */
  echeance: string;
  /** Règle de délai appliquée, avec sa version (table des règles du service). */
  regle: string;
}>;

/** La personne refuse de signer le contrat d'engagement. */
export type ContratRefuse = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Date du refus. */
  dateRefus: string;
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Structure qui suit la personne, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Identifiant de l'agent qui a enregistré le refus (pseudonyme du référentiel des agents). */
  agentId: string;
  /** Code Aurore de la structure de l'agent. */
  agentStructure: string;
}>;

/** Le contrat d'engagement est de nouveau à signer, et un nouveau mois court (D. 5411-8-2 du code du travail). */
export type ContratRemisASigner = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Identifiant de l'orientation décidée. */
  orientationId: string;
  /** Pourquoi une nouvelle signature est due. */
  motif: 'REORIENTATION' | 'REPRISE';
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Structure qui reçoit désormais la personne, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Date de notification de la décision d'orientation, d'où court le délai d'un mois. */
  dateNotification: string;
  /** Dernier jour du délai d'un mois pour signer (D. 5411-14-1 du code du travail). */
  echeance: string;
  /** Règle de délai appliquée, avec sa version (table des règles du service). */
  regle: string;
}>;

/** Le contrat d'engagement est signé par la personne et par la structure qui la suit (L. 5411-6 du code du travail). */
export type ContratSigne = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Date de la signature. */
  dateSignature: string;
  /** Dernier jour du délai d'un mois qui courait à la signature. */
  echeance: string;
  /** Organisme référent désigné. */
  organisme: 'CD' | 'DCD' | 'FT' | 'ML' | 'CE' | 'CAF';
  /** Structure signataire, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Intensité d'activité convenue, en minutes par semaine (900 = 15 heures) ; 0 quand la personne est dispensée. */
  minutesHebdomadaires: number;
  /** Aménagement de l'intensité : aucun, réduction ou dispense. La raison, qui peut toucher à la santé, reste dans le service. */
  amenagement: 'AUCUN' | 'REDUCTION' | 'DISPENSE';
  /** Identifiant de l'agent qui a enregistré la signature (pseudonyme du référentiel des agents). */
  signataireId: string;
  /** Code Aurore de la structure de l'agent. */
  signataireStructure: string;
}>;

/** Le contrat d'engagement est suspendu : la personne n'est plus soumise aux droits et devoirs. */
export type ContratSuspendu = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Motif de la suspension (celui de la clôture de l'orientation). */
  motif: string;
  /** Date de la suspension. */
  dateSuspension: string;
}>;

/** Les heures d'une activité sur une semaine sont déclarées au titre du contrat signé ; une nouvelle déclaration de la même semaine et de la même activité remplace la précédente. */
export type HeuresDeclarees = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du contrat d'engagement. */
  contratId: string;
  /** Semaine ISO 8601 (2026-W48). */
  semaine: string;
  /** Code de l'activité (liste ouverte : ATELIER, IMMERSION, PERMIS…). */
  nature: string;
  /** Durée de cette activité sur la semaine, en minutes. */
  minutes: number;
  /** Intensité convenue au contrat, en minutes par semaine. */
  minutesHebdomadaires: number;
  /** Structure qui suit la personne, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Identifiant de l'agent qui a déclaré (pseudonyme du référentiel des agents). */
  agentId: string;
}>;

/** Un rendez-vous d'accompagnement est pris avec la personne. */
export type RendezVousPris = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du rendez-vous. */
  rendezVousId: string;
  /** Instant du rendez-vous. */
  dateHeure: string;
  /** Comment la personne est reçue. */
  modalite: 'PHYSIQUE' | 'TELEPHONE' | 'VISIO';
  /** Objet : ACC premier rendez-vous d'accompagnement, ORI orientation, AUT autre. */
  motif: 'ACC' | 'ORI' | 'AUT';
  /** Structure qui suit la personne, quand elle est désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure (trois lettres, quatre chiffres). */
    code: string;
    /** Type d'organisme : CD, DCD, FT, ML, CE ou CAF. */
    type: string;
  }>;
  /** Identifiant de l'agent qui a pris le rendez-vous (pseudonyme du référentiel des agents). */
  agentId: string;
}>;

/** L'issue d'un rendez-vous est connue : honoré, personne absente, ou annulé. */
export type RendezVousTenu = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du rendez-vous. */
  rendezVousId: string;
  /** Issue du rendez-vous. */
  issue: 'HONORE' | 'ABSENT' | 'ANNULE';
  /** Jour où l'issue a été enregistrée. */
  dateConstat: string;
  /** Identifiant de l'agent qui l'a enregistrée (pseudonyme du référentiel des agents). */
  agentId: string;
}>;

/** Le département, par son propre outil, demande d'enregistrer la décision d'un de ses agents sur l'orientation d'une personne. */
export type DeciderOrientation = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'agent qui décide, tel que le connaît l'outil du département. */
  agentId: string;
  /** Accord ou refus de la préconisation. */
  sens: 'ACCEPTEE' | 'REFUSEE';
  /** Parcours choisi, en cas de refus : PED, PSP ou PSO. */
  parcours: null | string;
  /** Organisme choisi, en cas de refus : CD, DCD, FT, ML, CE, CAF. */
  organisme: null | string;
  /** Structure référente désignée. */
  structure: null | Readonly<{
    /** Code Aurore de la structure. */
    code: string;
    /** Type d'organisme de la structure. */
    type: string;
  }>;
  /** Motif du refus, de la liste publiée par France Travail. */
  motifRefus: null | string;
  /** Commentaire du refus, à l'attention de France Travail. */
  commentaireRefus: null | string;
  /** Version du dossier sur laquelle la décision a été prise ; absente, la décision vaut pour la version présente. */
  versionAttendue: null | number;
}>;

/** Le département, par son propre outil, demande d'enregistrer la décision d'un de ses agents sur un dossier de sanction : suspendre, supprimer ou classer. */
export type DeciderSanction = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'agent qui décide, tel que le connaît l'outil du département. */
  agentId: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Suspendre, supprimer, ou classer sans sanction. */
  sens: 'SUSPENDRE' | 'SUPPRIMER' | 'CLASSER';
  /** Part du RSA suspendue ou supprimée, en pour cent. */
  taux: null | number;
  /** Durée, en mois. */
  dureeMois: null | number;
  /** Premier manquement (PREMIER), ou persistance ou réitération (REITERATION) ; absent, selon l'historique connu. */
  rang: null | string;
  /** Date d'une sanction antérieure, décidée avant d'être connue ici. */
  sanctionPrecedenteLe: null | string;
  /** Composition du foyer, vérifiée par l'agent (R. 262-68-6 CASF). */
  composition: null | Readonly<{
    /** Personnes du foyer, enfants compris. */
    nombrePersonnes: number;
    /** Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF). */
    majorationParentIsole: boolean;
  }>;
  /** Date de l'avis de l'équipe pluridisciplinaire, pour une suppression. */
  avisEquipeLe: null | string;
  /** Pourquoi classer : MOTIF_LEGITIME, PAS_DE_SANCTION ou DROIT_FERME. */
  motif: null | string;
  /** Version du dossier sur laquelle la décision a été prise ; absente, la décision vaut pour la version présente. */
  versionAttendue: null | number;
}>;

/** Le département, par son propre outil, demande d'enregistrer la signature du contrat d'engagement d'une personne qu'il suit. Une signature avec aménagement passe par HTTP : sa raison, qui peut toucher à la santé, ne circule pas sur le bus. */
export type SignerContrat = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'agent qui enregistre la signature, tel que le connaît l'outil du département. */
  agentId: string;
  /** Date de la signature. */
  dateSignature: string;
  /** Heures d'activité convenues par semaine, en quarts d'heure ; absentes, 15 heures. En dessous de 15, la signature passe par HTTP. */
  intensiteHebdomadaire: null | number;
  /** Version du dossier sur laquelle la demande a été faite ; absente, la demande vaut pour la version présente. */
  versionAttendue: null | number;
}>;

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

/** France Travail propose une sanction du RSA et attend que le département l'instruise (ACT366) ou la traite (ACT370). */
export type PropositionSanctionRecue = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'activité chez France Travail. */
  identifiantActivite: string;
  /** Code de l'activité : ACT366, ACT370. */
  codeActivite: string;
  /** Identifiant de la conséquence de sanction chez France Travail. */
  idConsequenceSanction: string;
  /** Identifiant du manquement chez France Travail. */
  identifiantManquement: null | string;
  /** Sanction proposée : SUSP_RSA, SUPPR_RSA, ou un code plus récent. */
  typeSanction: string;
  /** Famille du manquement : F01 obligations du contrat, F03 refus du contrat, F04 second refus d'une offre, ou un code plus récent. */
  familleManquement: null | string;
  /** Natures des défauts constatés (N23…), telles que France Travail les code. */
  naturesDefaut: readonly (string)[];
  /** Date du manquement. */
  dateManquement: null | string;
  /** Date à laquelle France Travail a averti la personne. */
  dateAvertissement: null | string;
  /** P : le montant est un pourcentage ; M : des euros. */
  modalite: null | string;
  /** Montant proposé, selon la modalité. */
  montant: null | number;
  /** Durée proposée, en mois. */
  dureeMois: null | number;
  /** France Travail a délégation pour décider de cette sanction. */
  delegation: boolean;
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
  /** Vrai quand l'accord a été constaté chez France Travail par un agent, rien ne permettant de le relire. */
  parConstat: boolean;
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
  /** Accord ou refus de la préconisation, ou réorientation d'une personne déjà orientée. */
  sens: 'ACCEPTEE' | 'REFUSEE' | 'REORIENTATION';
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

/** Une commande reçue sur le bus a été traitée : acceptée, ou refusée avec son code. */
export type CommandeTraitee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant (ce_id) de la commande. */
  commandeId: string;
  /** Type de la commande. */
  commande: string;
  /** Ce qui a été décidé. */
  resultat: 'ACCEPTEE' | 'REFUSEE';
  /** Code stable du refus. */
  code: null | string;
  /** Ce que l'agent peut faire, en français. */
  message: null | string;
  /** Version du dossier après la commande. */
  version: null | number;
}>;

/** La personne est informée des faits et de la sanction encourue : elle peut présenter ses observations, assistée si elle le veut (L. 262-37 III CASF). */
export type ContradictoireOuvert = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Sanction annoncée à la personne. */
  typeSanction: 'SUSPENSION' | 'SUPPRESSION';
  /** Part du RSA annoncée, en pour cent. */
  taux: number;
  /** Durée annoncée, en mois. */
  dureeMois: number;
  /** Date de réception par la personne, de date certaine : départ du délai. */
  dateReception: string;
  /** Jours laissés pour présenter des observations. */
  jours: number;
  /** Dernier jour pour présenter des observations ; la décision est possible le lendemain. */
  dateLimite: string;
  /** La sanction annoncée dépasse la proposition : l'agent qui l'annonce en est l'auteur. */
  plusSevere: boolean;
  /** Identifiant de l'agent qui ouvre le contradictoire. */
  agentId: string;
  /** Date de l'ouverture. */
  dateOuverture: string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
  /** Règle appliquée, avec sa version. */
  regle: string;
}>;

/** La personne a présenté ses observations. */
export type ObservationsRecues = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Date de réception, ou de l'audition. */
  dateReception: string;
  /** Écrites, ou orales. */
  forme: 'ECRITES' | 'ORALES';
  /** La personne était assistée. */
  assistee: boolean;
  /** Motif légitime : aucun, invoqué, ou retenu par le département (la sanction est alors exclue). */
  motifLegitime: 'AUCUN' | 'INVOQUE' | 'RETENU';
  /** Identifiant de l'agent qui enregistre. */
  agentId: string;
}>;

/** Le dossier est classé sans sanction. */
export type SanctionClassee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Pourquoi : motif légitime, droit fermé, ou pas de sanction. */
  motif: 'MOTIF_LEGITIME' | 'PAS_DE_SANCTION' | 'DROIT_FERME';
  /** Date de la décision. */
  dateDecision: string;
  /** Identifiant de l'agent qui a décidé. */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
}>;

/** Un dossier de sanction est ouvert : par une proposition de France Travail, ou par un agent du département. */
export type SanctionProposee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Qui propose : France Travail ou le département. */
  auteur: 'FT' | 'CD';
  /** Identifiant de l'agent du département qui propose. */
  proposeurId: null | string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
  /** Sanction proposée. */
  typeSanction: 'SUSPENSION' | 'SUPPRESSION';
  /** Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi. */
  manquement: 'REFUS_ELABORER' | 'REFUS_ACTUALISER' | 'OBLIGATIONS_CONTRAT' | 'REFUS_OFFRES' | 'AUTRE';
  /** Date du manquement. */
  dateManquement: null | string;
  /** Date à laquelle France Travail a averti la personne. */
  dateAvertissement: null | string;
  /** Part du RSA proposée, en pour cent ; absente quand la proposition est en euros. */
  taux: null | number;
  /** Durée proposée, en mois. */
  dureeMois: null | number;
  /** Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants. */
  nombrePersonnes: null | number;
  /** Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF). */
  majorationParentIsole: boolean;
  /** D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée. */
  compositionOrigine: null | 'FLUX' | 'AGENT';
  /** Date de la proposition. */
  dateProposition: string;
  /** Dernier jour pour instruire la proposition. */
  echeance: string;
  /** Règle appliquée, avec sa version. */
  regle: string;
}>;

/** Le président du conseil départemental supprime tout ou partie du RSA, après avis de l'équipe pluridisciplinaire (L. 262-37 et L. 262-39 CASF). */
export type SuppressionDecidee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi. */
  manquement: 'REFUS_ELABORER' | 'REFUS_ACTUALISER' | 'OBLIGATIONS_CONTRAT' | 'REFUS_OFFRES' | 'AUTRE';
  /** Date du manquement. */
  dateManquement: null | string;
  /** Premier manquement, ou persistance ou réitération. */
  rang: 'PREMIER' | 'REITERATION';
  /** Part du RSA suspendue ou supprimée, en pour cent. */
  taux: number;
  /** Durée, en mois. */
  dureeMois: number;
  /** Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants. */
  nombrePersonnes: number;
  /** Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF). */
  majorationParentIsole: boolean;
  /** D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée. */
  compositionOrigine: 'FLUX' | 'AGENT';
  /** Date de l'avis de l'équipe pluridisciplinaire (L. 262-39 CASF). */
  avisEquipeLe: string;
  /** Date de la décision. */
  dateDecision: string;
  /** Date de la notification à la personne : départ de la mesure. */
  dateNotification: string;
  /** Terme de la mesure, sauf levée. */
  dateFin: string;
  /** Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents). */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
  /** Règle appliquée, avec sa version. */
  regle: string;
}>;

/** Le président du conseil départemental suspend tout ou partie du RSA (L. 262-37 CASF). */
export type SuspensionDecidee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi. */
  manquement: 'REFUS_ELABORER' | 'REFUS_ACTUALISER' | 'OBLIGATIONS_CONTRAT' | 'REFUS_OFFRES' | 'AUTRE';
  /** Date du manquement. */
  dateManquement: null | string;
  /** Premier manquement, ou persistance ou réitération. */
  rang: 'PREMIER' | 'REITERATION';
  /** Part du RSA suspendue ou supprimée, en pour cent. */
  taux: number;
  /** Durée, en mois. */
  dureeMois: number;
  /** Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants. */
  nombrePersonnes: number;
  /** Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF). */
  majorationParentIsole: boolean;
  /** D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée. */
  compositionOrigine: 'FLUX' | 'AGENT';
  /** Date de la décision. */
  dateDecision: string;
  /** Date de la notification à la personne : départ de la mesure. */
  dateNotification: string;
  /** Terme de la mesure, sauf levée. */
  dateFin: string;
  /** Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents). */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
  /** Règle appliquée, avec sa version. */
  regle: string;
}>;

/** La suspension prend fin avant son terme (R. 262-68 et R. 262-68-1 CASF). */
export type SuspensionLevee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant du dossier de sanction. */
  sanctionId: string;
  /** Pourquoi : le contrat est établi, les obligations sont respectées, ou la décision est retirée. */
  motif: 'CONTRAT_ETABLI' | 'OBLIGATIONS_RESPECTEES' | 'RETRAIT';
  /** Date de la levée. */
  dateLevee: string;
  /** Identifiant de l'agent qui lève la suspension. */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
  /** Identifiant de l'activité chez France Travail, quand la proposition vient de lui. */
  identifiantActivite: null | string;
  /** Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui. */
  idConsequenceSanction: null | string;
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
  /** Code INSEE de la commune où vit le foyer (33063, 2A004) ; absent quand le flux ne le donne pas. */
  codeInsee: null | string;
}>;

/** Un agent a annulé une fusion : les deux fiches sont de nouveau deux personnes. Dit dans l'histoire de chacune des deux. */
export type FusionAnnulee = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** La fiche qui avait été gardée (UUID interne). */
  gardeId: string;
  /** La fiche qui avait été absorbée (UUID interne). */
  absorbeId: string;
  /** Date de l'annulation. */
  dateDecision: string;
  /** Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents). */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
}>;

/** Le traitement des données de l'usager est limité, ou ne l'est plus : pendant ce temps, rien n'est lu ni transmis hors du département. */
export type TraitementLimite = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Vrai : le traitement est limité ; faux : il ne l'est plus. */
  limite: boolean;
}>;

/** L'identité de l'usager est détruite : chaque service efface ce qu'il détient de personnel sous cet identifiant. */
export type UsagerEfface = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Identifiant de l'effacement (UUID) : celui de son rapport. */
  effacementId: string;
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

/** L'identité ou l'adresse de l'usager est rectifiée : qui s'en sert la relit. */
export type UsagerRectifie = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** Noms des champs qui ont changé, sans leur valeur : qui en a besoin les relit. */
  champs: readonly (string)[];
}>;

/** Un agent a décidé que deux fiches sont la même personne : l'une est gardée, l'autre est retrouvée sous elle. Dit dans l'histoire de chacune des deux. */
export type UsagersFusionnes = Readonly<{
  /** Identifiant interne de l'usager (UUID aléatoire, sans signification). */
  usagerId: string;
  /** Code INSEE du département (33, 2A, 974). */
  departement: string;
  /** La fiche gardée (UUID interne). */
  gardeId: string;
  /** La fiche absorbée (UUID interne) ; ce qui a été dit d'elle reste sous cet identifiant. */
  absorbeId: string;
  /** Date de la décision. */
  dateDecision: string;
  /** Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents). */
  decideurId: string;
  /** Code Aurore de la structure du décideur. */
  decideurStructure: string;
}>;

/** Every event type, by its short name. */
export type Events = {
  'accompaniment.ContratOuvert': ContratOuvert;
  'accompaniment.ContratRefuse': ContratRefuse;
  'accompaniment.ContratRemisASigner': ContratRemisASigner;
  'accompaniment.ContratSigne': ContratSigne;
  'accompaniment.ContratSuspendu': ContratSuspendu;
  'accompaniment.HeuresDeclarees': HeuresDeclarees;
  'accompaniment.RendezVousPris': RendezVousPris;
  'accompaniment.RendezVousTenu': RendezVousTenu;
  'commandes.DeciderOrientation': DeciderOrientation;
  'commandes.DeciderSanction': DeciderSanction;
  'commandes.SignerContrat': SignerContrat;
  'connector.PropositionOrientationRecue': PropositionOrientationRecue;
  'connector.PropositionSanctionRecue': PropositionSanctionRecue;
  'connector.TransmissionAcquittee': TransmissionAcquittee;
  'connector.TransmissionRefusee': TransmissionRefusee;
  'orientation.OrientationClose': OrientationClose;
  'orientation.OrientationDecidee': OrientationDecidee;
  'orientation.OrientationOuverte': OrientationOuverte;
  'orientation.PreconisationEnregistree': PreconisationEnregistree;
  'partenaires.PersonneOrientee': PersonneOrientee;
  'reponses.CommandeTraitee': CommandeTraitee;
  'sanctions.ContradictoireOuvert': ContradictoireOuvert;
  'sanctions.ObservationsRecues': ObservationsRecues;
  'sanctions.SanctionClassee': SanctionClassee;
  'sanctions.SanctionProposee': SanctionProposee;
  'sanctions.SuppressionDecidee': SuppressionDecidee;
  'sanctions.SuspensionDecidee': SuspensionDecidee;
  'sanctions.SuspensionLevee': SuspensionLevee;
  'usagers.DroitRsaFerme': DroitRsaFerme;
  'usagers.DroitRsaOuvert': DroitRsaOuvert;
  'usagers.FusionAnnulee': FusionAnnulee;
  'usagers.TraitementLimite': TraitementLimite;
  'usagers.UsagerEfface': UsagerEfface;
  'usagers.UsagerRattache': UsagerRattache;
  'usagers.UsagerRectifie': UsagerRectifie;
  'usagers.UsagersFusionnes': UsagersFusionnes;
};

/** Which event types travel on which topic. */
export type TopicEvents = {
  'relais.usagers.v1': 'usagers.DroitRsaFerme' | 'usagers.DroitRsaOuvert' | 'usagers.FusionAnnulee' | 'usagers.TraitementLimite' | 'usagers.UsagerEfface' | 'usagers.UsagerRattache' | 'usagers.UsagerRectifie' | 'usagers.UsagersFusionnes';
  'relais.orientation.v1': 'orientation.OrientationClose' | 'orientation.OrientationDecidee' | 'orientation.OrientationOuverte' | 'orientation.PreconisationEnregistree';
  'relais.connector.v1': 'connector.PropositionOrientationRecue' | 'connector.PropositionSanctionRecue' | 'connector.TransmissionAcquittee' | 'connector.TransmissionRefusee';
  'relais.sanctions.v1': 'sanctions.ContradictoireOuvert' | 'sanctions.ObservationsRecues' | 'sanctions.SanctionClassee' | 'sanctions.SanctionProposee' | 'sanctions.SuppressionDecidee' | 'sanctions.SuspensionDecidee' | 'sanctions.SuspensionLevee';
  'relais.accompaniment.v1': 'accompaniment.ContratOuvert' | 'accompaniment.ContratRefuse' | 'accompaniment.ContratRemisASigner' | 'accompaniment.ContratSigne' | 'accompaniment.ContratSuspendu' | 'accompaniment.HeuresDeclarees' | 'accompaniment.RendezVousPris' | 'accompaniment.RendezVousTenu';
  'relais.commandes.v1': 'commandes.DeciderOrientation' | 'commandes.DeciderSanction' | 'commandes.SignerContrat';
  'relais.reponses.v1': 'reponses.CommandeTraitee';
};

/** The Avro schemas of each event type, oldest first. */
export const schemas: Readonly<Record<keyof Events, readonly string[]>> = {
  'accompaniment.ContratOuvert': [
    "{\"type\":\"record\",\"name\":\"ContratOuvert\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Un contrat d'engagement est à signer avec l'organisme qui a reçu la personne : le délai d'un mois court (D. 5411-14-1 du code du travail).\",\"auteur\":[\"relais\"],\"article\":\"D. 5411-14-1 C. trav.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation décidée.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure qui a reçu la personne, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateNotification\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de notification de la décision d'orientation, d'où court le délai d'un mois.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour du délai d'un mois pour signer (D. 5411-14-1 du code du travail).\",\"source\":[\"relais\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle de délai appliquée, avec sa version (table des règles du service).\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'accompaniment.ContratRefuse': [
    "{\"type\":\"record\",\"name\":\"ContratRefuse\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"La personne refuse de signer le contrat d'engagement.\",\"auteur\":[\"structure_referente\"],\"article\":\"L. 262-37 I 1° CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateRefus\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date du refus.\",\"source\":[\"structure_referente\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure qui suit la personne, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a enregistré le refus (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"agentStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure de l'agent.\",\"format\":\"code_aurore\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'accompaniment.ContratRemisASigner': [
    "{\"type\":\"record\",\"name\":\"ContratRemisASigner\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Le contrat d'engagement est de nouveau à signer, et un nouveau mois court (D. 5411-8-2 du code du travail).\",\"auteur\":[\"relais\"],\"article\":\"D. 5411-8-2 C. trav.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation décidée.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"valeurs\":[\"REORIENTATION\",\"REPRISE\"],\"doc\":\"Pourquoi une nouvelle signature est due.\",\"source\":[\"relais\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure qui reçoit désormais la personne, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateNotification\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de notification de la décision d'orientation, d'où court le délai d'un mois.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour du délai d'un mois pour signer (D. 5411-14-1 du code du travail).\",\"source\":[\"relais\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle de délai appliquée, avec sa version (table des règles du service).\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'accompaniment.ContratSigne': [
    "{\"type\":\"record\",\"name\":\"ContratSigne\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Le contrat d'engagement est signé par la personne et par la structure qui la suit (L. 5411-6 du code du travail).\",\"auteur\":[\"structure_referente\"],\"article\":\"L. 5411-6 C. trav., L. 262-34 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateSignature\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la signature.\",\"source\":[\"structure_referente\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour du délai d'un mois qui courait à la signature.\",\"source\":[\"relais\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure signataire, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"minutesHebdomadaires\",\"type\":\"int\",\"doc\":\"Intensité d'activité convenue, en minutes par semaine (900 = 15 heures) ; 0 quand la personne est dispensée.\",\"unite\":\"minutes_par_semaine\",\"source\":[\"structure_referente\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"amenagement\",\"type\":\"string\",\"valeurs\":[\"AUCUN\",\"REDUCTION\",\"DISPENSE\"],\"doc\":\"Aménagement de l'intensité : aucun, réduction ou dispense. La raison, qui peut toucher à la santé, reste dans le service.\",\"source\":[\"structure_referente\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"signataireId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a enregistré la signature (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"signataireStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure de l'agent.\",\"format\":\"code_aurore\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'accompaniment.ContratSuspendu': [
    "{\"type\":\"record\",\"name\":\"ContratSuspendu\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Le contrat d'engagement est suspendu : la personne n'est plus soumise aux droits et devoirs.\",\"auteur\":[\"relais\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Motif de la suspension (celui de la clôture de l'orientation).\",\"format\":\"code_ouvert\",\"exemple\":\"HORS_DROITS_ET_DEVOIRS\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateSuspension\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la suspension.\",\"source\":[\"relais\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'accompaniment.HeuresDeclarees': [
    "{\"type\":\"record\",\"name\":\"HeuresDeclarees\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Les heures d'une activité sur une semaine sont déclarées au titre du contrat signé ; une nouvelle déclaration de la même semaine et de la même activité remplace la précédente.\",\"auteur\":[\"structure_referente\"],\"article\":\"L. 5411-6 C. trav.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"contratId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du contrat d'engagement.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"semaine\",\"type\":\"string\",\"doc\":\"Semaine ISO 8601 (2026-W48).\",\"format\":\"semaine_iso\",\"source\":[\"structure_referente\"],\"categorie\":\"activite\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"nature\",\"type\":\"string\",\"doc\":\"Code de l'activité (liste ouverte : ATELIER, IMMERSION, PERMIS…).\",\"format\":\"code_ouvert\",\"exemple\":\"ATELIER\",\"source\":[\"structure_referente\"],\"categorie\":\"activite\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"minutes\",\"type\":\"int\",\"doc\":\"Durée de cette activité sur la semaine, en minutes.\",\"unite\":\"minutes\",\"source\":[\"structure_referente\"],\"categorie\":\"activite\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"minutesHebdomadaires\",\"type\":\"int\",\"doc\":\"Intensité convenue au contrat, en minutes par semaine.\",\"unite\":\"minutes_par_semaine\",\"source\":[\"structure_referente\"],\"categorie\":\"activite\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure qui suit la personne, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a déclaré (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'accompaniment.RendezVousPris': [
    "{\"type\":\"record\",\"name\":\"RendezVousPris\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"Un rendez-vous d'accompagnement est pris avec la personne.\",\"auteur\":[\"structure_referente\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"rendezVousId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du rendez-vous.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateHeure\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant du rendez-vous.\",\"source\":[\"structure_referente\"],\"categorie\":\"rendez_vous\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"modalite\",\"type\":\"string\",\"valeurs\":[\"PHYSIQUE\",\"TELEPHONE\",\"VISIO\"],\"doc\":\"Comment la personne est reçue.\",\"source\":[\"structure_referente\"],\"categorie\":\"rendez_vous\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"valeurs\":[\"ACC\",\"ORI\",\"AUT\"],\"doc\":\"Objet : ACC premier rendez-vous d'accompagnement, ORI orientation, AUT autre.\",\"source\":[\"structure_referente\"],\"categorie\":\"rendez_vous\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure qui suit la personne, quand elle est désignée.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a pris le rendez-vous (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'accompaniment.RendezVousTenu': [
    "{\"type\":\"record\",\"name\":\"RendezVousTenu\",\"namespace\":\"fr.relais.accompaniment\",\"doc\":\"L'issue d'un rendez-vous est connue : honoré, personne absente, ou annulé.\",\"auteur\":[\"structure_referente\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"rendezVousId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du rendez-vous.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"issue\",\"type\":\"string\",\"valeurs\":[\"HONORE\",\"ABSENT\",\"ANNULE\"],\"doc\":\"Issue du rendez-vous.\",\"source\":[\"structure_referente\"],\"categorie\":\"rendez_vous\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateConstat\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Jour où l'issue a été enregistrée.\",\"source\":[\"relais\"],\"categorie\":\"rendez_vous\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui l'a enregistrée (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"structure_referente\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'commandes.DeciderOrientation': [
    "{\"type\":\"record\",\"name\":\"DeciderOrientation\",\"namespace\":\"fr.relais.commandes\",\"doc\":\"Le département, par son propre outil, demande d'enregistrer la décision d'un de ses agents sur l'orientation d'une personne.\",\"auteur\":[\"departement\"],\"article\":\"D. 262-65-2 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui décide, tel que le connaît l'outil du département.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"sens\",\"type\":\"string\",\"valeurs\":[\"ACCEPTEE\",\"REFUSEE\"],\"doc\":\"Accord ou refus de la préconisation.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"parcours\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Parcours choisi, en cas de refus : PED, PSP ou PSO.\",\"format\":\"code_parcours\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"organisme\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Organisme choisi, en cas de refus : CD, DCD, FT, ML, CE, CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme de la structure.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}],\"default\":null,\"doc\":\"Structure référente désignée.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"motifRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Motif du refus, de la liste publiée par France Travail.\",\"format\":\"code_refus_preconisation\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"commentaireRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Commentaire du refus, à l'attention de France Travail.\",\"format\":\"texte\",\"exemple\":\"La personne garde un enfant en bas âge.\",\"source\":[\"departement\"],\"categorie\":\"texte_libre\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"versionAttendue\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Version du dossier sur laquelle la décision a été prise ; absente, la décision vaut pour la version présente.\",\"unite\":\"numero\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'commandes.DeciderSanction': [
    "{\"type\":\"record\",\"name\":\"DeciderSanction\",\"namespace\":\"fr.relais.commandes\",\"doc\":\"Le département, par son propre outil, demande d'enregistrer la décision d'un de ses agents sur un dossier de sanction : suspendre, supprimer ou classer.\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui décide, tel que le connaît l'outil du département.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"sens\",\"type\":\"string\",\"valeurs\":[\"SUSPENDRE\",\"SUPPRIMER\",\"CLASSER\"],\"doc\":\"Suspendre, supprimer, ou classer sans sanction.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"taux\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Part du RSA suspendue ou supprimée, en pour cent.\",\"unite\":\"pour_cent\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dureeMois\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Durée, en mois.\",\"unite\":\"mois\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"rang\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Premier manquement (PREMIER), ou persistance ou réitération (REITERATION) ; absent, selon l'historique connu.\",\"format\":\"code_ouvert\",\"exemple\":\"REITERATION\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"sanctionPrecedenteLe\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date d'une sanction antérieure, décidée avant d'être connue ici.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"composition\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Composition\",\"fields\":[{\"name\":\"nombrePersonnes\",\"type\":\"int\",\"doc\":\"Personnes du foyer, enfants compris.\",\"unite\":\"personnes\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"majorationParentIsole\",\"type\":\"boolean\",\"doc\":\"Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF).\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}],\"default\":null,\"doc\":\"Composition du foyer, vérifiée par l'agent (R. 262-68-6 CASF).\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"avisEquipeLe\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date de l'avis de l'équipe pluridisciplinaire, pour une suppression.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"motif\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Pourquoi classer : MOTIF_LEGITIME, PAS_DE_SANCTION ou DROIT_FERME.\",\"format\":\"code_ouvert\",\"exemple\":\"MOTIF_LEGITIME\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"versionAttendue\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Version du dossier sur laquelle la décision a été prise ; absente, la décision vaut pour la version présente.\",\"unite\":\"numero\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'commandes.SignerContrat': [
    "{\"type\":\"record\",\"name\":\"SignerContrat\",\"namespace\":\"fr.relais.commandes\",\"doc\":\"Le département, par son propre outil, demande d'enregistrer la signature du contrat d'engagement d'une personne qu'il suit. Une signature avec aménagement passe par HTTP : sa raison, qui peut toucher à la santé, ne circule pas sur le bus.\",\"auteur\":[\"departement\"],\"article\":\"L. 5411-6 C. trav.\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui enregistre la signature, tel que le connaît l'outil du département.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateSignature\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la signature.\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"intensiteHebdomadaire\",\"type\":[\"null\",\"double\"],\"default\":null,\"doc\":\"Heures d'activité convenues par semaine, en quarts d'heure ; absentes, 15 heures. En dessous de 15, la signature passe par HTTP.\",\"unite\":\"heures_par_semaine\",\"source\":[\"departement\"],\"categorie\":\"contrat\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"versionAttendue\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Version du dossier sur laquelle la demande a été faite ; absente, la demande vaut pour la version présente.\",\"unite\":\"numero\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.PropositionOrientationRecue': [
    "{\"type\":\"record\",\"name\":\"PropositionOrientationRecue\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail propose une orientation et attend la décision du département (activité ACT382).\",\"auteur\":[\"france_travail\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"identifiantActivite\",\"type\":\"string\",\"doc\":\"Identifiant de l'activité chez France Travail.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours préconisé : PED, PSP, PSO, EO, IND, ou un code plus récent.\",\"format\":\"code_parcours\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme préconisé : CD, DCD, FT, ML, CE, CAF, IND, ou un code plus récent.\",\"format\":\"code_organisme\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}],\"default\":null,\"doc\":\"Structure préconisée, quand elle est donnée.\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateCreation\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de création de l'activité.\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateEcheance\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null,\"doc\":\"Échéance de l'activité chez France Travail.\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.PropositionSanctionRecue': [
    "{\"type\":\"record\",\"name\":\"PropositionSanctionRecue\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail propose une sanction du RSA et attend que le département l'instruise (ACT366) ou la traite (ACT370).\",\"auteur\":[\"france_travail\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"identifiantActivite\",\"type\":\"string\",\"doc\":\"Identifiant de l'activité chez France Travail.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"codeActivite\",\"type\":\"string\",\"doc\":\"Code de l'activité : ACT366, ACT370.\",\"format\":\"code_activite\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":\"string\",\"doc\":\"Identifiant de la conséquence de sanction chez France Travail.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"identifiantManquement\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant du manquement chez France Travail.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"typeSanction\",\"type\":\"string\",\"doc\":\"Sanction proposée : SUSP_RSA, SUPPR_RSA, ou un code plus récent.\",\"format\":\"code_france_travail\",\"exemple\":\"SUSP_RSA\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"familleManquement\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Famille du manquement : F01 obligations du contrat, F03 refus du contrat, F04 second refus d'une offre, ou un code plus récent.\",\"format\":\"code_france_travail\",\"exemple\":\"F01\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"naturesDefaut\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Natures des défauts constatés (N23…), telles que France Travail les code.\",\"format\":\"code_france_travail\",\"exemple\":\"N23\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateManquement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date du manquement.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateAvertissement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date à laquelle France Travail a averti la personne.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"modalite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"P : le montant est un pourcentage ; M : des euros.\",\"format\":\"code_france_travail\",\"exemple\":\"P\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"montant\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Montant proposé, selon la modalité.\",\"unite\":\"euros_ou_pour_cent\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dureeMois\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Durée proposée, en mois.\",\"unite\":\"mois\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"delegation\",\"type\":\"boolean\",\"doc\":\"France Travail a délégation pour décider de cette sanction.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateCreation\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de création de l'activité.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateEcheance\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null,\"doc\":\"Échéance de l'activité chez France Travail.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.TransmissionAcquittee': [
    "{\"type\":\"record\",\"name\":\"TransmissionAcquittee\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail a pris en compte ce qui lui a été transmis.\",\"auteur\":[\"france_travail\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"transmissionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de la transmission.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"faitId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'événement transmis.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"api\",\"type\":\"string\",\"doc\":\"API de France Travail appelée.\",\"format\":\"nom_technique\",\"exemple\":\"orientation\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"Opération appelée.\",\"format\":\"nom_technique\",\"exemple\":\"decisionOrientation\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"acquitteeLe\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de la réponse.\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"parRelecture\",\"type\":\"boolean\",\"doc\":\"Vrai quand l'accord a été constaté en relisant France Travail, la réponse ayant été perdue.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"parConstat\",\"type\":\"boolean\",\"default\":false,\"doc\":\"Vrai quand l'accord a été constaté chez France Travail par un agent, rien ne permettant de le relire.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'connector.TransmissionRefusee': [
    "{\"type\":\"record\",\"name\":\"TransmissionRefusee\",\"namespace\":\"fr.relais.connector\",\"doc\":\"France Travail a refusé ce qui lui a été transmis : le département doit corriger.\",\"auteur\":[\"france_travail\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"transmissionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de la transmission.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"faitId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'événement transmis.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"api\",\"type\":\"string\",\"doc\":\"API de France Travail appelée.\",\"format\":\"nom_technique\",\"exemple\":\"orientation\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"operation\",\"type\":\"string\",\"doc\":\"Opération appelée.\",\"format\":\"nom_technique\",\"exemple\":\"decisionOrientation\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code rendu par France Travail, tel quel, ou statut HTTP.\",\"format\":\"code_france_travail\",\"exemple\":\"R002\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"aFaire\",\"type\":\"string\",\"doc\":\"Ce que l'agent peut faire, en français.\",\"format\":\"texte\",\"exemple\":\"Vérifiez que la personne est bien suivie par votre structure, puis renvoyez.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"refuseeLe\",\"type\":{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"},\"doc\":\"Instant de la réponse.\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'orientation.OrientationClose': [
    "{\"type\":\"record\",\"name\":\"OrientationClose\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"L'orientation n'est plus à prendre : le droit de la personne est fermé.\",\"auteur\":[\"relais\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Motif de clôture.\",\"format\":\"code_ouvert\",\"exemple\":\"HORS_DROITS_ET_DEVOIRS\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateCloture\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de clôture.\",\"source\":[\"relais\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'orientation.OrientationDecidee': [
    "{\"type\":\"record\",\"name\":\"OrientationDecidee\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"Le président du conseil départemental, par un agent habilité, a décidé l'orientation : accord avec la préconisation, ou refus avec son propre choix.\",\"auteur\":[\"departement\"],\"article\":\"D. 262-65-2 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sens\",\"type\":\"string\",\"valeurs\":[\"ACCEPTEE\",\"REFUSEE\",\"REORIENTATION\"],\"doc\":\"Accord ou refus de la préconisation, ou réorientation d'une personne déjà orientée.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"parcours\",\"type\":\"string\",\"valeurs\":[\"PED\",\"PSP\",\"PSO\"],\"doc\":\"Parcours décidé : PED professionnel, PSP socio-professionnel, PSO social.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}],\"default\":null,\"doc\":\"Structure référente désignée, quand elle est choisie.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motifRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Motif du refus, de la liste publiée par France Travail.\",\"format\":\"code_refus_preconisation\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"commentaireRefus\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Commentaire du refus, à l'attention de France Travail (texte libre).\",\"format\":\"texte\",\"exemple\":\"La personne garde un enfant en bas âge.\",\"source\":[\"departement\"],\"categorie\":\"texte_libre\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'orientation.OrientationOuverte': [
    "{\"type\":\"record\",\"name\":\"OrientationOuverte\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"Une orientation est à prendre : le délai légal de six semaines court (D. 262-65-2 CASF).\",\"auteur\":[\"relais\"],\"article\":\"D. 262-65-2 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de réception de l'information par le département.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour où le président du conseil départemental est compétent ; au-delà, France Travail oriente.\",\"source\":[\"relais\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle de délai appliquée, avec sa version (table des règles du service).\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'orientation.PreconisationEnregistree': [
    "{\"type\":\"record\",\"name\":\"PreconisationEnregistree\",\"namespace\":\"fr.relais.orientation\",\"doc\":\"La préconisation de France Travail est attachée à l'orientation à prendre.\",\"auteur\":[\"france_travail\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"orientationId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'orientation.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"identifiantActivite\",\"type\":\"string\",\"doc\":\"Identifiant de l'activité ACT382 chez France Travail.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"parcours\",\"type\":\"string\",\"doc\":\"Parcours préconisé : PED, PSP, PSO, EO ou IND.\",\"format\":\"code_parcours\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"organisme\",\"type\":\"string\",\"doc\":\"Organisme préconisé : CD, DCD, FT, ML, CE, CAF ou IND.\",\"format\":\"code_organisme\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"structure\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Structure\",\"fields\":[{\"name\":\"code\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure (trois lettres, quatre chiffres).\",\"format\":\"code_aurore\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"type\",\"type\":\"string\",\"doc\":\"Type d'organisme : CD, DCD, FT, ML, CE ou CAF.\",\"format\":\"code_organisme\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}],\"default\":null,\"doc\":\"Structure préconisée, quand France Travail la donne.\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"datePreconisation\",\"type\":[\"null\",{\"type\":\"long\",\"logicalType\":\"timestamp-millis\"}],\"default\":null,\"doc\":\"Instant de la préconisation chez France Travail.\",\"source\":[\"france_travail\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'partenaires.PersonneOrientee': [
    "{\"type\":\"record\",\"name\":\"PersonneOrientee\",\"namespace\":\"fr.relais.partenaires\",\"doc\":\"Une personne est orientée vers la structure destinataire.\",\"auteur\":[\"departement\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"parcours\",\"type\":\"string\",\"valeurs\":[\"PED\",\"PSP\",\"PSO\"],\"doc\":\"Parcours décidé.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"organisme\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Organisme référent désigné.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"structureCode\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure référente.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"orientation\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"ML\",\"CE\"]}]}",
  ],
  'reponses.CommandeTraitee': [
    "{\"type\":\"record\",\"name\":\"CommandeTraitee\",\"namespace\":\"fr.relais.reponses\",\"doc\":\"Une commande reçue sur le bus a été traitée : acceptée, ou refusée avec son code.\",\"auteur\":[\"relais\"],\"article\":\"sans objet : fait technique\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"commandeId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant (ce_id) de la commande.\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"commande\",\"type\":\"string\",\"doc\":\"Type de la commande.\",\"format\":\"type_evenement\",\"exemple\":\"commandes.DeciderOrientation\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"resultat\",\"type\":\"string\",\"valeurs\":[\"ACCEPTEE\",\"REFUSEE\"],\"doc\":\"Ce qui a été décidé.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"code\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Code stable du refus.\",\"format\":\"code_refus\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"message\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Ce que l'agent peut faire, en français.\",\"format\":\"texte\",\"exemple\":\"L'orientation a déjà été décidée. Relisez le dossier.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"version\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Version du dossier après la commande.\",\"unite\":\"numero\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.ContradictoireOuvert': [
    "{\"type\":\"record\",\"name\":\"ContradictoireOuvert\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"La personne est informée des faits et de la sanction encourue : elle peut présenter ses observations, assistée si elle le veut (L. 262-37 III CASF).\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37 III CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"typeSanction\",\"type\":\"string\",\"valeurs\":[\"SUSPENSION\",\"SUPPRESSION\"],\"doc\":\"Sanction annoncée à la personne.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"taux\",\"type\":\"int\",\"doc\":\"Part du RSA annoncée, en pour cent.\",\"unite\":\"pour_cent\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dureeMois\",\"type\":\"int\",\"doc\":\"Durée annoncée, en mois.\",\"unite\":\"mois\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de réception par la personne, de date certaine : départ du délai.\",\"source\":[\"usager\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"jours\",\"type\":\"int\",\"doc\":\"Jours laissés pour présenter des observations.\",\"unite\":\"jours\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateLimite\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour pour présenter des observations ; la décision est possible le lendemain.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"plusSevere\",\"type\":\"boolean\",\"doc\":\"La sanction annoncée dépasse la proposition : l'agent qui l'annonce en est l'auteur.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui ouvre le contradictoire.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateOuverture\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de l'ouverture.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle appliquée, avec sa version.\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.ObservationsRecues': [
    "{\"type\":\"record\",\"name\":\"ObservationsRecues\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"La personne a présenté ses observations.\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37 III CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de réception, ou de l'audition.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"forme\",\"type\":\"string\",\"valeurs\":[\"ECRITES\",\"ORALES\"],\"doc\":\"Écrites, ou orales.\",\"source\":[\"usager\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"assistee\",\"type\":\"boolean\",\"doc\":\"La personne était assistée.\",\"source\":[\"usager\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"motifLegitime\",\"type\":\"string\",\"valeurs\":[\"AUCUN\",\"INVOQUE\",\"RETENU\"],\"doc\":\"Motif légitime : aucun, invoqué, ou retenu par le département (la sanction est alors exclue).\",\"source\":[\"usager\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"agentId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui enregistre.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.SanctionClassee': [
    "{\"type\":\"record\",\"name\":\"SanctionClassee\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"Le dossier est classé sans sanction.\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"motif\",\"type\":\"string\",\"valeurs\":[\"MOTIF_LEGITIME\",\"PAS_DE_SANCTION\",\"DROIT_FERME\"],\"doc\":\"Pourquoi : motif légitime, droit fermé, ou pas de sanction.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'sanctions.SanctionProposee': [
    "{\"type\":\"record\",\"name\":\"SanctionProposee\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"Un dossier de sanction est ouvert : par une proposition de France Travail, ou par un agent du département.\",\"auteur\":[\"france_travail\",\"departement\"],\"article\":\"L. 262-37, R. 262-69 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"auteur\",\"type\":\"string\",\"valeurs\":[\"FT\",\"CD\"],\"doc\":\"Qui propose : France Travail ou le département.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"proposeurId\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'agent du département qui propose.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"typeSanction\",\"type\":\"string\",\"valeurs\":[\"SUSPENSION\",\"SUPPRESSION\"],\"doc\":\"Sanction proposée.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"manquement\",\"type\":\"string\",\"valeurs\":[\"REFUS_ELABORER\",\"REFUS_ACTUALISER\",\"OBLIGATIONS_CONTRAT\",\"REFUS_OFFRES\",\"AUTRE\"],\"doc\":\"Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateManquement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date du manquement.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateAvertissement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date à laquelle France Travail a averti la personne.\",\"source\":[\"france_travail\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"taux\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Part du RSA proposée, en pour cent ; absente quand la proposition est en euros.\",\"unite\":\"pour_cent\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dureeMois\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Durée proposée, en mois.\",\"unite\":\"mois\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"nombrePersonnes\",\"type\":[\"null\",\"int\"],\"default\":null,\"doc\":\"Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants.\",\"unite\":\"personnes\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"majorationParentIsole\",\"type\":\"boolean\",\"doc\":\"Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF).\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"compositionOrigine\",\"type\":[\"null\",\"string\"],\"valeurs\":[\"FLUX\",\"AGENT\"],\"default\":null,\"doc\":\"D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"dateProposition\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la proposition.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"echeance\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Dernier jour pour instruire la proposition.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle appliquée, avec sa version.\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.SuppressionDecidee': [
    "{\"type\":\"record\",\"name\":\"SuppressionDecidee\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"Le président du conseil départemental supprime tout ou partie du RSA, après avis de l'équipe pluridisciplinaire (L. 262-37 et L. 262-39 CASF).\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37, L. 262-39 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"manquement\",\"type\":\"string\",\"valeurs\":[\"REFUS_ELABORER\",\"REFUS_ACTUALISER\",\"OBLIGATIONS_CONTRAT\",\"REFUS_OFFRES\",\"AUTRE\"],\"doc\":\"Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateManquement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date du manquement.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"rang\",\"type\":\"string\",\"valeurs\":[\"PREMIER\",\"REITERATION\"],\"doc\":\"Premier manquement, ou persistance ou réitération.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"taux\",\"type\":\"int\",\"doc\":\"Part du RSA suspendue ou supprimée, en pour cent.\",\"unite\":\"pour_cent\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dureeMois\",\"type\":\"int\",\"doc\":\"Durée, en mois.\",\"unite\":\"mois\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"nombrePersonnes\",\"type\":\"int\",\"doc\":\"Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants.\",\"unite\":\"personnes\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"majorationParentIsole\",\"type\":\"boolean\",\"doc\":\"Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF).\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"compositionOrigine\",\"type\":\"string\",\"valeurs\":[\"FLUX\",\"AGENT\"],\"doc\":\"D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"avisEquipeLe\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de l'avis de l'équipe pluridisciplinaire (L. 262-39 CASF).\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateNotification\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la notification à la personne : départ de la mesure.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateFin\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Terme de la mesure, sauf levée.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle appliquée, avec sa version.\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.SuspensionDecidee': [
    "{\"type\":\"record\",\"name\":\"SuspensionDecidee\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"Le président du conseil départemental suspend tout ou partie du RSA (L. 262-37 CASF).\",\"auteur\":[\"departement\"],\"article\":\"L. 262-37 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"manquement\",\"type\":\"string\",\"valeurs\":[\"REFUS_ELABORER\",\"REFUS_ACTUALISER\",\"OBLIGATIONS_CONTRAT\",\"REFUS_OFFRES\",\"AUTRE\"],\"doc\":\"Nature du manquement (L. 262-37 CASF) : refus d'élaborer ou d'actualiser le contrat, obligations du contrat, second refus d'une offre raisonnable d'emploi.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateManquement\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date du manquement.\",\"source\":[\"france_travail\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"rang\",\"type\":\"string\",\"valeurs\":[\"PREMIER\",\"REITERATION\"],\"doc\":\"Premier manquement, ou persistance ou réitération.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"taux\",\"type\":\"int\",\"doc\":\"Part du RSA suspendue ou supprimée, en pour cent.\",\"unite\":\"pour_cent\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dureeMois\",\"type\":\"int\",\"doc\":\"Durée, en mois.\",\"unite\":\"mois\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"nombrePersonnes\",\"type\":\"int\",\"doc\":\"Personnes du foyer à cette date (R. 262-68-6 CASF) ; le flux ne dit pas les enfants.\",\"unite\":\"personnes\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"majorationParentIsole\",\"type\":\"boolean\",\"doc\":\"Le foyer perçoit la majoration pour parent isolé (L. 262-9 CASF).\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"compositionOrigine\",\"type\":\"string\",\"valeurs\":[\"FLUX\",\"AGENT\"],\"doc\":\"D'où vient la composition du foyer : du flux CAF ou MSA, ou d'un agent qui l'a vérifiée.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateNotification\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la notification à la personne : départ de la mesure.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateFin\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Terme de la mesure, sauf levée.\",\"source\":[\"relais\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"regle\",\"type\":\"string\",\"doc\":\"Règle appliquée, avec sa version.\",\"format\":\"regle\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'sanctions.SuspensionLevee': [
    "{\"type\":\"record\",\"name\":\"SuspensionLevee\",\"namespace\":\"fr.relais.sanctions\",\"doc\":\"La suspension prend fin avant son terme (R. 262-68 et R. 262-68-1 CASF).\",\"auteur\":[\"departement\"],\"article\":\"R. 262-68, R. 262-68-1 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"sanctionId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant du dossier de sanction.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"motif\",\"type\":\"string\",\"valeurs\":[\"CONTRAT_ETABLI\",\"OBLIGATIONS_RESPECTEES\",\"RETRAIT\"],\"doc\":\"Pourquoi : le contrat est établi, les obligations sont respectées, ou la décision est retirée.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateLevee\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la levée.\",\"source\":[\"departement\"],\"categorie\":\"sanction\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui lève la suspension.\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"identifiantActivite\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de l'activité chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"idConsequenceSanction\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Identifiant de la conséquence de sanction chez France Travail, quand la proposition vient de lui.\",\"format\":\"identifiant_france_travail\",\"source\":[\"france_travail\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'usagers.DroitRsaFerme': [
    "{\"type\":\"record\",\"name\":\"DroitRsaFerme\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Le droit au RSA d'un usager n'est plus ouvert, ou il n'est plus soumis aux droits et devoirs.\",\"auteur\":[\"caf_msa\",\"departement\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"foyerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne du foyer RSA.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Motif de la fermeture (code du flux, ou HORS_DROITS_ET_DEVOIRS).\",\"format\":\"code_ouvert\",\"exemple\":\"HORS_DROITS_ET_DEVOIRS\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateConstat\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date à laquelle le département a constaté la fermeture.\",\"source\":[\"departement\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]}]}",
  ],
  'usagers.DroitRsaOuvert': [
    "{\"type\":\"record\",\"name\":\"DroitRsaOuvert\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Un usager soumis aux droits et devoirs a un droit au RSA ouvert : l'information d'ouverture est parvenue au département (D. 262-65-2 CASF).\",\"auteur\":[\"caf_msa\",\"departement\"],\"article\":\"D. 262-65-2 CASF\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"foyerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne du foyer RSA.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"role\",\"type\":\"string\",\"doc\":\"Rôle de la personne dans le foyer, selon la CAF ou la MSA (DEM, CJT…).\",\"format\":\"code_flux\",\"exemple\":\"DEM\",\"source\":[\"caf_msa\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"organismePayeur\",\"type\":\"string\",\"valeurs\":[\"CAF\",\"MSA\"],\"doc\":\"Organisme payeur du RSA.\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateDemande\",\"type\":[\"null\",{\"type\":\"int\",\"logicalType\":\"date\"}],\"default\":null,\"doc\":\"Date de la demande de RSA.\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"dateReception\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date à laquelle les services du département ont reçu l'information : départ du délai de six semaines (D. 262-65-2 CASF).\",\"source\":[\"departement\"],\"categorie\":\"droit_rsa\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\"]},{\"name\":\"origine\",\"type\":\"string\",\"valeurs\":[\"FLUX_CAF_MSA\",\"FICHIER_DEPARTEMENT\"],\"doc\":\"D'où vient le fait.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]},{\"name\":\"codeInsee\",\"type\":[\"null\",\"string\"],\"default\":null,\"doc\":\"Code INSEE de la commune où vit le foyer (33063, 2A004) ; absent quand le flux ne le donne pas.\",\"format\":\"code_commune\",\"source\":[\"caf_msa\",\"departement\"],\"categorie\":\"adresse\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]}]}",
  ],
  'usagers.FusionAnnulee': [
    "{\"type\":\"record\",\"name\":\"FusionAnnulee\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Un agent a annulé une fusion : les deux fiches sont de nouveau deux personnes. Dit dans l'histoire de chacune des deux.\",\"auteur\":[\"departement\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"gardeId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"La fiche qui avait été gardée (UUID interne).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"absorbeId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"La fiche qui avait été absorbée (UUID interne).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de l'annulation.\",\"source\":[\"departement\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
  'usagers.TraitementLimite': [
    "{\"type\":\"record\",\"name\":\"TraitementLimite\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Le traitement des données de l'usager est limité, ou ne l'est plus : pendant ce temps, rien n'est lu ni transmis hors du département.\",\"auteur\":[\"usager\",\"departement\"],\"article\":\"article 18 du RGPD\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"limite\",\"type\":\"boolean\",\"doc\":\"Vrai : le traitement est limité ; faux : il ne l'est plus.\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'usagers.UsagerEfface': [
    "{\"type\":\"record\",\"name\":\"UsagerEfface\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"L'identité de l'usager est détruite : chaque service efface ce qu'il détient de personnel sous cet identifiant.\",\"auteur\":[\"departement\",\"relais\"],\"article\":\"article 17 du RGPD\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"effacementId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant de l'effacement (UUID) : celui de son rapport.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]}]}",
  ],
  'usagers.UsagerRattache': [
    "{\"type\":\"record\",\"name\":\"UsagerRattache\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Une structure suit désormais l'usager : ses agents habilités peuvent consulter son dossier.\",\"auteur\":[\"relais\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structureCode\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure qui suit la personne.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"structureType\",\"type\":\"string\",\"valeurs\":[\"CD\",\"DCD\",\"FT\",\"ML\",\"CE\",\"CAF\"],\"doc\":\"Type de cette structure.\",\"source\":[\"departement\"],\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"depuis\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Premier jour du rattachement.\",\"source\":[\"relais\"],\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"motif\",\"type\":\"string\",\"doc\":\"Pourquoi : ORIENTATION, OUVERTURE_DROIT…\",\"format\":\"code_ouvert\",\"exemple\":\"ORIENTATION\",\"source\":[\"relais\"],\"categorie\":\"rattachement\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'usagers.UsagerRectifie': [
    "{\"type\":\"record\",\"name\":\"UsagerRectifie\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"L'identité ou l'adresse de l'usager est rectifiée : qui s'en sert la relit.\",\"auteur\":[\"usager\",\"departement\"],\"article\":\"article 16 du RGPD\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"champs\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"doc\":\"Noms des champs qui ont changé, sans leur valeur : qui en a besoin les relit.\",\"format\":\"nom_technique\",\"exemple\":\"nom\",\"source\":[\"relais\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]}]}",
  ],
  'usagers.UsagersFusionnes': [
    "{\"type\":\"record\",\"name\":\"UsagersFusionnes\",\"namespace\":\"fr.relais.usagers\",\"doc\":\"Un agent a décidé que deux fiches sont la même personne : l'une est gardée, l'autre est retrouvée sous elle. Dit dans l'histoire de chacune des deux.\",\"auteur\":[\"departement\"],\"article\":\"à confirmer\",\"fields\":[{\"name\":\"usagerId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"Identifiant interne de l'usager (UUID aléatoire, sans signification).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"departement\",\"type\":\"string\",\"doc\":\"Code INSEE du département (33, 2A, 974).\",\"format\":\"code_departement\",\"source\":[\"departement\"],\"categorie\":\"technique\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\",\"FT\",\"ML\",\"CE\"]},{\"name\":\"gardeId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"La fiche gardée (UUID interne).\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"absorbeId\",\"type\":{\"type\":\"string\",\"logicalType\":\"uuid\"},\"doc\":\"La fiche absorbée (UUID interne) ; ce qui a été dit d'elle reste sous cet identifiant.\",\"source\":[\"relais\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"pseudonyme\",\"destinataires\":[\"CD\"]},{\"name\":\"dateDecision\",\"type\":{\"type\":\"int\",\"logicalType\":\"date\"},\"doc\":\"Date de la décision.\",\"source\":[\"departement\"],\"categorie\":\"identifiant_interne\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"decideurId\",\"type\":\"string\",\"doc\":\"Identifiant de l'agent qui a décidé (pseudonyme du référentiel des agents).\",\"format\":\"identifiant_agent\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"personnelle\",\"destinataires\":[\"CD\"]},{\"name\":\"decideurStructure\",\"type\":\"string\",\"doc\":\"Code Aurore de la structure du décideur.\",\"format\":\"code_aurore\",\"source\":[\"departement\"],\"categorie\":\"agent\",\"sensibilite\":\"ordinaire\",\"destinataires\":[\"CD\"]}]}",
  ],
};

export const topics = {
  "relais.usagers.v1": {
    "owner": "usagers",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "usagers.DroitRsaFerme",
      "usagers.DroitRsaOuvert",
      "usagers.FusionAnnulee",
      "usagers.TraitementLimite",
      "usagers.UsagerEfface",
      "usagers.UsagerRattache",
      "usagers.UsagerRectifie",
      "usagers.UsagersFusionnes"
    ]
  },
  "relais.orientation.v1": {
    "owner": "orientation",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "orientation.OrientationClose",
      "orientation.OrientationDecidee",
      "orientation.OrientationOuverte",
      "orientation.PreconisationEnregistree"
    ]
  },
  "relais.connector.v1": {
    "owner": "connector",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "connector.PropositionOrientationRecue",
      "connector.PropositionSanctionRecue",
      "connector.TransmissionAcquittee",
      "connector.TransmissionRefusee"
    ]
  },
  "relais.sanctions.v1": {
    "owner": "sanctions",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "sanctions.ContradictoireOuvert",
      "sanctions.ObservationsRecues",
      "sanctions.SanctionClassee",
      "sanctions.SanctionProposee",
      "sanctions.SuppressionDecidee",
      "sanctions.SuspensionDecidee",
      "sanctions.SuspensionLevee"
    ]
  },
  "relais.accompaniment.v1": {
    "owner": "accompaniment",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": -1,
    "types": [
      "accompaniment.ContratOuvert",
      "accompaniment.ContratRefuse",
      "accompaniment.ContratRemisASigner",
      "accompaniment.ContratSigne",
      "accompaniment.ContratSuspendu",
      "accompaniment.HeuresDeclarees",
      "accompaniment.RendezVousPris",
      "accompaniment.RendezVousTenu"
    ]
  },
  "relais.commandes.v1": {
    "owner": "departement",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": 604800000,
    "sequenced": false,
    "types": [
      "commandes.DeciderOrientation",
      "commandes.DeciderSanction",
      "commandes.SignerContrat"
    ]
  },
  "relais.reponses.v1": {
    "owner": "orientation",
    "key": "usagerId",
    "partitions": 6,
    "retentionMs": 604800000,
    "sequenced": false,
    "types": [
      "reponses.CommandeTraitee"
    ]
  }
} as const;
