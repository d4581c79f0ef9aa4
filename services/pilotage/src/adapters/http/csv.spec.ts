import fc from 'fast-check';
import { nombre, texte } from './csv.js';

describe('le CSV pour un tableur français', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+33', "'+33"],
    ['-2', "'-2"],
    ['@SOMME(A1)', "'@SOMME(A1)"],
    ['\t=1', "'\t=1"],
    ['a;b', '"a;b"'],
    ['dit "oui"', '"dit ""oui"""'],
    ['=A1;"x"', `"'=A1;""x"""`],
    ['Commune 33063', 'Commune 33063'],
  ])('%p s’écrit %p', (valeur, ecrit) => expect(texte(valeur)).toBe(ecrit));

  it('aucun texte ne devient une formule, ni ne sort de sa cellule', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', ';', '"', '\r', '\n', '\t', 'a', ' ') }), (valeur) => {
        const ecrit = texte(valeur);
        const contenu = ecrit.startsWith('"') ? ecrit.slice(1, -1).replaceAll('""', '"') : ecrit;
        expect(contenu).not.toMatch(/^[=+\-@\t\r]/);
        expect([valeur, `'${valeur}`]).toContain(contenu);
        if (!ecrit.startsWith('"')) expect(ecrit).not.toMatch(/[;"\r\n]/);
      }),
    );
  });

  it('écrit les nombres avec une virgule, et rien quand il n’y en a pas', () => expect([54.5, 12, 0, null].map(nombre)).toEqual(['54,5', '12', '0', '']));
});
