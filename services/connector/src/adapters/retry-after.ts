/** Asked for by France Travail when it gives no figure (fact sheet section 15.2). */
export const DEFAULT_WAIT_MS = 60_000;
const MAX_WAIT_MS = 24 * 3_600_000;

/**
 * Milliseconds to wait after a `Retry-After`: seconds (decimals tolerated), or an HTTP date. What cannot
 * be read counts as a minute; never more than a day.
 */
export const retryAfterMs = (header: string | undefined, nowMs: number): number => {
  const text = header?.trim() ?? '';
  if (text === '') return DEFAULT_WAIT_MS;
  const seconds = Number(text.replace(',', '.'));
  const wait = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(text) - nowMs;
  if (Number.isNaN(wait)) return DEFAULT_WAIT_MS;
  return Math.min(MAX_WAIT_MS, Math.max(0, Math.ceil(wait)));
};
