import { withDatabases } from './databases.js';
import { simulate } from './simulate.js';

/** The whole proof is `npm run simulate`; these run with every test run. */
const SEEDS = 200;
const LONGEST_MS = 900_000;

describe('the simulation of the bus', () => {
  it('loses, doubles and reorders nothing, whatever the seed', () =>
    withDatabases(async (databases) => {
      for (let seed = 1; seed <= SEEDS; seed += 1) {
        const { failure, told } = await simulate(seed, databases, seed);
        if (failure !== undefined) throw new Error(`seed ${seed}: ${failure}\n${told.slice(-40).join('\n')}`);
      }
    }), LONGEST_MS);

  it('is the same run for the same seed', () =>
    withDatabases(async (databases) => {
      const [first, second] = [await simulate(7, databases, 1), await simulate(7, databases, 2)];
      expect(second.told).toEqual(first.told);
    }), LONGEST_MS);
});
