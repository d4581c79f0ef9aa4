import { createLimiter } from '@relais/connector/adapters/france-travail/index';
import { createBucketStore } from '@relais/connector/adapters/postgres/bucket-store';
import { testPlatform, type TestPlatform } from '../../kit/platform.js';

const migrations = new URL('../../../services/connector/migrations/', import.meta.url);

describe('le débit partagé par toutes les copies du service', () => {
  let test: TestPlatform;
  beforeAll(async () => {
    test = await testPlatform({ service: 'connector', migrations });
  });
  afterAll(() => test.close());

  const copie = (rates: number, maxWaitMs = 60_000) => {
    const nowMs = () => Date.now();
    return createLimiter({ store: createBucketStore(test.platform.pool, nowMs), rates, maxWaitMs, nowMs });
  };

  it('espace les appels de deux copies qui partagent un compte', async () => {
    const copies = [copie(20), copie(20)];
    const passed: number[] = [];
    const from = Date.now();
    await Promise.all(
      copies.flatMap((limiter) => Array.from({ length: 6 }, () => limiter.enter('33', 'partage').then(() => passed.push(Date.now())))),
    );
    // The n-th call goes no earlier than n intervals of 50 ms after the first.
    for (const [n, at] of passed.sort((a, b) => a - b).entries()) expect(at - from).toBeGreaterThanOrEqual(n * 50);
  });

  it('fait patienter toutes les copies quand France Travail le demande', async () => {
    const [one, other] = [copie(100, 1_000), copie(100, 1_000)];
    await one.pause('33', { name: 'pause', waitMs: 30_000 });
    expect(await other.enter('33', 'pause')).toMatchObject({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT' });
    expect(await other.enter('64', 'pause')).toMatchObject({ kind: 'ok' });
  });

  it('rend un tour trop lointain sans le prendre', async () => {
    const limiter = copie(0.01, 50);
    expect(await limiter.enter('33', 'lent')).toMatchObject({ kind: 'ok' });
    const [first, second] = [await limiter.enter('33', 'lent'), await limiter.enter('33', 'lent')];
    for (const refused of [first, second]) expect(refused).toMatchObject({ kind: 'retry-later', code: 'LIMITE_DE_DEBIT' });
    if (first.kind !== 'retry-later' || second.kind !== 'retry-later') throw new Error('refused');
    expect(second.waitMs).toBeLessThanOrEqual(first.waitMs ?? 0);
  });
});
