import fc from 'fast-check';
import { diffPanier } from './diff.js';

const id = fc.integer({ min: 0, max: 12 }).map((n) => `52898$${n}`);
const vues = fc.array(id.map((identifiantActivite) => ({ identifiantActivite })));
const connues = fc.uniqueArray(fc.record({ identifiantActivite: id, presente: fc.boolean() }), { selector: (row) => row.identifiantActivite });

describe('the difference of two readings of the basket', () => {
  it('tells what is new, known, back and gone', () => {
    const before = [
      { identifiantActivite: 'a', presente: true },
      { identifiantActivite: 'b', presente: true },
      { identifiantActivite: 'c', presente: false },
      { identifiantActivite: 'd', presente: false },
    ];
    const now = ['b', 'c', 'e', 'e'].map((identifiantActivite) => ({ identifiantActivite }));
    expect(diffPanier(before, now)).toEqual({
      nouvelles: [{ identifiantActivite: 'e' }],
      connues: ['b'],
      revenues: ['c'],
      disparues: ['a'],
    });
  });

  it('puts every activity in one place, once', () => {
    fc.assert(
      fc.property(connues, vues, (before, now) => {
        const diff = diffPanier(before, now);
        const shown = [...diff.nouvelles.map((row) => row.identifiantActivite), ...diff.connues, ...diff.revenues];
        expect([...shown].sort()).toEqual([...new Set(now.map((row) => row.identifiantActivite))].sort());
        expect(diff.disparues.every((gone) => !shown.includes(gone))).toBe(true);
        expect(new Set([...shown, ...diff.disparues]).size).toBe(shown.length + diff.disparues.length);
      }),
    );
  });

  it('finds nothing to do in the same reading made twice', () => {
    fc.assert(
      fc.property(connues, vues, (before, now) => {
        const first = diffPanier(before, now);
        const after = new Map(before.map((row) => [row.identifiantActivite, row.presente]));
        for (const { identifiantActivite } of first.nouvelles) after.set(identifiantActivite, true);
        for (const back of first.revenues) after.set(back, true);
        for (const gone of first.disparues) after.set(gone, false);
        const second = diffPanier([...after].map(([identifiantActivite, presente]) => ({ identifiantActivite, presente })), now);
        expect([second.nouvelles, second.revenues, second.disparues]).toEqual([[], [], []]);
      }),
    );
  });
});
