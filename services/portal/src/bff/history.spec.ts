import { merge } from './history.js';

const fact = (id: string, at: string, sequence: number) => ({ id, type: 'x', at, sequence });

describe('the history of a person', () => {
  it('puts the facts of all journals in the order they were told', () => {
    const journals = [
      [fact('a', '2026-11-02T08:00:00.000Z', 1), fact('c', '2026-11-04T08:00:00.000Z', 2)],
      [fact('b', '2026-11-03T08:00:00.000Z', 1), fact('d', '2026-11-04T08:00:00.000Z', 3)],
    ];
    expect(merge(journals).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });
});
