import { barsOf, cellOf, type Figures } from './figures.js';

const line = (libelle: string, value: number | null, masque = false) => ({ cle: libelle, libelle, masque, personnes: null, mesures: { part: value } });
const figures: Figures = {
  indicateur: { code: 'x', libelle: '', definition: '', unite: '%', mesures: [] },
  departement: '33',
  par: 'organisme',
  au: '2026-11-24',
  seuil: 11,
  lignes: [line('A', 10), line('B', 75), line('C', null), line('D', null, true)],
  total: line('Ensemble', 40),
};

describe('figures', () => {
  it('are drawn longest first, without what is masked or unknown', () => {
    expect(barsOf(figures, 'part')).toEqual([
      { label: 'B', value: 75 },
      { label: 'A', value: 10 },
    ]);
  });

  it('say in the table what is masked and what is unknown', () => {
    expect(figures.lignes.map((row) => cellOf(row, row.mesures.part))).toEqual(['10', '75', '—', 'masqué']);
  });
});
