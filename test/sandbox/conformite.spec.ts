import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASES, ClientBacASable, usagerFictif } from './client.js';
import { casDe, ecartsDe, jouer, nomDe } from './conformite/index.js';
import { dossierPublie } from './conformite/config.js';
import { Monde } from './conformite/monde.js';
import { FICHES } from './conformite/fiches.js';
import { DECISION_SANCTION } from './conformite/scenarios.js';
import { faitsDe } from './conformite/specification.js';
import { specifications, validateur, valideurNomme as charger } from './conformite/validation.js';
import { createSandbox, type Sandbox } from './index.js';

const releves = specifications();

describe('chaque opération et chaque statut documentés', () => {
  let sandbox: Sandbox;
  let monde: Monde;
  const liste: string[] = [];

  beforeAll(async () => {
    sandbox = await createSandbox();
    monde = new Monde(sandbox.url);
  });
  afterAll(async () => {
    await sandbox.close();
    process.stdout.write(`${liste.join('\n')}\n`);
  });

  it.each([...casDe(releves), ...casDe(FICHES)].map((cas) => [nomDe(cas), cas] as const))('%s', async (nom, cas) => {
    const recu = await jouer(monde, cas);
    const ecarts = ecartsDe(cas, recu, validateur(cas.document, cas.specification));
    liste.push(`${ecarts.length === 0 ? 'conforme' : 'ÉCART   '} ${nom}`);
    expect(ecarts).toEqual([]);
  });
});

// The published documents themselves, where a machine has them: the facts kept must still be theirs.
const publies = dossierPublie;
(publies && existsSync(publies) ? describe : describe.skip)('relevés des documents publiés (RELAIS_OPENAPI_FRANCE_TRAVAIL)', () => {
  it('dit ce que les documents disent', () => {
    const documents = readdirSync(publies as string).filter((nom) => nom.endsWith('.json'));
    const faits = documents.map((nom) => [nom.replace(/\.json$/, ''), faitsDe(JSON.parse(readFileSync(join(publies as string, nom), 'utf8')))]);
    expect(Object.fromEntries(faits)).toEqual(releves);
  });
});

describe('réponses de suites d’appels, selon les OpenAPI publiés', () => {
  const numeroFranceTravail = '33000000001';
  let sandbox: Sandbox;
  let client: ClientBacASable;

  beforeAll(async () => {
    sandbox = await createSandbox();
    client = new ClientBacASable(sandbox.url);
    await client.admin('/usagers', [
      usagerFictif(),
      usagerFictif({ numeroFranceTravail: '33000000002', nir: null, structures: ['CDP0040'] }),
      usagerFictif({ numeroFranceTravail: '33000000003', nir: null, adresse: null }),
      usagerFictif({ numeroFranceTravail: '33000000004', nir: '285033306300142' }),
      usagerFictif({ numeroFranceTravail: '33000000005', nir: '285033306300142' }),
    ]);
  });
  afterAll(() => sandbox.close());

  it('rechercher-usager', async () => {
    const conforme = charger('rechercher-usager');
    const entetes = await client.entetes();
    const parNumero = (numero: string) =>
      client.appeler(`${BASES.recherche}/par-numero-francetravail`, { entetes, corps: { numeroFranceTravail: numero } });
    const plusieurs = { nir: '285033306300142', dateNaissance: '1985-03-12' };
    const recus = [
      await parNumero(numeroFranceTravail),
      await parNumero('33000000099'),
      await client.appeler(`${BASES.recherche}/par-datenaissance-et-nir`, { entetes, corps: plusieurs }),
      await parNumero('1'),
      await parNumero('33000000002'),
      await parNumero('33000000003'),
    ];
    await client.admin('/fautes', { type: 'statut', statut: 503, api: 'rechercher-usager' });
    recus.push(await parNumero(numeroFranceTravail));
    const codes = recus.map(({ corps }) => (corps as { codeRetour: string }).codeRetour);
    expect(codes).toEqual(['S001', 'S002', 'S003', 'R997', 'R002', 'R998', 'R999']);
    for (const { status, corps } of recus) expect(conforme(status === 200 ? 'ResultatDTO' : `Resultat${status}DTO`, corps)).toEqual([]);
  });

  it('informations-administratives', async () => {
    const conforme = charger('informations-administratives-usager');
    const entetes = await client.entetesUsager(numeroFranceTravail);
    const lire = (champs: Record<string, string> = {}) => client.appeler(BASES.infos, { entetes: { ...entetes, ...champs } });
    expect(conforme('UsagerResource', (await lire()).corps)).toEqual([]);
    expect(conforme('DonneesErreur', (await lire({ 'ft-jeton-usager': '' })).corps)).toEqual([]);
    await client.admin('/fautes', { type: 'statut', api: 'informations-administratives' });
    expect(conforme('DonneesErreur', (await lire()).corps)).toEqual([]);
  });

  it('orientation-usager', async () => {
    const conforme = charger('orientation-usager');
    const entetes = await client.entetesUsager(numeroFranceTravail);
    const appeler = (operation: string, demande: object = {}) =>
      client.appeler(`${BASES.orientation}/${operation}`, { entetes, ...demande });
    const lues = async () => {
      const { corps } = await appeler('lectureOrientation');
      for (const orientation of corps as object[]) expect(conforme('OrientationCA_Lecture', orientation)).toEqual([]);
      return (corps as object[]).length;
    };
    const calcul = await appeler('calculOrientation', { corps: { origine: 'INSCRIPTION_AUTO_CAF', projet_pro: 'SALARIAT' } });
    expect(conforme('OrientationCA_Calculer', calcul.corps)).toEqual([]);
    expect(await lues()).toBe(1);
    await client.admin('/preconisations', { numeroFranceTravail, parcours: 'EO', organisme: 'IND' });
    expect(await lues()).toBe(1);
    const refus = {
      etat_decision: 'REFUSEE',
      date_decision: '2026-11-20',
      organisme_decision: 'CD',
      agent_decision: 'IIII9999',
      motif_refus: 'AUTRE',
      parcours: 'PSO',
      organisme: 'ML',
      structure: { code_aurore: 'MLO0033', code_safir: '33000' },
    };
    expect((await appeler('decisionOrientation', { corps: refus })).status).toBe(201);
    expect(await lues()).toBe(1);
    const modifiee = await client.appeler(`${BASES.orientation}/modificationOrientation`, {
      methode: 'PUT',
      entetes: { ...entetes, codeParcours: 'PED' },
    });
    expect(conforme('OrientationCA', modifiee.corps)).toEqual([]);
    await appeler('orientation', { corps: { origine: 'INSCRIPTION_AUTO_MSA', parcours: 'PSP', organisme: 'CD' } });
    expect(await lues()).toBe(2);
  });

  it('gestion-sanctions-rsa', async () => {
    const conforme = charger('gestion-sanctions-rsa');
    const entetes = await client.entetesUsager(numeroFranceTravail);
    const appeler = (operation: string, demande: object = {}) => client.appeler(`${BASES.sanctions}/${operation}`, { entetes, ...demande });
    const posee = (await client.admin('/propositions-sanction', { numeroFranceTravail, famille: 'F01', dateAvertissement: '2026-11-01' })).corps;
    const [{ idConsequenceSanction: id }] = (posee as { propositions: [{ idConsequenceSanction: string }] }).propositions;
    const lu = async () => {
      const { status, corps } = await appeler(`detailManquement?identifiantSanction=${id}`);
      expect(status).toBe(200);
      expect(conforme('DetailManquement', corps)).toEqual([]);
    };
    // The schemas of three errors forget the message that their examples have.
    const code = ({ corps }: { corps: unknown }) => ({ codeErreur: (corps as { codeErreur: string }).codeErreur });
    await lu();
    expect(conforme('ErreurDetailManquement', (await appeler('detailManquement')).corps)).toEqual([]);
    const evenement = (typeEvenement: string, champs: object = {}) => {
      const corps = { identifiantConsequenceSanction: id, evenement: { typeEvenement, dateEvenement: '2026-11-24' }, ...champs };
      expect(conforme('TraitementSanctionRsa', corps)).toEqual([]);
      return appeler('evenementSanctionRSA', { corps });
    };
    const validation = { typeConsequenceSanctionValide: 'SUSP_RSA', modaliteDecisionValidee: 'P', montantValide: 50, dureeValidee: 1 };
    for (const recu of [await evenement('SAISIE_SANCTION'), await evenement('VALID_SANCTION', validation), await evenement('REFUS_SANCTION')])
      expect(conforme('RetourTraitementRsaOTD', recu.corps)).toEqual([]);
    expect(conforme('ErreurTraitementSanctionRsa', code(await appeler('evenementSanctionRSA', { corps: {} })))).toEqual([]);
    await lu();
    expect(conforme('DecisionSanctionRsa', DECISION_SANCTION)).toEqual([]);
    const decidee = (await appeler('decisionSanctionRSAPartenaire', { corps: DECISION_SANCTION })).corps;
    expect(conforme('RetourDecisionSanctionRSA', decidee)).toEqual([]);
    expect(conforme('ErreurDecisionSanctionRsa', code(await appeler('decisionSanctionRSAPartenaire', { corps: {} })))).toEqual([]);
    const { identifiantConsequenceSanction } = decidee as { identifiantConsequenceSanction: string };
    for (const corps of [{ identifiantConsequenceSanction }, { identifiantConsequenceSanction }, { identifiantConsequenceSanction: id }])
      expect(conforme('RetourDemandeRadiation', (await appeler('demandeRadiation', { corps })).corps)).toEqual([]);
    expect(conforme('ErreurDemandeRadiation', code(await appeler('demandeRadiation', { corps: {} })))).toEqual([]);
  });
});
