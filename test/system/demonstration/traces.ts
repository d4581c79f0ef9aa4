import { randomBytes } from 'node:crypto';
import { check, type Span, until, type World } from './world.js';

const PATIENCE_MS = 5_000;

/** Name of what is looked for -> what its span is like. */
export type Steps = Readonly<Record<string, (span: Span) => boolean>>;

/** A trace of one's own: what is asked under it is found by its id. */
export const newTrace = (): { traceId: string; traceparent: string } => {
  const traceId = randomBytes(16).toString('hex');
  return { traceId, traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` };
};

/** A span of one service, by its name. */
export const step =
  (service: string, name: string) =>
  (span: Span): boolean =>
    span.localEndpoint?.serviceName === service && span.name.startsWith(name.toLowerCase());

/**
 * The services that one trace goes through, once it holds every step. Spans wait in the memory of the services and of
 * Zipkin: after a restart some may be gone, and undefined is the answer. The facts are elsewhere.
 */
export const traced = (world: World, traceId: string, { steps, restarted }: { steps: Steps; restarted: () => boolean }): Promise<readonly string[] | undefined> => {
  const end = Date.now() + PATIENCE_MS;
  return until(async () => {
    const spans = await world.trace(traceId).catch((error: unknown) => {
      if (restarted()) return [];
      throw error;
    });
    const missing = Object.keys(steps).filter((name) => !spans.some((span) => steps[name]?.(span)));
    if (missing.length > 0 && restarted() && Date.now() > end) return undefined;
    check(missing.length === 0, `la trace ${traceId} ne montre pas : ${missing.join(', ')}`);
    return [...new Set(spans.map(({ localEndpoint }) => localEndpoint?.serviceName ?? ''))].sort();
  });
};
