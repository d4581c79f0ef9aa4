import { seededRandom } from '../chaos/random.js';
import { SimulatedBroker } from './broker.js';
import { type Databases, type SimulatedDatabase } from './database.js';
import { checkHistory, settledIn } from './history.js';
import { type Faults, type Life, NO_FAULT, Scheduler, SimulatedProcess } from './scheduler.js';
import { Deciding, type Ground, liveProjecting, liveReacting, personsOf, Poison, registryInMemory, type Run } from './services.js';
import { type Parking } from '@relais/chassis/kafka';

/** What one seed gave: undefined `failure` when every invariant held. */
export type Outcome = Readonly<{ seed: number; steps: number; crashes: number; strikes: number; virtualMs: number; told: readonly string[]; failure?: string }>;

const COMMANDS = 9;
const FAULTY_STEPS = 260;
const MOST_STEPS = 6_000;
const LOOK_EVERY = 40;
const LONGEST_DEATH_MS = 3_000;

const chanceOf = (random: () => number): Faults => ({ strike: random() * 0.08, crash: random() * 0.03, early: random() * 0.3 });

class World {
  readonly scheduler: Scheduler;
  readonly broker: SimulatedBroker;
  readonly accepted: string[] = [];
  crashes = 0;
  private readonly ground: Ground;
  private readonly deciding: Deciding;
  private readonly parkings = new Map<Life, Parking>();
  private readonly processes: SimulatedProcess[] = [];

  constructor(
    readonly run: Run,
    private readonly databases: Databases,
    random: () => number,
  ) {
    this.scheduler = new Scheduler(random, (life) => this.crash(life));
    this.broker = new SimulatedBroker(this.scheduler);
    this.ground = { run, scheduler: this.scheduler, broker: this.broker, registry: registryInMemory(), poison: new Poison(this.scheduler) };
    this.deciding = new Deciding(this.ground, databases.dit);
    this.add('dit', databases.dit, (owner) => this.deciding.live(owner));
    for (const name of ['reagit-1', 'reagit-2']) {
      this.add(name, databases.reagit, async (owner) => void this.parkings.set(owner, await liveReacting(this.ground, owner, databases.reagit)));
    }
    this.add('projette', databases.projette, async (owner) => void this.parkings.set(owner, await liveProjecting(this.ground, owner, databases.projette)));
  }

  start(): void {
    for (const one of this.processes) one.start();
    const outside = new SimulatedProcess('clients', { born: () => undefined, dead: () => Promise.resolve() });
    this.processes.push(outside);
    const clients = outside.start();
    for (let n = 0; n < COMMANDS; n += 1) void this.command(clients, n);
    void this.operate(clients);
  }

  /** Nothing goes wrong any more, and who is dead comes back. */
  heal(): void {
    this.scheduler.faults = NO_FAULT;
  }

  private add(name: string, database: SimulatedDatabase, live: (life: Life) => Promise<void>): void {
    const dead = async (life: Life): Promise<void> => {
      this.broker.left(life);
      this.parkings.delete(life);
      await database.died(life);
    };
    this.processes.push(new SimulatedProcess(name, { born: (life) => void live(life), dead }));
  }

  /** Everybody dies for good, so that nothing of this run is held any more. */
  async end(): Promise<void> {
    for (const one of this.processes) await this.scheduler.kill(one);
  }

  private async crash(life: Life): Promise<void> {
    const dead = this.processes.find((one) => one.now() === life);
    if (!dead) return;
    this.crashes += 1;
    await this.scheduler.kill(dead);
    this.scheduler.later(this.scheduler.random() * LONGEST_DEATH_MS, () => dead.start());
  }

  /** A caller who does not give up: the same key until an answer comes. */
  private async command(clients: Life, n: number): Promise<void> {
    const { scheduler } = this;
    const hex = Math.floor(scheduler.random() * 2 ** 48).toString(16).padStart(12, '0');
    const commandId = `00000000-0000-7000-8000-${hex}`;
    const persons = personsOf(this.run);
    const usagerId = persons[n % persons.length] ?? '';
    await scheduler.sleep(clients, scheduler.random() * 3_000);
    for (;;) {
      // A call to a process that dies never comes back: the caller waits only so long.
      const answered = await Promise.race([
        this.deciding.say(usagerId, commandId).then(
          () => true,
          () => false,
        ),
        scheduler.sleep(clients, 4_000).then(() => false),
      ]);
      if (answered) break;
      await scheduler.sleep(clients, 100 + scheduler.random() * 500);
    }
    this.accepted.push(commandId);
  }

  /** A person who takes up again whoever was set aside. */
  private async operate(operator: Life): Promise<void> {
    for (;;) {
      await this.scheduler.sleep(operator, 700);
      const parking = this.scheduler.pick([...this.parkings.values()]);
      if (!parking) continue;
      const resumed = parking.list().then(async (keys) => {
        for (const { topic, key } of keys) await parking.resume(topic, key);
      });
      await Promise.race([resumed.catch(() => undefined), this.scheduler.sleep(operator, 3_000)]);
    }
  }
}

/** One run from one seed, on clean names in shared databases. */
export async function simulate(seed: number, databases: Databases, runNumber: number): Promise<Outcome> {
  const random = seededRandom(seed);
  const run: Run = { name: `s${runNumber}`, number: runNumber };
  await beginAtTheEnd(databases, run);
  const world = new World(run, databases, random);
  const { scheduler } = world;
  world.start();
  scheduler.faults = chanceOf(random);
  const failure = (await untilSettled(world, databases)) ?? (await checkHistory({ run, databases, broker: world.broker, accepted: world.accepted }));
  await world.end();
  const strikes = scheduler.told.filter((line) => line.includes(': lost')).length;
  return { seed, steps: scheduler.steps, crashes: world.crashes, strikes, virtualMs: Math.round(scheduler.now), told: scheduler.told, ...(failure === undefined ? {} : { failure }) };
}

/** Faults first, then calm until everything arrived; what is missing when it never does. */
async function untilSettled(world: World, databases: Databases): Promise<string | undefined> {
  const { scheduler, accepted } = world;
  do {
    if (scheduler.steps === FAULTY_STEPS) world.heal();
    const look = scheduler.steps > FAULTY_STEPS && scheduler.steps % LOOK_EVERY === 0 && accepted.length === COMMANDS;
    if (look && (await settledIn(world.run, databases, world.broker))) return undefined;
  } while (scheduler.steps <= MOST_STEPS && (await scheduler.step()));
  return `not settled after ${scheduler.steps} steps: ${accepted.length} of ${COMMANDS} commands answered`;
}

/** The relays of this run see nothing of the runs before. */
async function beginAtTheEnd({ dit, reagit }: Databases, { name }: Run): Promise<void> {
  const begin = `insert into relay_cursor (name, xid, position) select $1, pg_current_xact_id(), coalesce(max(position), 0) from journal`;
  await dit.look(begin, [`${name}-dit`]);
  await reagit.look(begin, [`${name}-reagit`]);
}
