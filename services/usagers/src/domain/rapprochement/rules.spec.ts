import fc from 'fast-check';
import { comparer, type Fiche, ficheVide, juger, rapprocher, type Verdict } from './rules.js';

const anais: Fiche = {
  ...ficheVide,
  nir: '2690549588157',
  dateNaissance: '1969-05-12',
  nom: 'LEBŒUF',
  nomNaissance: 'MARTIN',
  prenom: 'ANAÏS',
};
const jose: Fiche = { ...ficheVide, nir: '1720678355011', dateNaissance: '1972-06-30', nom: 'GONÇALVES', nomNaissance: null, prenom: 'JOSÉ' };
const sansNir = { nir: null, numeroFranceTravail: '10429447247' };

describe('rapprochement de deux fiches', () => {
  const cas: [verdict: Verdict, dit: string, raison: string, a: Fiche, b: Fiche][] = [
    ['MEME', 'même NIR et même date de naissance', 'ils désignent une personne ensemble', anais, anais],
    ['MEME', 'nom d’usage changé par un mariage', 'le prénom et la naissance restent', anais, { ...anais, nom: 'DURAND', nomNaissance: null }],
    ['MEME', 'prénom corrigé', 'le nom de naissance reste', anais, { ...anais, prenom: 'ANNE' }],
    ['MEME', 'accents et traits d’union perdus par une source', 'les sources ne les gardent pas toutes', anais, { ...anais, nom: 'leboeuf', nomNaissance: null, prenom: 'ANAIS-MARIE' }],
    ['NIR_SEUL', 'même NIR, autre date de naissance', 'le NIR seul ne suffit jamais : il est mal recopié, ou partagé par erreur', anais, { ...anais, dateNaissance: '1969-05-13' }],
    ['NIR_SEUL', 'même NIR, date de naissance inconnue', 'rien ne le confirme', anais, { ...anais, dateNaissance: null }],
    ['NOMS_DIFFERENTS', 'même NIR et même naissance, ni nom ni prénom en commun', 'une erreur de saisie du NIR a pu désigner quelqu’un d’autre', anais, { ...anais, nom: 'PETIT', nomNaissance: null, prenom: 'LOUIS' }],
    ['NON_CERTIFIEE', 'identité non certifiée par France Travail', 'France Travail dit lui-même ne pas en être sûr', anais, { ...anais, certifiee: false }],
    ['MEME', 'même numéro France Travail, NIR inconnu, identité concordante', 'le numéro et l’identité se confirment', { ...anais, ...sansNir }, { ...anais, ...sansNir, nir: anais.nir }],
    ['NUMERO_SEUL', 'même numéro, autre date de naissance', 'un numéro France Travail change de main', { ...anais, ...sansNir }, { ...anais, ...sansNir, dateNaissance: '1969-05-13' }],
    ['NUMERO_PARTAGE', 'même numéro, deux NIR', 'deux personnes sous un numéro', { ...anais, numeroFranceTravail: '1' }, { ...jose, numeroFranceTravail: '1' }],
    ['NUMERO_SEUL', 'même identifiant chez un partenaire, le reste inconnu', 'un identifiant de partenaire ne suffit pas', { ...anais, nir: null, partenaires: { MILO: '7' } }, { ...ficheVide, partenaires: { MILO: '7' } }],
    ['AUTRE', 'même identifiant chez deux partenaires différents', 'chaque partenaire a sa propre suite de numéros', { ...jose, nir: null, partenaires: { MILO: '7' } }, { ...ficheVide, partenaires: { CAPEMPLOI: '7' } }],
    ['DEJA_VUE', 'un numéro d’attente puis un NIR, même état civil', 'la même personne a été vue avant son immatriculation', { ...anais, nir: '7690549588157' }, anais],
    ['DEJA_VUE', 'même état civil, un NIR manque', 'elle a pu être vue deux fois', { ...anais, nir: null }, anais],
    ['AUTRE', 'même état civil, deux NIR définitifs', 'des homonymes naissent le même jour', { ...anais, nir: '2690549588158' }, anais],
    ['AUTRE', 'rien en commun', 'ce sont deux personnes', anais, jose],
  ];
  it.each(cas)('%s : %s, car %s', (...[verdict, , , a, b]) => {
    expect(juger(a, b)).toBe(verdict);
    expect(juger(b, a)).toBe(verdict);
  });

  it('dit ce que deux fiches ont en commun sans répéter leurs valeurs', () => {
    const dit = comparer(anais, jose);
    expect(dit).toEqual({ nir: 'DIFFERENT', dateNaissance: 'DIFFERENT', noms: 'DIFFERENT', etatCivil: 'DIFFERENT', numero: 'INCONNU' });
    expect(JSON.stringify(dit)).not.toMatch(/2690549588157|LEB/);
  });
});

describe('rapprochement avec les personnes connues', () => {
  it('reconnaît la seule qui convient, et garde le doute sur celle qui n’a que le NIR', () => {
    const connues = [{ id: 'a', fiche: anais }, { id: 'b', fiche: { ...anais, dateNaissance: '1970-01-01' } }, { id: 'c', fiche: jose }];
    expect(rapprocher(anais, connues)).toEqual({ meme: 'a', doutes: [{ id: 'b', motif: 'NIR_SEUL' }] });
  });

  it('une personne que rien ne rapproche est nouvelle', () => {
    expect(rapprocher(anais, [{ id: 'c', fiche: jose }])).toEqual({ meme: null, doutes: [] });
  });

  it('quand deux personnes conviennent, personne ne choisit à la place de l’agent', () => {
    expect(rapprocher(anais, [{ id: 'a', fiche: anais }, { id: 'b', fiche: anais }])).toEqual({
      meme: null,
      doutes: [{ id: 'a', motif: 'DEJA_VUE' }, { id: 'b', motif: 'DEJA_VUE' }],
    });
  });

  const peu = (...valeurs: string[]) => fc.option(fc.constantFrom(...valeurs), { nil: null });
  const fiche: fc.Arbitrary<Fiche> = fc.record({
    nir: peu('2690549588157', '7690549588157', '1720678355011'),
    dateNaissance: peu('1969-05-12', '1969-05-13'),
    nom: peu('LEBŒUF', 'Leboeuf', 'PETIT'),
    nomNaissance: peu('MARTIN', 'PETIT'),
    prenom: peu('ANAÏS', 'Louis'),
    numeroFranceTravail: peu('1', '2'),
    partenaires: fc.dictionary(fc.constantFrom('MILO', 'CAPEMPLOI'), fc.constantFrom('1', '2')),
    certifiee: fc.boolean(),
  });

  it('quelles que soient les fiches : jamais la même personne sans la même date de naissance, ni sur le NIR seul', () => {
    fc.assert(
      fc.property(fiche, fc.array(fiche, { maxLength: 4 }), (candidate, connues) => {
        const { meme } = rapprocher(candidate, connues.map((connue, id) => ({ id, fiche: connue })));
        if (meme === null) return;
        const lue = comparer(candidate, connues[meme] as Fiche);
        expect(lue.dateNaissance).toBe('IDENTIQUE');
        expect(lue.noms).not.toBe('DIFFERENT');
        expect([lue.nir, lue.numero]).toContain('IDENTIQUE');
        expect(candidate.certifiee && connues[meme]?.certifiee).toBe(true);
      }),
    );
  });

  it('l’ordre des deux fiches ne change pas le verdict', () => {
    fc.assert(fc.property(fiche, fiche, (a, b) => juger(a, b) === juger(b, a)));
  });
});
