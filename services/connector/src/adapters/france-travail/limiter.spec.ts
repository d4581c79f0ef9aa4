import fc from 'fast-check';
import { createLimiter, memoryBucketStore, type BucketStore } from './limiter.js';

/** Time that moves only when somebody waits for it. */
const clock = () => {
  let nowMs = 0;
  const sleepers: { until: number; wake: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    wait: (ms: number) => new Promise<void>((wake) => sleepers.push({ until: nowMs + ms, wake })),
    /** Wakes the sleepers one after the other, until nobody sleeps. */
    run: async () => {
      const settle = () => new Promise((done) => setImmediate(done));
      for (await settle(); sleepers.length > 0; await settle()) {
        sleepers.sort((a, b) => a.until - b.until);
        const next = sleepers.shift();
        nowMs = Math.max(nowMs, next?.until ?? 0);
        next?.wake();
      }
    },
    at: (ms: number) => (nowMs = ms),
  };
};

const setUp = (rates: Record<string, number> = {}, maxWaitMs = 1e9) => {
  const time = clock();
  const limiter = createLimiter({ store: memoryBucketStore(), rates, maxWaitMs, nowMs: time.nowMs, wait: time.wait });
  return { time, limiter };
};

describe('the limiter', () => {
  it('never lets more than the rate pass in any second, and lets nobody wait for nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), async (rate, calls) => {
        const { time, limiter } = setUp({ orientation: rate });
        const passed: number[] = [];
        const all = Array.from({ length: calls }, () => limiter.enter('33', 'orientation').then(() => passed.push(time.nowMs())));
        await time.run();
        await Promise.all(all);
        for (const start of passed) expect(passed.filter((at) => at >= start && at < start + 1000).length).toBeLessThanOrEqual(rate);
        expect(Math.max(...passed)).toBeLessThanOrEqual((calls - 1) * Math.ceil(1000 / rate));
      }),
      { numRuns: 40 },
    );
  });

  it('counts each credential and each API apart, at one call a second when nothing is said', async () => {
    const { time, limiter } = setUp();
    const passed: [string, number][] = [];
    const enter = (credential: string, name: string) => limiter.enter(credential, name).then(() => passed.push([`${credential} ${name}`, time.nowMs()]));
    const all = [enter('33', 'a'), enter('33', 'a'), enter('33', 'b'), enter('40', 'a')];
    await time.run();
    await Promise.all(all);
    expect(passed).toEqual([['33 a', 0], ['33 b', 0], ['40 a', 0], ['33 a', 1000]]);
  });

  it('gives back a turn that is too far, without taking it', async () => {
    const { limiter } = setUp({}, 1500);
    await limiter.enter('33', 'a');
    void limiter.enter('33', 'a');
    expect(await limiter.enter('33', 'a')).toEqual({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT', waitMs: 2000 });
    expect(await limiter.enter('33', 'a')).toEqual({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT', waitMs: 2000 });
  });

  it('stays away as long as France Travail asked, also those who were already waiting', async () => {
    const { time, limiter } = setUp({}, 5000);
    await limiter.enter('33', 'a');
    const waiting = limiter.enter('33', 'a');
    await new Promise((done) => setImmediate(done));
    await limiter.pause('33', { name: 'a', waitMs: 30_000 });
    await time.run();
    expect(await waiting).toEqual({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT', waitMs: 29_000 });
    expect(await limiter.enter('33', 'a')).toMatchObject({ kind: 'retry-later', waitMs: 29_000 });
    expect(await limiter.enter('33', 'b')).toEqual({ kind: 'ok', value: undefined });
    time.at(30_000);
    expect(await limiter.enter('33', 'a')).toEqual({ kind: 'ok', value: undefined });
  });

  it('lets nobody pass when the buckets cannot be asked', async () => {
    const broken: BucketStore = {
      reserve: () => Promise.reject(new Error('base')),
      pause: () => Promise.reject(new Error('base')),
      pausedUntilMs: () => Promise.reject(new Error('base')),
    };
    const limiter = createLimiter({ store: broken, nowMs: () => 0 });
    expect(await limiter.enter('33', 'a')).toEqual({ kind: 'retry-later', code: 'LIMITEUR_INDISPONIBLE' });
    await expect(limiter.pause('33', { name: 'a', waitMs: 1 })).resolves.toBeUndefined();
  });
});
