import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { createSandbox, type Sandbox } from './index.js';

const numeroFranceTravail = '33000000001';

const CRITERES = {
  origine: 'INSCRIPTION_CONSEILLER_CD',
  situation_professionnelle: 'PLUS_DEUX_ANS',
  niveau_etude: 'NV5',
  capacite_a_travailler: true,
  projet_pro: 'SALARIAT',
  contrainte_sante: 'AUCUNE',
  contrainte_logement: 'SANS_LOGEMENT',
  contrainte_mobilite: 'AUCUNE',
  contrainte_familiale: 'AUCUNE',
  contrainte_financiere: 'AUCUNE',
  contrainte_numerique: 'AUCUNE',
  contrainte_administrative_juridique: 'AUCUNE',
  contrainte_francais_calcul: 'AUCUNE',
};

const ACCEPTEE = {
  etat_decision: 'ACCEPTEE',
  date_decision: '2026-11-20',
  organisme_decision: 'CD',
  agent_decision: 'IIII9999',
};

const REFUSEE = {
  ...ACCEPTEE,
  etat_decision: 'REFUSEE',
  motif_refus: 'APPRECIATION_DIFFERENTE',
  commentaire_refus: 'Plus proche de chez la personne',
  parcours: 'PSO',
  organisme: 'ML',
};

interface Activites {
  activites: { codeActivite: string; panier: { organisme: string; structure: string | null } }[];
}

describe('orientation-usager v1', () => {
  let sandbox: Sandbox;
  let client: ClientBacASable;
  let entetes: Record<string, string>;

  beforeEach(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', usagerFictif());
    entetes = await client.entetesUsager(numeroFranceTravail);
  });
  afterEach(() => sandbox.close());

  const appeler = (operation: string, corps?: unknown, methode?: string) =>
    client.appeler(`${BASES.orientation}/${operation}`, { entetes, corps, ...(methode && { methode }) });
  const lire = async (etat?: string) =>
    (await appeler(`lectureOrientation${etat ? `?etatOrientation=${etat}` : ''}`)).corps as Record<string, unknown>[];
  const preconiser = (champs: object = {}) =>
    client.admin('/preconisations', { numeroFranceTravail, parcours: 'PSP', organisme: 'CD', ...champs });
  const activites = async () =>
    ((await client.admin(`/usagers/${numeroFranceTravail}`)).corps as Activites).activites.map(
      ({ codeActivite, panier }) => `${codeActivite} ${panier.organisme} ${panier.structure ?? '-'}`,
    );
  const messageDe = (recu: { status: number; corps: unknown }) => ({
    status: recu.status,
    message: (recu.corps as { message?: string } | undefined)?.message,
  });

  it('reads an empty list for a person never oriented', async () => {
    expect(await lire()).toEqual([]);
  });

  it('holds a proposal as EN_ATTENTE, PRECONISE until the decision', async () => {
    await preconiser({ structure: { code_aurore: 'CDP0033' } });
    expect(await lire('EN_ATTENTE')).toEqual([
      expect.objectContaining({
        parcours: 'PSP',
        organisme: 'CD',
        structure: { code_aurore: 'CDP0033' },
        structure_decision: { code_aurore: 'CDP0033', libelle_structure: 'Département de la Gironde' },
        organisme_decision: 'CD',
        statut: 'PRECONISE',
        etat: 'EN_ATTENTE',
      }),
    ]);
    expect(await lire('OUVERT')).toEqual([]);
    expect(await activites()).toEqual(['ACT382 CD CDP0033']);
  });

  it('opens on acceptance: no body, ACT382 gone, ACT380 for the designated structure', async () => {
    await preconiser();
    expect(await appeler('decisionOrientation', ACCEPTEE)).toMatchObject({ status: 201, texte: '' });
    expect(await lire()).toEqual([
      expect.objectContaining({
        statut: 'DECIDE',
        etat: 'OUVERT',
        parcours: 'PSP',
        organisme: 'CD',
        date_entree_parcours: '2026-11-20',
        decision: ACCEPTEE,
      }),
    ]);
    expect(await activites()).toEqual(['ACT380 CD CDP0033']);
    const { corps } = await client.appeler(`${BASES.activites}/activites/chercher?codeActivite=ACT380`, { entetes });
    expect(corps).toMatchObject({ activites: [{ attributsSpecifiques: [{ nom: 'motif', valeur: 'ACC' }] }] });
  });

  it('opens on refusal with the choice of the agent', async () => {
    await preconiser();
    expect((await appeler('decisionOrientation', { ...REFUSEE, structure: { code_aurore: 'MLO0033' } })).status).toBe(201);
    const [orientation] = await lire();
    expect(orientation).toMatchObject({ parcours: 'PSO', organisme: 'ML', structure: { code_aurore: 'MLO0033' } });
    expect(orientation?.['decision']).toMatchObject({
      etat_decision: 'REFUSEE',
      motif_refus: 'APPRECIATION_DIFFERENTE',
      commentaire_refus: 'Plus proche de chez la personne',
    });
    expect(await activites()).toEqual(['ACT380 ML MLO0033']);
  });

  it('refuses a second decision in the Spring shape, and changes nothing', async () => {
    await preconiser();
    await appeler('decisionOrientation', ACCEPTEE);
    const avant = await lire();
    const { status, corps } = await appeler('decisionOrientation', REFUSEE);
    expect(status).toBe(400);
    expect(corps).toEqual({
      timestamp: expect.stringMatching(/\+00:00$/) as string,
      status: 400,
      error: 'Bad Request',
      message: "L'usager n'a pas d'orientation en attente de décision",
      path: '/api-orientationusager/v1/orientation/decider',
    });
    expect(await lire()).toEqual(avant);
  });

  it.each([
    ['etat_decision absent', { etat_decision: undefined }, 'Le champ etatDecision est obligatoire'],
    ['date_decision absent', { date_decision: undefined }, 'Le champ dateDecision est obligatoire'],
    ['organisme_decision absent', { organisme_decision: undefined }, 'Le champ organismeDecision est obligatoire'],
    ['agent_decision empty', { agent_decision: '' }, 'Le champ agentDecision est obligatoire'],
    ['etat_decision unknown', { etat_decision: 'OUI' }, 'Le champ etatDecision doit avoir une de ces valeurs : [ACCEPTEE, REFUSEE]'],
    ['date with a time', { date_decision: '2026-11-20T10:00:00Z' }, 'Le champ dateDecision doit être une date au format yyyy-MM-dd'],
    ['refused without a reason', { ...REFUSEE, motif_refus: undefined }, 'Le champ motifRefus est obligatoire'],
    ['refused without a parcours', { ...REFUSEE, parcours: undefined }, 'Le champ parcours est obligatoire'],
    ['refused without an organisme', { ...REFUSEE, organisme: undefined }, 'Le champ organisme est obligatoire'],
    ['bad structure', { ...REFUSEE, structure: { code_aurore: 'X1' } }, 'Le champ codeAurore doit respecter le format ^[A-Za-z]{3}[0-9]{4}$'],
  ])('answers 400 naming the internal field: %s', async (_cas, champs, message) => {
    await preconiser();
    expect(messageDe(await appeler('decisionOrientation', { ...ACCEPTEE, ...champs }))).toEqual({ status: 400, message });
    expect(await activites()).toEqual(['ACT382 CD CDP0033']);
  });

  it('answers 400 to a body that is not JSON', async () => {
    expect((await appeler('decisionOrientation', '{')).status).toBe(400);
  });

  it('only lets an undetermined proposal be refused', async () => {
    await preconiser({ parcours: 'IND', organisme: 'IND' });
    expect((await appeler('decisionOrientation', ACCEPTEE)).status).toBe(400);
    expect((await appeler('decisionOrientation', REFUSEE)).status).toBe(201);
  });

  it('closes the former orientation when a new one opens', async () => {
    await preconiser();
    await appeler('decisionOrientation', ACCEPTEE);
    await preconiser({ parcours: 'PED', organisme: 'FT' });
    expect((await lire()).map(({ etat }) => etat)).toEqual(['OUVERT', 'EN_ATTENTE']);
    await appeler('decisionOrientation', ACCEPTEE);
    const orientations = await lire();
    expect(orientations.map(({ etat }) => etat)).toEqual(['CLOTURE', 'OUVERT']);
    expect(orientations[0]).toMatchObject({ motif_sortie_parcours: 'Nouvelle orientation' });
    expect(await activites()).toEqual(['ACT380 FT -']);
  });

  it('refuses an unknown state in lectureOrientation', async () => {
    const recu = await appeler('lectureOrientation?etatOrientation=FERME');
    const message = 'Le champ etatOrientation doit avoir une de ces valeurs : [BROUILLON, EN_ATTENTE, OUVERT, CLOTURE]';
    expect(messageDe(recu)).toEqual({ status: 400, message });
  });

  it('computes over several calls: draft while criteria lack, then EN_ATTENTE with ACT382', async () => {
    const { contrainte_logement, ...debut } = CRITERES;
    const brouillon = await appeler('calculOrientation', { ...debut, brsa: true, inconnu: 1 });
    expect(brouillon).toMatchObject({ status: 200, corps: { parcours: 'IND', organisme: 'IND', etat: 'BROUILLON', statut: 'PRECONISE' } });
    expect(await activites()).toEqual([]);
    const complet = await appeler('calculOrientation', { contrainte_logement });
    expect(complet.corps).toMatchObject({
      parcours: 'PSP',
      organisme: 'CD',
      etat: 'EN_ATTENTE',
      criteres_orientation: { ...CRITERES, brsa: true, adresse: { code_commune: '33063' } },
    });
    expect(complet.corps).not.toHaveProperty('criteres_orientation.inconnu');
    expect(await activites()).toEqual(['ACT382 CD CDP0033']);
    const [orientation] = await lire();
    expect(orientation).toHaveProperty('criteres_orientation.date_saisie_donnees', expect.stringMatching(/T[\d:.]+$/));
  });

  it.each([
    ['PED', 'FT', { contrainte_logement: 'AUCUNE' }],
    ['PED', 'CE', { contrainte_logement: 'AUCUNE', boe: true, boe_souhait_accompagnement: true }],
    ['PSO', 'CD', { contrainte_sante: 'INCAPACITE_RECHERCHE_ACTIVITE_PRO' }],
  ])('computes %s at %s', async (parcours, organisme, champs) => {
    expect((await appeler('calculOrientation', { ...CRITERES, ...champs })).corps).toMatchObject({ parcours, organisme });
  });

  it('names the camelCase field of a wrong criterion', async () => {
    const recu = await appeler('calculOrientation', { contrainte_sante: 'GRAVE' });
    expect(messageDe(recu)).toMatchObject({ status: 400, message: expect.stringContaining('Le champ contrainteSante doit avoir') as string });
    expect(recu.corps).toMatchObject({ path: '/api-orientationusager/v1/orientation/calculer' });
  });

  it('orients without criteria', async () => {
    await preconiser();
    const demande = { origine: 'INSCRIPTION_CONSEILLER_CD', parcours: 'PSO', organisme: 'CD', date_entree_parcours: '2026-11-01' };
    expect(messageDe(await appeler('orientation', { ...demande, origine: undefined }))).toEqual({
      status: 400,
      message: 'Le champ origine est obligatoire',
    });
    expect(await appeler('orientation', demande)).toMatchObject({ status: 201, texte: '' });
    expect((await lire()).map(({ etat, parcours }) => [etat, parcours])).toEqual([
      ['CLOTURE', 'PSP'],
      ['OUVERT', 'PSO'],
    ]);
    expect(await activites()).toEqual(['ACT380 CD CDP0033']);
  });

  it('changes the parcours and the structure of the open orientation by headers', async () => {
    const modifier = (champs: Record<string, string>) =>
      client.appeler(`${BASES.orientation}/modificationOrientation`, { methode: 'PUT', entetes: { ...entetes, ...champs } });
    expect(messageDe(await modifier({}))).toEqual({
      status: 400,
      message: 'Au moins un champ est obligatoire parmi codeParcours, codeStructure, dateEntreeParcours',
    });
    expect((await modifier({ codeParcours: 'PED' })).status).toBe(400);
    await preconiser();
    await appeler('decisionOrientation', ACCEPTEE);
    expect((await modifier({ codeParcours: 'XXX' })).status).toBe(400);
    const recu = await modifier({ codeParcours: 'PED', codeStructure: 'NAQ0057', dateEntreeParcours: '2026-12-01' });
    expect(recu).toMatchObject({
      status: 200,
      corps: { parcours: 'PED', organisme: 'CD', structure: { code_aurore: 'NAQ0057' }, statut: 'DECIDE', etat: 'OUVERT' },
    });
    expect(await lire()).toEqual([expect.objectContaining({ parcours: 'PED', date_entree_parcours: '2026-12-01' })]);
  });

  it('answers a 500 as plain text', async () => {
    await client.admin('/fautes', { type: 'statut', api: 'orientationusager' });
    const { status, entetes: recues } = await appeler('lectureOrientation');
    expect(status).toBe(500);
    expect(recues.get('content-type')).toContain('text/plain');
  });
});
