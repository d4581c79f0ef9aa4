import { planKill } from './kill.js';
import { seededRandom } from './random.js';

const drawn = (seed: number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random());
};

describe('seeded moments', () => {
  it('are the same for the same seed, others for another', () => {
    expect(drawn(1, 20)).toEqual(drawn(1, 20));
    expect(drawn(1, 20)).not.toEqual(drawn(2, 20));
  });

  it('are spread over [0, 1)', () => {
    const numbers = drawn(7, 10_000);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...numbers)).toBeLessThan(1);
    expect(numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toBeCloseTo(0.5, 1);
  });

  it('fall in every step, within it, sometimes between two', () => {
    const random = seededRandom(3);
    const durations = [100, 2_000, 30];
    const plans = Array.from({ length: 500 }, () => planKill({ process: 'kafka', durations }, random));
    expect(planKill({ process: 'kafka', durations, step: 1 }, random)).toMatchObject({ process: 'kafka', step: 1 });
    expect(new Set(plans.map(({ step }) => step))).toEqual(new Set([0, 1, 2]));
    expect(plans.every(({ step, afterMs }) => afterMs >= 0 && afterMs <= (durations[step] ?? 0))).toBe(true);
    expect(plans.filter(({ afterMs }) => afterMs === 0).length).toBeGreaterThan(80);
  });
});
