import { randomBytes } from 'node:crypto';
import { isFailure } from '@relais/kernel';
import { type Scelle } from '../../application/ports.js';
import { cleIndex, clesMaitresses, lireCles } from './cles.js';
import { type ClesCoffre, creerCoffre } from './coffre.js';

const cles = (): ClesCoffre => ({ maitresses: new Map([['1', randomBytes(32)]]), courante: '1', index: randomBytes(32) });
const identite = { nir: '2690549588157', nom: 'LEBŒUF', prenom: 'ANAÏS' };
const alice = '00000000-0000-7000-8000-000000000001';
const bruno = '00000000-0000-7000-8000-000000000002';

const erreurDe = (action: () => unknown): Error => {
  try {
    action();
  } catch (erreur) {
    if (isFailure(erreur)) return erreur;
  }
  throw new Error('aucune erreur');
};

describe('coffre des identités', () => {
  it('rend ce qu’il a scellé, et rien n’y est lisible', () => {
    const coffre = creerCoffre(cles());
    const scelle = coffre.sceller(alice, identite);
    expect(coffre.ouvrir(alice, scelle)).toEqual(identite);
    for (const octets of [scelle.cle, scelle.donnees]) {
      for (const clair of Object.values(identite)) expect(octets.includes(clair)).toBe(false);
    }
  });

  it('donne une clé par personne, et jamais deux fois les mêmes octets', () => {
    const coffre = creerCoffre(cles());
    const [a, b] = [coffre.sceller(alice, identite), coffre.sceller(alice, identite)];
    expect(a.donnees.equals(b.donnees)).toBe(false);
    expect(a.cle.equals(b.cle)).toBe(false);
  });

  it('rescelle sous la même clé', () => {
    const coffre = creerCoffre(cles());
    const scelle = coffre.sceller(alice, identite);
    const change = coffre.resceller(alice, scelle, { ...identite, nom: 'MARTIN' });
    expect(change.cle).toBe(scelle.cle);
    expect(coffre.ouvrir(alice, change)).toEqual({ ...identite, nom: 'MARTIN' });
  });

  const coffre = creerCoffre(cles());
  const scelle = coffre.sceller(alice, identite);
  const abime = (octets: Buffer): Buffer => {
    const copie = Buffer.from(octets);
    copie[20] = (copie[20] ?? 0) ^ 1;
    return copie;
  };
  const cas: [string, string, Scelle][] = [
    ['d’une autre personne', bruno, scelle],
    ['abîmé', alice, { ...scelle, donnees: abime(scelle.donnees) }],
    ['tronqué', alice, { ...scelle, donnees: scelle.donnees.subarray(0, 5) }],
    ['dont la clé est détruite', alice, { ...scelle, cle: Buffer.alloc(0) }],
    ['dont la clé est celle d’un autre', alice, { ...scelle, cle: coffre.sceller(bruno, {}).cle }],
    ['d’une version inconnue', alice, { ...scelle, cleVersion: '9' }],
  ];
  it.each(cas)('n’ouvre pas un sceau %s, et n’en dit rien', (_, personne, sceau) => {
    const erreur = erreurDe(() => coffre.ouvrir(personne, sceau));
    expect(`${erreur.message} ${JSON.stringify(erreur)}`).not.toMatch(/2690549588157|LEB|[A-Za-z0-9+/]{40}/);
  });

  it('lit sous l’ancienne clé et écrit sous la nouvelle', () => {
    const anciennes = cles();
    const ancien = creerCoffre(anciennes).sceller(alice, identite);
    const maitresses = new Map([...anciennes.maitresses, ['2', randomBytes(32)]]);
    const nouveau = creerCoffre({ ...anciennes, maitresses, courante: '2' });
    expect(nouveau.ouvrir(alice, ancien)).toEqual(identite);
    expect(nouveau.sceller(alice, identite).cleVersion).toBe('2');
  });

  it('réenveloppe la clé d’une personne sans toucher à ce qu’elle protège', () => {
    const anciennes = cles();
    const scelleAvant = creerCoffre(anciennes).sceller(alice, identite);
    const nouvelle = { ...anciennes, maitresses: new Map([['2', randomBytes(32)], ...anciennes.maitresses]), courante: '2' };
    const enveloppee = creerCoffre(nouvelle).reenvelopper(alice, scelleAvant);
    expect([creerCoffre(nouvelle).anciennesCles, enveloppee.cleVersion]).toEqual([['1'], '2']);
    const seule = { ...nouvelle, maitresses: new Map([...nouvelle.maitresses].slice(0, 1)) };
    expect(creerCoffre(seule).ouvrir(alice, { ...enveloppee, donnees: scelleAvant.donnees })).toEqual(identite);
  });
});

describe('index aveugle', () => {
  const commun = cles();
  const { index } = creerCoffre(commun);

  it('retrouve la même valeur, ne confond ni genres ni découpes, dépend de sa clé', () => {
    const reference = index('NIR_NAISSANCE', '2690549588157', '1969-05-12');
    expect(reference).toHaveLength(32);
    expect(index('NIR_NAISSANCE', '2690549588157', '1969-05-12').equals(reference)).toBe(true);
    for (const autre of [
      index('FOYER', '2690549588157', '1969-05-12'),
      index('NIR_NAISSANCE', '26905495881571969-05-12'),
      index('NIR_NAISSANCE', '2690549588157', '1969-05-13'),
      creerCoffre({ ...commun, index: randomBytes(32) }).index('NIR_NAISSANCE', '2690549588157', '1969-05-12'),
    ]) {
      expect(autre.equals(reference)).toBe(false);
    }
  });
});

describe('changement de la clé d’index', () => {
  it('cherche sous chaque clé encore lue, la courante d’abord', () => {
    const ancienne = cles();
    const nouvelle = { ...ancienne, index: randomBytes(32), indexVersion: '2', anciensIndex: [ancienne.index] };
    const possibles = creerCoffre(nouvelle).indexPossibles('NIR', '2690549588157');
    expect(possibles).toEqual([creerCoffre(nouvelle).index('NIR', '2690549588157'), creerCoffre(ancienne).index('NIR', '2690549588157')]);
    expect(lireCles({ maitresses: clesMaitresses.parse(randomBytes(32).toString('base64')), index: cleIndex.parse(['2', '1'].map((version) => `${version}:${randomBytes(32).toString('base64')}`).join(',')) })).toMatchObject({ indexVersion: '2', anciensIndex: [{ length: 32 }] });
  });
});

describe('clés de la configuration', () => {
  const [a, b] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];

  it('la première clé maîtresse est la courante ; seule, elle est la version 1', () => {
    const index = cleIndex.parse(b);
    const lues = lireCles({ maitresses: clesMaitresses.parse(`2027:${a}, 2026:${b}`), index });
    expect([lues.courante, [...lues.maitresses.keys()]]).toEqual(['2027', ['2027', '2026']]);
    expect(lues.index.equals(Buffer.from(b, 'base64'))).toBe(true);
    expect(lireCles({ maitresses: clesMaitresses.parse(a), index }).courante).toBe('1');
  });

  it.each([
    ['trop courte', `1:${randomBytes(16).toString('base64')}`],
    ['pas en base64', '1:secret!'],
    ['dont une manque', `1:${a},`],
    ['absente', ''],
  ])('refuse une clé %s sans la répéter', (_, texte) => {
    for (const lue of [clesMaitresses.safeParse(texte), cleIndex.safeParse(texte)]) {
      expect(lue.success).toBe(false);
      expect(String(lue.error)).not.toMatch(/secret!|[A-Za-z0-9+/]{20,}=/);
    }
  });
});
