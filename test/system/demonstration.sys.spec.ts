import { existsSync } from 'node:fs';
import { alive } from '@relais/local/process/groups';
import { type KillPlan } from '../chaos/kill.js';
import { startTemporaryStack, type TemporaryStack } from '../chaos/stack.js';
import { Trial } from '../chaos/trial.js';
import { readBus } from '../chaos/bus.js';
import { clearTextInFiles, clearTextInMessages, clearTextInRows, clearTextInSpans, motif, writtenToDisk } from './clear-text.js';
import { peopleOf } from './demonstration/people.js';
import { play } from './demonstration/play.js';

const PATIENCE = 150_000;
/** What the caisse gives, and what France Travail's stand-in holds: theirs, in clear. */
const THEIRS = /^data\/(flux-caf-\d+\.xml$|sandbox\/)/;
/** Step in which France Travail is waited for: the decisions are taken, and on their way. */
const ON_THEIR_WAY = 5;

describe('the demonstration, on a whole stack', () => {
  let temporary: TemporaryStack | undefined;
  let trial: Trial;
  const lines: string[] = [];

  beforeAll(async () => {
    temporary = await startTemporaryStack((line) => void lines.push(line));
    trial = new Trial(temporary, play);
  }, PATIENCE);
  afterAll(async () => {
    await temporary?.stop();
  }, PATIENCE);

  it('shows each fact where it goes, once', async () => {
    const { durations, seen } = await trial.run();
    expect(durations.length).toBeGreaterThan(ON_THEIR_WAY);
    expect(seen).toMatchObject({ parked: [], behind: [] });
    expect(seen.accepted.length).toBeGreaterThanOrEqual(2);
    expect(seen.received.length).toBeGreaterThanOrEqual(1);
  }, PATIENCE);

  it.each<KillPlan>([
    { process: 'connector', step: ON_THEIR_WAY, afterMs: 50 },
    { process: 'kafka', step: ON_THEIR_WAY - 1, afterMs: 0 },
  ])('loses nothing and sends nothing twice when $process is killed on the way', async (plan) => {
    const { kill } = await trial.run(plan);
    expect(kill).toMatchObject({ process: plan.process });
    expect(lines.filter((line) => line.includes('(SIGKILL)')).length).toBeGreaterThan(0);
  }, PATIENCE);

  it('leaves no NIR and no name in clear: tables, write-ahead log, topics, logs, spans', async () => {
    if (temporary === undefined) throw new Error('no stack');
    const { environment } = temporary;
    const people = [1, 2, 3].flatMap(peopleOf);
    const names = new Set(people.flatMap(({ nom, prenom }) => [nom, prenom]));
    const secrets = [...people.map(({ nir }) => motif('NIR', nir.slice(0, 13))), ...[...names].map((name) => motif('nom', name))];
    await writtenToDisk(environment);
    const { messages } = await readBus(environment);
    // What must be seen, so that a scan that sees nothing is known.
    const [known] = messages.filter(({ topic }) => topic === 'relais.usagers.v1').map(({ key }) => motif('usager', key));
    if (!known) throw new Error('no person on the bus');
    const files = await clearTextInFiles({ folder: environment.layout.base, except: THEIRS }, [...secrets, known]);
    const rows = await clearTextInRows(environment, [...secrets, known]);
    const spans = await clearTextInSpans(environment, secrets);
    const told = clearTextInMessages(messages, secrets);
    expect(files.found.filter((one) => one.startsWith('usager'))).toEqual(expect.arrayContaining([expect.stringMatching(/pg_wal/), expect.stringMatching(/base/)]));
    expect(rows.found.filter((one) => one.startsWith('usager')).length).toBeGreaterThan(0);
    expect(spans.traces).toBeGreaterThan(0);
    const inClear = [...files.found, ...rows.found, ...spans.found, ...told].filter((one) => !one.startsWith('usager'));
    expect(inClear).toEqual([]);
  }, PATIENCE);

  it('leaves no process and no file behind', async () => {
    if (temporary === undefined) throw new Error('no stack');
    const { stack, environment, stop } = temporary;
    const pids = [...stack.processes().values()].flatMap(({ pid }) => pid ?? []);
    expect(pids.length).toBeGreaterThanOrEqual(11);
    expect(pids.every(alive)).toBe(true);
    temporary = undefined;
    await stop();
    expect(pids.filter(alive)).toEqual([]);
    expect(existsSync(environment.layout.base)).toBe(false);
  }, PATIENCE);
});
