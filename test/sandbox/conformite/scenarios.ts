import { type Appel, type Monde } from './monde.js';

/** What makes a documented operation give a status: the call to send, once the world is prepared. */
export type Scenario = (monde: Monde) => Promise<Appel>;

const parNumero = (numero: (monde: Monde) => Promise<string> | string): Scenario => async (monde) => ({
  entetes: await monde.structure(),
  corps: { numeroFranceTravail: await numero(monde) },
});

const parNir = (nir: string, dateNaissance = '1985-03-12', champs: Record<string, unknown> = {}): Scenario => async (monde) => {
  if (nir !== '') await monde.inconnu({ nir, ...champs });
  return { entetes: await monde.structure(), corps: { nir, dateNaissance } };
};

const pour = (corps?: unknown, requete?: Record<string, string>): Scenario => async (monde) => ({
  entetes: (await monde.personne()).entetes,
  ...(corps === undefined ? {} : { corps }),
  ...(requete ? { requete } : {}),
});

/** The person has what `poser` gives them in the administration. */
const avec = (chemin: string, champs: Record<string, unknown>, appel: Appel = {}): Scenario => async (monde) => {
  const { numero, entetes } = await monde.personne();
  await monde.client.admin(chemin, { numeroFranceTravail: numero, ...champs });
  return { ...appel, entetes: { ...entetes, ...appel.entetes } };
};

/** A sanction proposed, whose id the call needs. */
const sanction = (appel: (id: string) => Appel): Scenario => async (monde) => {
  const { numero, entetes } = await monde.personne();
  const { corps } = await monde.client.admin('/propositions-sanction', { numeroFranceTravail: numero, famille: 'F01', dateAvertissement: '2026-11-01' });
  const [{ idConsequenceSanction: id }] = (corps as { propositions: [{ idConsequenceSanction: string }] }).propositions;
  return { entetes, ...appel(id) };
};

export const RENDEZ_VOUS = {
  date: '2030-01-15T09:30:00Z',
  modaliteContact: 'PHYSIQUE',
  motif: 'ACC',
  statut: 'PRIS',
  typeReception: 'IND',
  duree: 45,
  adresse: '1 place de la Mairie 33000 BORDEAUX',
  libelleAdresse: 'Maison du Département',
  initiateur: 'PARTENAIRE',
  organisme: { code: 'CD', idStructure: 'CDP0033', libelleStructure: 'Département fictif' },
  interlocuteur: { civilite: 'Mme', nom: 'DURAND', prenom: 'Lucie' },
};

/** A appointment taken before; `visible` waits for its being seen by moving the clock. */
const rendezVous = (appel: (id: string) => Appel, visible = false): Scenario => async (monde) => {
  const { entetes } = await monde.personne();
  const depot = await monde.client.appeler('/partenaire/rendez-vous-partenaire/v1/rendez-vous', { entetes, corps: RENDEZ_VOUS });
  if (visible) await monde.client.admin('/horloge', { avancerSecondes: 10 });
  return { entetes, ...appel((depot.corps as { id: string }).id) };
};

const DECISION = { etat_decision: 'ACCEPTEE', date_decision: '2026-11-20', organisme_decision: 'CD', agent_decision: 'IIII9999' };
export const DECISION_SANCTION = {
  dateNotificationDecisionSanction: '2026-11-24',
  natureManquement: 'N61',
  rangManquement: 'R2',
  dateManquement: '2026-11-02',
  typeSanctionValide: 'SUPPR_RSA',
  modaliteDecisionValidee: 'P',
  montantValide: 100,
  dureeValidee: 4,
};
const INCONNUE = '99999999999999';
const saisie = (identifiantConsequenceSanction: string): object => ({
  identifiantConsequenceSanction,
  evenement: { typeEvenement: 'SAISIE_SANCTION', dateEvenement: '2026-11-24' },
});

const DIAGNOSTIC = '/partenaire/diagnosticargumente/v4';
const dateExploration = '2026-11-20T10:00:00.000+01:00';
const METIER = { nomMetier: 'Boulanger', codeRome: 'F1204', codeAppellation: '19070', codeTypologie: 'MR' };
export const ECRITURES = {
  besoins: { besoinAEnregistrer: [{ code: '1', valeur: 'POINT_FORT' }], dateExploration },
  contraintes: {
    dateExploration,
    contraintesAEnregistrer: [{ code: '23', valeur: 'OUI', impact: 'FORT', estPrioritaire: true }],
    situationsAEnregistrer: [{ code: '6', valeur: 'OUI' }],
    objectifsAEnregistrer: [{ code: '4', valeur: 'EN_COURS' }],
    declareSansContrainteAEnregistrer: false,
  },
  numerique: { dateExploration, contrainteAEnregistrer: { code: '22', valeur: 'OUI', impact: 'FAIBLE' }, besoinAEnregistrer: { code: '7', valeur: 'BESOIN' } },
  pouvoirAgir: { confiance: 'NON', accompagnement: 'OUI' },
};

/** Everything that a diagnostic holds was written before. */
const explore = (appel: (idDiagnostic: string) => Appel = () => ({})): Scenario => async (monde) => {
  const { entetes } = await monde.personne();
  const ecrire = (chemin: string, corps: object) => monde.client.appeler(`${DIAGNOSTIC}${chemin}`, { entetes, corps });
  const { idDiagnostic } = (await ecrire('/diagnostics', METIER)).corps as { idDiagnostic: string };
  await ecrire(`/diagnostics/${idDiagnostic}/besoins`, ECRITURES.besoins);
  await ecrire('/contraintes', ECRITURES.contraintes);
  await ecrire('/autonomienumerique', ECRITURES.numerique);
  await ecrire('/pouvoiragir', ECRITURES.pouvoirAgir);
  return { entetes, ...appel(idDiagnostic) };
};
const unDiagnostic = (corps?: object): Scenario => explore((idDiagnostic) => ({ parametres: { idDiagnostic }, ...(corps && { corps }) }));
const DOSSIER = {
  diagnosticsAEnregistrer: [METIER],
  contraintesDossierAEnregistrer: ECRITURES.contraintes,
  pouvoirAgirAEnregistrer: ECRITURES.pouvoirAgir,
  autonomieNumeriqueAEnregistrer: ECRITURES.numerique,
};

/** Statuses that no general rule gives, by document, operation and status. */
export const SCENARIOS: Record<string, Record<string, Scenario>> = {
  'rechercher-usager': {
    'POST /usagers/par-datenaissance-et-nir 200': parNir('1850333063001'),
    'POST /usagers/par-datenaissance-et-nir 400': parNir(''),
    'POST /usagers/par-datenaissance-et-nir 403': parNir('1850333063002', '1985-03-12', { structures: ['CDP0040'] }),
    'POST /usagers/par-datenaissance-et-nir 500': parNir('1850333063003', '1985-03-12', { adresse: null }),
    'POST /usagers/par-numero-francetravail 200': parNumero((monde) => monde.inconnu()),
    'POST /usagers/par-numero-francetravail 400': parNumero(() => '1'),
    'POST /usagers/par-numero-francetravail 403': parNumero((monde) => monde.inconnu({ structures: ['CDP0040'] })),
    'POST /usagers/par-numero-francetravail 500': parNumero((monde) => monde.inconnu({ adresse: null })),
  },
  'informations-administratives-usager': { 'GET /usager 200': pour() },
  'statut-usager': { 'GET /contrat 200': avec('/inscriptions', { motif: { code: '11', libelle: 'LICENCIEMENT ECONOMIQUE' } }) },
  'conclusions-entretiens': {
    'GET /entretiens 200': avec('/entretiens', { dateEntretien: '2026-10-02' }),
    'GET /entretiens 422': async (monde) => ({ entetes: (await monde.partie()).entetes }),
  },
  'orientation-usager': {
    'POST /calculOrientation 200': pour({ origine: 'INSCRIPTION_AUTO_CAF', projet_pro: 'SALARIAT' }),
    'GET /lectureOrientation 200': avec('/preconisations', { parcours: 'EO', organisme: 'IND' }),
    'POST /orientation 201': pour({ origine: 'INSCRIPTION_AUTO_MSA', parcours: 'PSP', organisme: 'CD' }),
    'PUT /modificationOrientation 200': async (monde) => {
      const { entetes } = await monde.personne();
      const corps = { origine: 'INSCRIPTION_AUTO_MSA', parcours: 'PSP', organisme: 'CD' };
      await monde.client.appeler('/partenaire/orientationusager/v1/orientation', { entetes, corps });
      return { entetes: { ...entetes, codeParcours: 'PED' } };
    },
    'POST /decisionOrientation 201': avec('/preconisations', { parcours: 'PED', organisme: 'FT' }, { corps: DECISION }),
  },
  'diagnostic-usager': {
    'GET /dossiers 200': explore(),
    'POST /dossiers 200': pour(DOSSIER),
    'POST /dossiers 204': pour({ ...DOSSIER, besoinsParDiagnosticAEnregistrer: [{ idDiagnostic: 'inconnu', ...ECRITURES.besoins }] }),
    'POST /dossiers 400': pour({}),
    'GET /autonomienumerique 200': explore(),
    'POST /autonomienumerique 200': pour(ECRITURES.numerique),
    'POST /autonomienumerique 400': pour({ dateExploration }),
    'GET /besoins 200': explore(),
    'GET /contraintes 200': explore(),
    'POST /contraintes 200': pour(ECRITURES.contraintes),
    'POST /contraintes 400': pour({ dateExploration, contraintesAEnregistrer: [], situationsAEnregistrer: [], objectifsAEnregistrer: [] }),
    'GET /diagnostics 200': explore(),
    'POST /diagnostics 200': pour(METIER),
    'POST /diagnostics 400': pour({}),
    'PUT /diagnostics/{idDiagnostic} 200': unDiagnostic({ nomMetier: 'Pâtissier' }),
    'PUT /diagnostics/{idDiagnostic} 400': pour({ nomMetier: 'Pâtissier' }),
    'POST /diagnostics/{idDiagnostic}/besoins 200': unDiagnostic(ECRITURES.besoins),
    'POST /diagnostics/{idDiagnostic}/besoins 400': unDiagnostic({ dateExploration, besoinAEnregistrer: [] }),
    'POST /diagnostics/{idDiagnostic}/priorise 200': unDiagnostic(),
    'POST /diagnostics/{idDiagnostic}/supprime 200': unDiagnostic(),
    'GET /dossiers/historisation 200': explore(),
    'GET /historisation/autonomienumerique 200': explore(),
    'GET /historisation/contraintes 200': explore(),
    'GET /historisation/diagnostics 200': explore(),
    'GET /historisation/diagnostics/{idDiagnostic}/besoins 200': unDiagnostic(),
    'GET /historisation/pouvoiragir 200': explore(),
    'GET /pouvoiragir 200': explore(),
    'POST /pouvoiragir 200': pour(ECRITURES.pouvoirAgir),
    'POST /pouvoiragir 400': pour({ confiance: 'NON' }),
    'GET /referentiel/{domaine} 200': async (monde) => ({ entetes: await monde.structure(), parametres: { domaine: 'besoin' }, requete: { inclure: 'aide-questionnement' } }),
    'GET /referentiel/{domaine}/{sous-domaine} 200': async (monde) => ({ entetes: await monde.structure(), parametres: { domaine: 'contrainte', 'sous-domaine': 'situation' } }),
  },
  'rendez-vous-partenaires': {
    'POST /rendez-vous 202': pour(RENDEZ_VOUS),
    'PUT /rendez-vous 202': rendezVous((id) => ({ corps: { ...RENDEZ_VOUS, id, statut: 'MODIFIE' } })),
    'DELETE /rendez-vous/{id} 202': rendezVous((id) => ({ parametres: { id } })),
    'GET /rendez-vous-usager 200': rendezVous(() => ({}), true),
    'GET /rendez-vous-usager 400': pour(undefined, { 'date-debut': '2026-01-31' }),
  },
  'gestion-sanctions-rsa': {
    'GET /detailManquement 200': sanction((id) => ({ requete: { identifiantSanction: id } })),
    'GET /detailManquement 204': pour(undefined, { identifiantSanction: INCONNUE }),
    'GET /detailManquement 400': pour(),
    'POST /evenementSanctionRSA 200': sanction((id) => ({ corps: saisie(id) })),
    'POST /evenementSanctionRSA 204': pour(saisie(INCONNUE)),
    'POST /evenementSanctionRSA 400': pour({}),
    'POST /decisionSanctionRSAPartenaire 200': pour(DECISION_SANCTION),
    'POST /decisionSanctionRSAPartenaire 204': async (monde) => ({ entetes: (await monde.partie()).entetes, corps: DECISION_SANCTION }),
    'POST /decisionSanctionRSAPartenaire 400': pour({}),
    'POST /demandeRadiation 200': sanction((identifiantConsequenceSanction) => ({ corps: { identifiantConsequenceSanction } })),
    'POST /demandeRadiation 204': pour({ identifiantConsequenceSanction: INCONNUE }),
    'POST /demandeRadiation 400': pour({}),
  },
};

const contrat = (etat: string | null, corps?: object): Scenario => async (monde) => {
  const { numero, entetes } = await monde.personne();
  if (etat !== null) {
    const dates = etat === 'SIGNE' ? { dateSignature: '2026-10-01T10:00:00Z' } : { dateRefus: '2026-10-01T10:00:00Z' };
    await monde.client.admin('/contrats', { numeroFranceTravail: numero, etat, ...dates });
  }
  return { entetes, ...(corps && { corps }) };
};
const parti = (corps?: object): Scenario => async (monde) => ({ entetes: (await monde.partie()).entetes, ...(corps && { corps }) });
// Another département's: the jeton stays, the right does not.
const hors = (): Scenario => async (monde) => {
  const { numero, entetes } = await monde.personne();
  await monde.inconnu({ numeroFranceTravail: numero, structures: ['CDP0040'] });
  return { entetes };
};
const SIGNATURE = { dateSignature: '2026-11-20T10:00:00Z' };
const REFUS = { dateRefus: '2026-11-20T10:00:00Z' };

SCENARIOS['contrat-engagement'] = {
  'GET /lecture 200': contrat('SIGNE'),
  'GET /lecture 204': contrat(null),
  'GET /lecture 403': hors(),
  'POST /signer 200': contrat(null, SIGNATURE),
  'POST /signer 400': contrat('SIGNE', SIGNATURE),
  'POST /signer 403': parti(SIGNATURE),
  'POST /signer 500': contrat('SUSPENDU', SIGNATURE),
  'PATCH /signer 200': contrat('REFUSE', SIGNATURE),
  'PATCH /signer 400': contrat('SIGNE', SIGNATURE),
  'PATCH /signer 403': parti(SIGNATURE),
  'POST /refuser 200': contrat(null, REFUS),
  'POST /refuser 400': contrat('REFUSE', REFUS),
  'POST /refuser 403': parti(REFUS),
  'PATCH /refuser 200': contrat('SIGNE', REFUS),
  'PATCH /refuser 400': contrat('REFUSE', REFUS),
  'PATCH /refuser 403': parti(REFUS),
};

const activites = (requete: Record<string, string>): Scenario => async (monde) => ({ entetes: await monde.structure(), requete });
const referentiel = (nom: string, valeur: string): Scenario => async (monde) => ({ entetes: await monde.structure(), parametres: { [nom]: valeur } });
const panier: Scenario = async (monde) => {
  const { numero } = await monde.personne();
  await monde.client.admin('/preconisations', { numeroFranceTravail: numero, parcours: 'PSP', organisme: 'CD' });
  return { entetes: await monde.structure(), requete: { codeActivite: 'ACT382' } };
};
const ACTIVITES: Record<string, Scenario> = {
  'GET /activites/chercher 200': panier,
  'GET /activites/chercher 204': activites({ codeActivite: 'ACT395' }),
  'GET /activites/chercher 400': activites({ codeActivite: 'ACT382', codeFamille: 'INSEA' }),
  'GET /referentiel-activites/activites/{codeActivite} 200': referentiel('codeActivite', 'ACT382'),
};
for (const [nom, code] of [['domaines', 'GLI'], ['familles', 'GLI100']] as const)
  for (const suite of ['', '/detail']) ACTIVITES[`GET /referentiel-activites/${nom}/{code}${suite} 200`] = referentiel('code', code);
// An unknown code is the only way to nothing.
for (const chemin of ['activites/{codeActivite}', 'domaines/{code}', 'domaines/{code}/detail', 'familles/{code}', 'familles/{code}/detail'])
  ACTIVITES[`GET /referentiel-activites/${chemin} 204`] = async (monde) => ({ entetes: await monde.structure() });
SCENARIOS['activites-operationnelles'] = ACTIVITES;
SCENARIOS['activites-operationnelles-v1'] = ACTIVITES;

const CREATION_V2 = { origine: 'INSCRIPTION_CONSEILLER_CD', parcours: 'PSP', referent_parcours: { organisme: { code: 'CD' } } };
const orientationV2 = (chemin: string): Record<string, Scenario> => ({
  'POST /calculerOrientation 200': pour({ origine: 'INSCRIPTION_AUTO_CAF', projet_pro: 'SALARIAT' }),
  'GET /lectureOrientation 200': avec('/preconisations', { parcours: 'EO', organisme: 'IND' }),
  'POST /orientation 201': pour(CREATION_V2),
  'PUT /modificationOrientation 200': async (monde) => {
    const { entetes } = await monde.personne();
    await monde.client.appeler(`${chemin}/orientation`, { entetes, corps: CREATION_V2 });
    return { entetes, corps: { parcours: 'PED', structure_referente_parcours: { code: 'NAQ0057' } } };
  },
  'POST /decisionOrientation 201': avec('/preconisations', { parcours: 'PED', organisme: 'FT' }, { corps: { etat_decision: 'ACCEPTEE', date_decision: '2026-11-20' } }),
});
SCENARIOS['orientation-usager-v2'] = orientationV2('/partenaire/orientationusager/v2');
SCENARIOS['testorientation-usager-v2'] = orientationV2('/partenaire/testorientationusager/v2');

/** Answers that the sandbox gives knowingly otherwise than the document declares, and why. */
export const ECARTS: Record<string, string> = {
  'orientation-usager PUT /modificationOrientation 400': 'déclaré avec le corps d’une orientation ; une erreur Spring y est rendue, comme pour les autres opérations',
};
