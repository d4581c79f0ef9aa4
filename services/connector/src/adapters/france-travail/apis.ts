/** Everything that differs from one France Travail API to another: adding an API is a row here and a mapper. */
export type ApiName = 'rechercher-usager' | 'informations-administratives' | 'activites-operationnelles' | 'orientation' | 'contrat-engagement' | 'gestion-sanctions-rsa';

export type Api = Readonly<{
  version: string;
  /** Path under the base URL of the APIs, without a final slash. */
  basePath: string;
  /** One technical scope, then the applicative ones: a token lacking any of them is refused. */
  scopes: readonly string[];
  /** Name of the quota that its calls count against. */
  limiter: string;
}>;

export type Operation = Readonly<{
  api: ApiName;
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** True when a second identical call changes nothing. */
  idempotent: boolean;
  /** True when the call is about one person and carries `ft-jeton-usager`. */
  jeton: boolean;
  /** Statuses of success; any other 2xx is not one. */
  success: readonly number[];
  /** Statuses that mean "nothing there", which is an answer too; never with a body. */
  empty: readonly number[];
  /** Shape of a success: `none` when the API documents an empty body. */
  body: 'json' | 'none';
  /** Operation that shows whether a call of uncertain outcome was taken into account. */
  reread?: OperationName;
}>;

/** Fact sheet: section 1.1 for scopes, sections 4, 5, 7, 8, 10, 13 for paths and statuses. */
export const apis: Readonly<Record<ApiName, Api>> = {
  'rechercher-usager': {
    version: 'v2',
    basePath: '/partenaire/rechercher-usager/v2',
    scopes: ['api_rechercher-usagerv2', 'rechercheusager', 'profil_accedant'],
    limiter: 'rechercher-usager',
  },
  'informations-administratives': {
    version: 'v1',
    basePath: '/partenaire/informations-administratives/v1',
    scopes: ['api_informations-administrativesv1', 'informationsadministrativesusager', 'profil_accedant'],
    limiter: 'informations-administratives',
  },
  'activites-operationnelles': {
    version: 'v2',
    basePath: '/partenaire/activites-operationnelles/v2',
    scopes: ['api_activites-operationnellesv2', 'activitesCD', 'profil_accedant'],
    limiter: 'activites-operationnelles',
  },
  orientation: {
    version: 'v1',
    basePath: '/partenaire/orientationusager/v1',
    scopes: ['api_orientationusagerv1', 'orientationusager', 'profil_accedant'],
    limiter: 'orientation',
  },
  'contrat-engagement': {
    version: 'v1',
    basePath: '/partenaire/contrat-engagement/v1',
    scopes: ['api_contrat-engagementv1', 'contratengagementpart', 'profil_accedant'],
    limiter: 'contrat-engagement',
  },
  'gestion-sanctions-rsa': {
    version: 'v1',
    basePath: '/partenaire/gestion-sanctions-rsa/v1',
    scopes: ['api_gestion-sanctions-rsav1', 'gestiondesmanquements', 'decisionSanctionPartenaire', 'profil_accedant'],
    limiter: 'gestion-sanctions-rsa',
  },
};

const SEARCH = { api: 'rechercher-usager', method: 'POST', idempotent: true, jeton: false, success: [200], empty: [], body: 'json' } as const;
const READ = { method: 'GET', idempotent: true, success: [200], empty: [204], body: 'json' } as const;

const ACTE_ORIENTATION = {
  api: 'orientation',
  method: 'POST',
  idempotent: false,
  jeton: true,
  success: [201],
  empty: [],
  body: 'none',
  reread: 'lectureOrientation',
} as const;

const ACTE_CONTRAT = {
  api: 'contrat-engagement',
  // A second signature, even of the same day, is refused.
  idempotent: false,
  jeton: true,
  // 200 today, announced as 201.
  success: [200, 201],
  empty: [],
  body: 'none',
  reread: 'lectureContrat',
} as const;

const ACTE_SANCTION = {
  api: 'gestion-sanctions-rsa',
  method: 'POST',
  // A second call is refused (an event), or makes a second sanction (a decision).
  idempotent: false,
  jeton: true,
  success: [200],
  // No such consequence of sanction for this person.
  empty: [204],
  body: 'json',
} as const;

const rows = {
  rechercherParNumero: { ...SEARCH, path: '/usagers/par-numero-francetravail' },
  rechercherParNirEtNaissance: { ...SEARCH, path: '/usagers/par-datenaissance-et-nir' },
  // 204 is "no person" here, so not an empty success.
  informationsAdministratives: { ...READ, api: 'informations-administratives', path: '/usager', jeton: true, empty: [] },
  chercherActivites: { ...READ, api: 'activites-operationnelles', path: '/activites/chercher', jeton: false },
  lectureOrientation: { ...READ, api: 'orientation', path: '/lectureOrientation', jeton: true },
  decisionOrientation: { ...ACTE_ORIENTATION, path: '/decisionOrientation' },
  creerOrientation: { ...ACTE_ORIENTATION, path: '/orientation' },
  lectureContrat: { ...READ, api: 'contrat-engagement', path: '/lecture', jeton: true },
  signerContrat: { ...ACTE_CONTRAT, method: 'POST', path: '/signer' },
  resignerContrat: { ...ACTE_CONTRAT, method: 'PATCH', path: '/signer' },
  refuserContrat: { ...ACTE_CONTRAT, method: 'POST', path: '/refuser' },
  rerefuserContrat: { ...ACTE_CONTRAT, method: 'PATCH', path: '/refuser' },
  detailManquement: { ...READ, api: 'gestion-sanctions-rsa', path: '/detailManquement', jeton: true },
  evenementSanctionRSA: { ...ACTE_SANCTION, path: '/evenementSanctionRSA', reread: 'detailManquement' },
  // Nothing reads one again: its id is only in the answer.
  decisionSanctionRSAPartenaire: { ...ACTE_SANCTION, path: '/decisionSanctionRSAPartenaire' },
} as const;

export type OperationName = keyof typeof rows;

const named = (Object.keys(rows) as OperationName[]).map((name): [OperationName, Operation] => [name, { ...rows[name], name }]);

/** All operations, by name. */
export const operations = Object.fromEntries(named) as Readonly<Record<OperationName, Operation>>;
