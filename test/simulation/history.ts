import { type SimulatedBroker } from './broker.js';
import { type Databases } from './database.js';
import { ANSWERED, personsOf, type Run, SAID } from './services.js';

type Effect = Readonly<{ key: string; sequence: number; event: string }>;

const journalled = (database: Databases['dit'], topic: string, persons: readonly string[]): Promise<{ id: string; key: string; sequence: number; correlation: string }[]> =>
  database.look('select id, key, sequence, correlation_id as correlation from journal where topic = $1 and key = any($2) order by key, sequence', [topic, persons]);

const effects = (database: Databases['dit'], consumer: string): Promise<Effect[]> =>
  database.look('select key, sequence, event from effect where consumer = $1 order by position', [consumer]);

/** True when everything said was published, heard, and nobody is set aside. */
export async function settledIn(run: Run, { dit, reagit, projette }: Databases, broker: SimulatedBroker): Promise<boolean> {
  const said = await journalled(dit, SAID, personsOf(run));
  const [heard, seen] = [await effects(reagit, `${run.name}-reagit`), await effects(projette, `${run.name}-projette`)];
  const published = broker.partitionsOf([SAID]).flatMap(({ records }) => records);
  return said.length > 0 && heard.length >= said.length && seen.length >= said.length && published.length >= said.length;
}

/** The first invariant that does not hold, in words. */
export async function checkHistory({ run, databases, broker, accepted }: Readonly<{ run: Run; databases: Databases; broker: SimulatedBroker; accepted: readonly string[] }>): Promise<string | undefined> {
  const { dit, reagit, projette } = databases;
  const said = await journalled(dit, SAID, personsOf(run));
  const answered = await journalled(reagit, ANSWERED, personsOf(run));
  return (
    sameOnce('journal', said.map(({ correlation }) => correlation), accepted) ??
    contiguous('journal', said) ??
    inOrderOnBus(broker, SAID, said) ??
    inOrderOnBus(broker, ANSWERED, answered) ??
    onceInOrder('reagit', await effects(reagit, `${run.name}-reagit`), said) ??
    sameOnce('reactions', answered.map(({ correlation }) => correlation), said.map(({ id }) => id)) ??
    onceInOrder('projette', await effects(projette, `${run.name}-projette`), answered)
  );
}

function sameOnce(what: string, found: readonly string[], expected: readonly string[]): string | undefined {
  const [left, right] = [[...found].sort(), [...expected].sort()];
  return left.length === right.length && left.every((id, n) => id === right[n]) ? undefined : `${what}: ${found.length} found for ${expected.length} expected, or others`;
}

function contiguous(what: string, rows: readonly Readonly<{ key: string; sequence: number }>[]): string | undefined {
  const last = new Map<string, number>();
  for (const { key, sequence } of rows) {
    if (sequence !== (last.get(key) ?? 0) + 1) return `${what}: ${sequence} of ${key} after ${last.get(key) ?? 0}`;
    last.set(key, sequence);
  }
  return undefined;
}

/** Sent again is allowed, out of order the first time is not, nor is what nobody said. */
function inOrderOnBus(broker: SimulatedBroker, topic: string, said: readonly Readonly<{ id: string; key: string; sequence: number }>[]): string | undefined {
  const known = new Map(said.map((one) => [one.id, one]));
  const last = new Map<string, number>();
  for (const { key, headers } of broker.partitionsOf([topic]).flatMap(({ records }) => records)) {
    const fact = known.get(headers['ce_id']?.toString() ?? '');
    if (!fact) return `bus ${topic}: an event that nobody said`;
    const before = last.get(key.toString()) ?? 0;
    if (fact.sequence > before + 1) return `bus ${topic}: ${fact.sequence} of ${fact.key} after ${before}`;
    last.set(key.toString(), Math.max(before, fact.sequence));
  }
  const missing = said.find(({ key, sequence }) => (last.get(key) ?? 0) < sequence);
  return missing && `bus ${topic}: ${missing.sequence} of ${missing.key} was never sent`;
}

function onceInOrder(what: string, applied: readonly Effect[], said: readonly Readonly<{ id: string }>[]): string | undefined {
  return sameOnce(`effects of ${what}`, applied.map(({ event }) => event), said.map(({ id }) => id)) ?? contiguous(`effects of ${what}`, applied);
}
