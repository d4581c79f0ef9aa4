import { existsSync } from 'node:fs';
import { alive } from '@relais/local/process/groups';
import { type KillPlan } from '../chaos/kill.js';
import { startTemporaryStack, type TemporaryStack } from '../chaos/stack.js';
import { Trial } from '../chaos/trial.js';
import { play } from './demonstration/play.js';

const PATIENCE = 150_000;
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
