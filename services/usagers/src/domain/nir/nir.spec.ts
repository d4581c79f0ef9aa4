import fc from 'fast-check';
import { cleNir, lireNir, type Nir } from './nir.js';

const chiffres = (taille: number) =>
  fc.integer({ min: 0, max: 10 ** taille - 1 }).map((n) => String(n).padStart(taille, '0'));
const mois = fc.oneof(
  fc.integer({ min: 1, max: 12 }),
  fc.constant(20),
  fc.integer({ min: 30, max: 42 }),
  fc.integer({ min: 50, max: 99 }),
);
const departement = fc.oneof(chiffres(2), fc.constantFrom('2A', '2B'));
const nirValide = fc
  .tuple(fc.constantFrom('1', '2', '3', '4', '7', '8'), chiffres(2), mois, departement, chiffres(6))
  .map(([sexe, annee, m, d, suite]) => `${sexe}${annee}${String(m).padStart(2, '0')}${d}${suite}` as Nir);

const codeDe = (texte: string): string => {
  const lu = lireNir(texte);
  return lu.ok ? 'OK' : lu.error.code;
};

describe('NIR', () => {
  it.each([
    ['2690549588157', '80'],
    ['1720678355011', '47'],
    ['180012A123456', '20'],
    ['180012B123456', '47'],
  ])('%s a pour clé %s', (nir, cle) => {
    expect(cleNir(nir as Nir)).toBe(cle);
    expect(lireNir(`${nir}${cle}`)).toEqual({ ok: true, value: nir });
  });

  it.each([
    ['269054958815', 'NIR_LONGUEUR'],
    ['26905495881578', 'NIR_LONGUEUR'],
    ['', 'NIR_LONGUEUR'],
    ['26905495881X7', 'NIR_FORME'],
    ['180011A123456', 'NIR_FORME'],
    ['18001A2123456', 'NIR_FORME'],
    ['5690549588157', 'NIR_SEXE'],
    ['0690549588157', 'NIR_SEXE'],
    ['2690049588157', 'NIR_MOIS'],
    ['2691349588157', 'NIR_MOIS'],
    ['2694549588157', 'NIR_MOIS'],
    ['269054958815781', 'NIR_CLE'],
    ['2690549588157AB', 'NIR_CLE'],
  ])('refuse %s : %s', (texte, code) => expect(codeDe(texte)).toBe(code));

  it('accepte tout NIR valide, avec ou sans clé, avec des espaces, en minuscules, et rend les 13 caractères', () => {
    fc.assert(
      fc.property(nirValide, (nir) => {
        const cle = cleNir(nir);
        expect(cle).toMatch(/^(0[1-9]|[1-8]\d|9[0-7])$/);
        for (const forme of [nir, `${nir}${cle}`, ` ${nir.slice(0, 1)} ${nir.slice(1).toLowerCase()} ${cle} `]) {
          expect(lireNir(forme)).toEqual({ ok: true, value: nir });
        }
      }),
    );
  });

  it('voit par sa clé tout chiffre changé', () => {
    fc.assert(
      fc.property(nirValide, fc.nat(12), fc.integer({ min: 1, max: 9 }), (nir, rang, ecart) => {
        fc.pre(/\d/.test(nir.charAt(rang)));
        const change = `${nir.slice(0, rang)}${(Number(nir.charAt(rang)) + ecart) % 10}${nir.slice(rang + 1)}`;
        expect(codeDe(`${change}${cleNir(nir)}`)).not.toBe('OK');
      }),
    );
  });

  it('voit par sa clé la confusion entre 2A et 2B', () => {
    fc.assert(
      fc.property(nirValide, (nir) => {
        const [a, b] = ['2A', '2B'].map((d) => `${nir.slice(0, 5)}${d}${nir.slice(7)}` as Nir) as [Nir, Nir];
        expect(codeDe(`${a}${cleNir(b)}`)).toBe('NIR_CLE');
      }),
    );
  });

  it('ne répète jamais le numéro dans un refus', () => {
    fc.assert(
      fc.property(nirValide, (nir) => {
        expect(JSON.stringify(lireNir(`${nir}00`))).not.toContain(nir);
      }),
    );
  });
});
