import { type CodeRefus, codeDepartement, type Constats, constater, motifDePerte } from './constats.js';
import { type FoyerDeclare, type PersonneDeclaree } from './declaration.js';

const contexte = { departement: '33', aujourdhui: '2026-11-24' };

const personne = (autre: Partial<PersonneDeclaree> = {}): PersonneDeclaree => ({
  ligne: 12,
  nir: '269054958815780',
  dateNaissance: '1969-05-12',
  nom: 'LEBŒUF',
  nomNaissance: 'LEBŒUF',
  prenom: 'ANAÏS',
  civilite: 'MME',
  sexe: '2',
  role: 'DEM',
  soumisDroitsDevoirs: '1',
  dateDeces: null,
  ...autre,
});

const foyer = (autre: Partial<FoyerDeclare> = {}, ...personnes: PersonneDeclaree[]): FoyerDeclare => ({
  ligne: 10,
  organisme: 'CAF',
  numeroOrganisme: '331',
  matricule: '1234567',
  numeroDemande: '01024041033',
  dateDemande: '2026-09-01',
  departement: '033',
  etatDossier: '2',
  motifCloture: null,
  depart: null,
  commune: { codeInsee: '33063', codePostal: '33000', libelle: 'BORDEAUX' },
  personnes: personnes.length > 0 ? personnes : [personne()],
  ...autre,
});

const constats = (declare: FoyerDeclare): Constats => {
  const resultat = constater(declare, contexte);
  if (!resultat.ok) throw new Error(resultat.error.code);
  return resultat.value;
};

describe('ce que dit un foyer du flux', () => {
  it.each(['2', '3', '4'])('dossier en état %s, personne soumise : elle est bénéficiaire', (etatDossier) => {
    const lu = constats(foyer({ etatDossier }));
    expect(lu.beneficiaires).toEqual([
      {
        role: 'DEM',
        identite: expect.objectContaining({ nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF' }) as unknown,
      },
    ]);
    expect(lu).toMatchObject({ organismePayeur: 'CAF', dateDemande: '2026-09-01', codeInsee: '33063', refus: [], absenceProbante: true });
  });

  it.each(['0', '1', '5', '6'])('dossier en état %s : personne n’a de droit ouvert', (etatDossier) => {
    const lu = constats(foyer({ etatDossier }));
    expect([lu.beneficiaires.length, lu.sansDroit.length, lu.refus.length]).toEqual([0, 1, 0]);
  });

  it('le conjoint soumis est bénéficiaire lui aussi, l’enfant non', () => {
    const enfant = personne({ nir: null, role: 'ENF', soumisDroitsDevoirs: null });
    const conjoint = personne({ nir: '1720678355011', role: 'CJT', soumisDroitsDevoirs: 'true' });
    const lu = constats(foyer({}, personne(), conjoint, enfant));
    expect(lu.beneficiaires.map(({ role }) => role)).toEqual(['DEM', 'CJT']);
    expect([lu.refus, lu.absenceProbante]).toEqual([[], true]);
  });

  const mauvaises: [string, Partial<PersonneDeclaree>, CodeRefus][] = [
    ['sans NIR', { nir: null }, 'NIR_ABSENT'],
    ['NIR trop court', { nir: '26905495881' }, 'NIR_LONGUEUR'],
    ['clé fausse', { nir: '269054958815781' }, 'NIR_CLE'],
    ['sans date de naissance', { dateNaissance: null }, 'DATE_NAISSANCE_ABSENTE'],
    ['date impossible', { dateNaissance: '1969-02-30' }, 'DATE_NAISSANCE_ILLISIBLE'],
    ['date d’un autre siècle', { dateNaissance: '0069-05-12' }, 'DATE_NAISSANCE_ILLISIBLE'],
    ['date française', { dateNaissance: '12/05/1969' }, 'DATE_NAISSANCE_ILLISIBLE'],
    ['née demain', { dateNaissance: '2026-11-25' }, 'DATE_NAISSANCE_FUTURE'],
    ['sans nom', { nom: null }, 'NOM_ABSENT'],
    ['sans prénom', { prenom: null }, 'PRENOM_ABSENT'],
    ['indicateur illisible', { soumisDroitsDevoirs: 'O' }, 'SOUMISSION_ILLISIBLE'],
  ];
  it.each(mauvaises)('une personne %s est refusée à sa ligne, le reste du foyer passe', (_, defaut, code) => {
    const lu = constats(foyer({}, personne({ ligne: 99, ...defaut }), personne({ nir: '1720678355011', role: 'CJT' })));
    expect(lu.refus).toEqual([{ ligne: 99, portee: 'PERSONNE', code }]);
    expect(lu.beneficiaires).toHaveLength(1);
    expect(lu.absenceProbante).toBe(false);
  });

  const foyersRefuses: [string, Partial<FoyerDeclare>, CodeRefus][] = [
    ['d’un autre département', { departement: '052' }, 'AUTRE_DEPARTEMENT'],
    ['d’un organisme inconnu', { organisme: 'XYZ' }, 'ORGANISME_INCONNU'],
    ['dans un état inconnu', { etatDossier: '9' }, 'ETAT_DOSSIER_INCONNU'],
  ];
  it.each(foyersRefuses)('un foyer %s est mis de côté en entier', (_, defaut, code) => {
    expect(constater(foyer(defaut), contexte)).toEqual({ ok: false, error: { ligne: 10, portee: 'FOYER', code } });
  });

  it('une commune sans code INSEE lisible n’est pas retenue', () => {
    const de = (codeInsee: string) => constats(foyer({ commune: { codeInsee, codePostal: null, libelle: null } })).codeInsee;
    expect(['2A004', '97411', '33', 'BEGLES'].map(de)).toEqual(['2A004', '97411', null, null]);
    expect(constats(foyer({ commune: null })).codeInsee).toBeNull();
  });

  it('une date avec zone, ou née aujourd’hui, se lit', () => {
    const lu = constats(foyer({ dateDemande: 'bientôt' }, personne({ dateNaissance: '2026-11-24Z' })));
    expect(lu.beneficiaires[0]?.identite.dateNaissance).toBe('2026-11-24');
    expect(lu.dateDemande).toBeNull();
  });

  it('le code du département perd son zéro de tête, pas davantage', () => {
    expect(['033', '02a', '974', '001', '75'].map(codeDepartement)).toEqual(['33', '2A', '974', '01', '75']);
  });
});

describe('perte d’un droit connu', () => {
  const perte = (declare: FoyerDeclare, cite: boolean) => motifDePerte(constats(declare), cite);

  it('dossier clos ou refusé : tout le foyer le perd', () => {
    expect(perte(foyer({ etatDossier: '5' }), false)).toBe('DOSSIER_CLOS');
    expect(perte(foyer({ etatDossier: '1' }), true)).toBe('DEMANDE_REFUSEE');
  });

  it('dossier ouvert : qui n’est plus soumis, ou plus dans le foyer', () => {
    expect(perte(foyer(), true)).toBe('NON_SOUMIS_DROITS_DEVOIRS');
    expect(perte(foyer(), false)).toBe('SORTIE_DU_FOYER');
  });

  it('un adulte non identifié empêche de conclure à une sortie du foyer', () => {
    expect(perte(foyer({}, personne({ nir: null })), false)).toBeNull();
    expect(perte(foyer({}, personne(), personne({ nir: null, role: 'CJT', soumisDroitsDevoirs: '0' })), false)).toBeNull();
  });
});
