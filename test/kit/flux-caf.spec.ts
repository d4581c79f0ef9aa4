import { cleDe, enWindows1252, fluxCaf, type FoyerGenere, foyersDuFlux, soumisAvecDroit } from './flux-caf.js';

const octetsDe = async (flux: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const morceaux: Uint8Array[] = [];
  for await (const morceau of flux) morceaux.push(morceau);
  return Buffer.concat(morceaux);
};

const personnes = (foyers: readonly FoyerGenere[]) => foyers.flatMap((foyer) => [...foyer.personnes]);

describe('flux CAF généré', () => {
  it('est le même pour la même graine, un autre pour une autre', async () => {
    const [a, b, c] = await Promise.all(
      [1, 1, 2].map((graine) => octetsDe(fluxCaf({ foyers: 20, graine, morceau: graine * 1000 }))),
    );
    expect(a?.equals(b as Buffer)).toBe(true);
    expect(a?.equals(c as Buffer)).toBe(false);
  });

  it('garde ses foyers quand on en demande davantage', () => {
    const [peu, plus] = [10, 50].map((foyers) => [...foyersDuFlux({ foyers })]);
    expect(plus?.slice(0, 10)).toEqual(peu);
  });

  it('montre couples, enfants, tous les états de dossier, et des accents propres à windows-1252', async () => {
    const foyers = [...foyersDuFlux({ foyers: 300 })];
    expect(new Set(foyers.map(({ etatDossier }) => etatDossier))).toEqual(new Set('0123456'));
    expect(new Set(personnes(foyers).map(({ role }) => role))).toEqual(new Set(['DEM', 'CJT', 'ENF']));
    expect(foyers.some((foyer) => foyer.personnes.some((p) => soumisAvecDroit(foyer, p)))).toBe(true);
    const octets = await octetsDe(fluxCaf({ foyers: 300 }));
    expect([0x8c, 0x92, 0xcb].every((octet) => octets.includes(octet))).toBe(true);
    expect(octets.includes(0x3f, octets.indexOf('?>') + 2)).toBe(false);
  });

  it('donne à chaque adulte un NIR à lui, dont la clé est juste', () => {
    const adultes = personnes([...foyersDuFlux({ foyers: 3000 })]).filter(({ role }) => role !== 'ENF');
    const nirs = adultes.map(({ nir }) => nir ?? '');
    expect(new Set(nirs.map((nir) => nir.slice(0, 13))).size).toBe(nirs.length);
    for (const nir of nirs) {
      expect(nir).toMatch(/^[12]\d{4}(\d\d|2A)\d{6}(\d\d)?$/);
      if (nir.length === 15) expect(nir.slice(13)).toBe(cleDe(nir.slice(0, 13)));
    }
    expect(cleDe('180012A123456')).toBe('20');
  });

  it('fausse la part de NIR demandée', () => {
    const adultes = personnes([...foyersDuFlux({ foyers: 500, nirFaux: 1 })]).filter(({ role }) => role !== 'ENF');
    expect(adultes.every(({ nir }) => nir?.slice(13) !== cleDe(nir?.slice(0, 13) ?? ''))).toBe(true);
  });

  it('met les personnes voulues en tête, ouvertes et soumises sauf avis contraire', () => {
    const alice = { nir: '2690549588157', dateNaissance: '1969-05-12', nom: 'LEBŒUF', prenom: 'ANAÏS', codeInsee: '33063' };
    const [premier, second, troisieme] = foyersDuFlux({ foyers: 3, forces: [alice, { ...alice, soumis: false, etatDossier: '5' }] });
    expect(premier).toMatchObject({ etatDossier: '2', codeInsee: '33063', personnes: [{ nom: 'LEBŒUF', soumis: true }] });
    expect(second).toMatchObject({ etatDossier: '5', personnes: [{ soumis: false }] });
    expect(troisieme?.personnes[0]?.nom).not.toBeUndefined();
  });

  it('refuse un caractère que windows-1252 n’a pas', () => {
    expect(() => enWindows1252('ễ')).toThrow(RangeError);
    expect([...enWindows1252('Œ’€é')]).toEqual([0x8c, 0x92, 0x80, 0xe9]);
  });
});
