/** What codes are called on the pages. A code that is not here is shown as it is. */
const tables = {
  parcours: {
    PED: 'Professionnel',
    PSP: 'Socio-professionnel',
    PSO: 'Social',
    IND: 'Indéterminé',
    EO: 'Entretien d’orientation',
  },
  organisme: {
    CD: 'Conseil départemental',
    DCD: 'Délégataire du département',
    FT: 'France Travail',
    ML: 'Mission locale',
    CE: 'Cap emploi',
    CAF: 'CAF',
  },
  motif: {
    DECLARATION_INEXACTE: 'Déclaration inexacte',
    SITUATION_NON_COUVERTE: 'Situation non couverte par les critères',
    APPRECIATION_DIFFERENTE: 'Appréciation différente de la situation',
    MANQUE_CAPACITE_ACCUEIL: 'Manque de capacité d’accueil',
    ENTRETIEN_ORIENTATION: 'Issue de l’entretien d’orientation',
    AUTRE: 'Autre motif',
  },
  statut: { A_PRENDRE: 'À prendre', DECIDEE: 'Décidées', CLOSE: 'Closes', ANNONCEE: 'Annoncées par France Travail' },
  role: { DECIDEUR: 'Décideur', GESTIONNAIRE: 'Gestionnaire', REFERENT: 'Référent', EXPLOITANT: 'Exploitant', PILOTE: 'Pilotage' },
  transmission: {
    EN_ATTENTE: 'En attente d’envoi',
    EN_COURS: 'Envoi en cours',
    A_RELIRE: 'Réponse à vérifier',
    ACQUITTEE: 'Prise en compte',
    REFUSEE: 'Refusée',
    A_TRAITER: 'À traiter par une personne',
  },
  contrat: { A_SIGNER: 'À signer', SIGNE: 'Signé', REFUSE: 'Refusé', SUSPENDU: 'Suspendu' },
  reduction: {
    SANTE: 'Santé',
    HANDICAP: 'Handicap',
    INVALIDITE: 'Invalidité',
    PARENT_ISOLE_SANS_GARDE: 'Parent isolé sans solution de garde',
    PROCHE_AIDANT: 'Proche aidant',
    SITUATION_INDIVIDUELLE: 'Situation individuelle',
  },
  sanction: { SUSPENSION: 'Suspension', SUPPRESSION: 'Suppression', SUSP_RSA: 'Suspension', SUPPR_RSA: 'Suppression' },
  classement: { MOTIF_LEGITIME: 'Motif légitime', PAS_DE_SANCTION: 'Pas de sanction', DROIT_FERME: 'Droit fermé' },
  levee: { CONTRAT_ETABLI: 'Contrat établi', OBLIGATIONS_RESPECTEES: 'Obligations respectées', RETRAIT: 'Décision retirée' },
  modalite: { PHYSIQUE: 'Sur place', TELEPHONE: 'Par téléphone', VISIO: 'En visioconférence' },
  issue: { HONORE: 'Honoré', ABSENT: 'Personne absente', ANNULE: 'Annulé' },
  operation: {
    decisionOrientation: 'Décision d’orientation',
    reorientation: 'Réorientation',
    signerContrat: 'Signature du contrat d’engagement',
    refuserContrat: 'Refus du contrat d’engagement',
    evenementSanctionRSA: 'Suite donnée à une proposition de sanction',
    decisionSanctionRSAPartenaire: 'Sanction décidée par le département',
  },
  service: { usagers: 'référentiel usagers', orientation: 'orientation', accompaniment: 'accompagnement', sanctions: 'sanctions', connector: 'échanges avec France Travail' },
  livraison: { EN_ATTENTE: 'En attente', LIVREE: 'Livrée', MORTE: 'Abandonnée' },
} as const;

type Table = keyof typeof tables;

export const labelOf = (table: Table, code: string): string => (tables[table] as Record<string, string>)[code] ?? code;

/** Codes and labels of a table, for a list to choose from. */
export const choicesOf = (table: Table, except: readonly string[] = []): readonly (readonly [string, string])[] =>
  Object.entries(tables[table]).filter(([code]) => !except.includes(code));

/** `Professionnel, France Travail`, with the structure when there is one. */
export const orientationText = ({ parcours, organisme, structure }: { parcours: string; organisme: string; structure: { code: string } | null }): string =>
  `${labelOf('parcours', parcours)}, ${labelOf('organisme', organisme)}${structure ? ` (${structure.code})` : ''}`;
