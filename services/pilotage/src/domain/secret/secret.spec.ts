import fc from 'fast-check';
import { type Agregat, partFavorable } from '../indicateur/indicateur.js';
import { arrondir, masquer } from './secret.js';

const cellule = (personnesFavorables: number, personnesDefavorables = 0): Agregat => ({
  cle: null,
  personnes: personnesFavorables + personnesDefavorables,
  personnesFavorables,
  personnesDefavorables,
  cas: personnesFavorables + personnesDefavorables,
  favorables: personnesFavorables,
  mediane: null,
  somme: 0,
});
const comptes = ({ personnes, personnesFavorables, personnesDefavorables }: Agregat) => [personnes, personnesFavorables, personnesDefavorables];
const total = (cellules: readonly Agregat[]): Agregat =>
  cellule(
    cellules.reduce((somme, { personnesFavorables }) => somme + personnesFavorables, 0),
    cellules.reduce((somme, { personnesDefavorables }) => somme + personnesDefavorables, 0),
  );
const masquees = (cellules: Agregat[], seuil = 5) => {
  const { cellules: rangs, total: ensemble } = masquer(cellules, total(cellules), seuil);
  return [[...rangs].sort((a, b) => a - b), ensemble];
};

describe('secret statistique', () => {
  it('montre ce qui atteint le seuil', () => expect(masquees([cellule(5), cellule(9)])).toEqual([[], false]));

  it('masque avec la petite cellule la plus petite des autres, sinon elle se retrouverait par différence', () =>
    expect(masquees([cellule(40), cellule(3), cellule(12)])).toEqual([[1, 2], false]));

  it('masque jusqu’à ce que l’ensemble de ce qui est masqué atteigne le seuil', () =>
    expect(masquees([cellule(1), cellule(2), cellule(30), cellule(20)])).toEqual([[0, 1, 3], false]));

  it('masque le total quand il est lui-même trop petit', () => expect(masquees([cellule(2), cellule(1)])).toEqual([[0, 1], true]));

  it('masque une part dont un des deux côtés est trop petit', () => {
    expect(masquees([cellule(50, 2), cellule(30, 30)])).toEqual([[0, 1], false]);
    expect(masquees([cellule(50, 0), cellule(30, 30)])).toEqual([[], false]);
  });

  it('a un seuil réglable : 11 masque ce que 5 montre, 1 montre tout', () => {
    expect(masquees([cellule(10), cellule(30)], 11)).toEqual([[0, 1], false]);
    expect(masquees([cellule(1), cellule(30)], 1)).toEqual([[], false]);
  });

  const tables = fc.array(
    fc.tuple(fc.nat({ max: 25 }), fc.oneof(fc.constant(0), fc.nat({ max: 25 }))).map(([oui, non]) => cellule(oui, non)),
    { minLength: 1, maxLength: 12 },
  );
  const seuils = fc.integer({ min: 2, max: 11 });

  it('ne montre jamais un compte sous le seuil', () => {
    fc.assert(
      fc.property(tables, seuils, (cellules, seuil) => {
        const masques = masquer(cellules, total(cellules), seuil);
        const montres = [...cellules.filter((_, rang) => !masques.cellules.has(rang)), ...(masques.total ? [] : [total(cellules)])];
        for (const compte of montres.flatMap(comptes)) expect(compte === 0 || compte >= seuil).toBe(true);
      }),
    );
  });

  it('ne laisse retrouver aucune cellule masquée par différence', () => {
    fc.assert(
      fc.property(tables, seuils, (cellules, seuil) => {
        const ensemble = total(cellules);
        const masques = masquer(cellules, ensemble, seuil);
        if (masques.cellules.size === 0) {
          expect(masques.total).toBe(false);
          return;
        }
        // Without the total, what is masked can be anything.
        if (masques.total) return;
        expect(masques.cellules.size).toBeGreaterThanOrEqual(2);
        const visibles = total(cellules.filter((_, rang) => !masques.cellules.has(rang)));
        const restes = comptes(ensemble).map((compte, rang) => compte - (comptes(visibles)[rang] ?? 0));
        // What subtraction gives is a count of at least `seuil` persons, to be shared between two cells or more.
        expect(restes[0]).toBeGreaterThanOrEqual(seuil);
        for (const reste of restes) expect(reste === 0 || reste >= seuil).toBe(true);
      }),
    );
  });

  it('ne masque rien sans raison : une cellule masquée de plus en protège une autre', () => {
    fc.assert(
      fc.property(tables, seuils, (cellules, seuil) => {
        const petites = cellules.flatMap(comptes).some((compte) => compte > 0 && compte < seuil);
        expect(masquer(cellules, total(cellules), seuil).cellules.size > 0).toBe(petites);
      }),
    );
  });

  it('arrondit les comptes, et les parts avec eux', () => {
    const arrondi = arrondir(cellule(33, 14), 10);
    expect(arrondi).toMatchObject({ personnes: 50, cas: 50, favorables: 30 });
    expect(partFavorable(arrondi)).toBe(60);
    expect(arrondir(cellule(33, 14), 1)).toEqual(cellule(33, 14));
  });
});
