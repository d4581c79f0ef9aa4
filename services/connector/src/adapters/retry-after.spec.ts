import { DEFAULT_WAIT_MS, retryAfterMs } from './retry-after.js';

const now = Date.parse('2026-11-24T09:00:00.000Z');

describe('Retry-After', () => {
  it.each<[string | undefined, number]>([
    ['5', 5_000],
    ['1.5', 1_500],
    ['0', 0],
    ['-3', 0],
    ['Tue, 24 Nov 2026 09:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 08:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['bientôt', DEFAULT_WAIT_MS],
    ['', DEFAULT_WAIT_MS],
    [undefined, DEFAULT_WAIT_MS],
  ])('%p is %i ms', (header, ms) => {
    expect(retryAfterMs(header, now)).toBe(ms);
  });
});
