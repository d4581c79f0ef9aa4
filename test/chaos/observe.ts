import { type Environment } from '@relais/local/environment';
import { postgresUrl, withClient } from '@relais/local/parts/postgres';
import { databaseOf } from '@relais/local/stack/parts';
import { localUrl, services } from '@relais/local/stack/services';
import { type Bus, partitionName, readBus } from './bus.js';

/** A fact in the journal of a service. */
export interface JournalRow {
  readonly topic: string;
  readonly key: string;
  readonly id: string;
  readonly sequence: number;
  readonly type: string;
}

/** Something a service has to do with a person, and where it stands. */
export interface Task {
  readonly id: string;
  readonly usagerId: string;
  readonly etat: string;
  /** Why it stands there. */
  readonly code: string | null;
}

/** Something to be told to France Travail. */
export interface Transmission extends Task {
  readonly operation: string;
}

/** An accepted call, by the journal of France Travail's sandbox. */
export interface Accepted {
  readonly operation: string;
  readonly numeroFranceTravail: string;
  /** Digest of what was told. */
  readonly empreinteCorps: string;
}

/** Everything the invariants are about, as it is after the demonstrations. */
export interface Observed {
  readonly journals: readonly JournalRow[];
  readonly bus: Bus;
  /** Relays and consumers that are not at the end, in words. */
  readonly behind: readonly string[];
  /** Persons set aside by a consumer, in words. */
  readonly parked: readonly string[];
  readonly transmissions: readonly Transmission[];
  readonly livraisons: readonly Task[];
  /** Each call that told France Travail something of a person, and that it accepted. */
  readonly accepted: readonly Accepted[];
  /** Each message the partner kept. */
  readonly received: readonly { readonly id: string; readonly usagerId: string }[];
}

/** Looks at the databases of the services, the bus, France Travail's sandbox and the partner. */
export async function observe(environment: Environment): Promise<Observed> {
  const bus = await readBus(environment);
  const perService = await Promise.all(services.map(({ name }) => serviceState(environment, { name, bus })));
  const { transmissions, livraisons } = await inDatabase(environment, 'connector', async (rows) => ({
    transmissions: await rows<Transmission>('select id, usager_id as "usagerId", operation, etat, code from transmission'),
    livraisons: await rows<Task>('select id, usager_id as "usagerId", etat, code from livraison'),
  }));
  const { recus } = await getJson<{ recus: { id: string; corps: { subject?: string } }[] }>(`${localUrl(environment, 'partenaire')}/recus`);
  return {
    bus,
    journals: perService.flatMap(({ journal }) => journal),
    behind: perService.flatMap(({ behind }) => behind),
    parked: perService.flatMap(({ parked }) => parked),
    transmissions,
    livraisons,
    accepted: await acceptedCalls(environment),
    received: recus.map(({ id, corps }) => ({ id, usagerId: corps.subject ?? '' })),
  };
}

type Call = { readonly [K in keyof Accepted]: Accepted[K] | null } & { readonly status: number };

/** Calls about one person that carried something and were accepted: reading carries nothing, searching has no person yet. */
async function acceptedCalls(environment: Environment): Promise<Accepted[]> {
  const { appels } = await getJson<{ appels: Call[] }>(`${localUrl(environment, 'sandbox')}/_admin/journal`);
  return appels.flatMap(({ status, operation, numeroFranceTravail, empreinteCorps }) =>
    status < 300 && operation !== null && numeroFranceTravail !== null && empreinteCorps !== null ? [{ operation, numeroFranceTravail, empreinteCorps }] : [],
  );
}

type Rows = <T extends object>(sql: string) => Promise<T[]>;

/** Gives `use` a way to read the database of a service, as its owner. */
export function inDatabase<T>(environment: Environment, service: string, use: (rows: Rows) => Promise<T>): Promise<T> {
  const { database, role, password } = databaseOf(environment, service);
  const url = postgresUrl({ role, password, database, port: environment.ports.postgres });
  return withClient(url, (client) => use(async (sql) => (await client.query(sql)).rows as never));
}

const NOT_SENT = `
  select count(*)::int as waiting from journal j
  where not exists (select from relay_cursor c where (j.xid, j.position) <= (c.xid, c.position))`;

interface ServiceState {
  readonly journal: readonly JournalRow[];
  readonly behind: readonly string[];
  readonly parked: readonly string[];
}

function serviceState(environment: Environment, { name, bus }: { name: string; bus: Bus }): Promise<ServiceState> {
  return inDatabase(environment, name, async (rows) => {
    const journal = await rows<JournalRow>('select topic, key, id, sequence, type from journal order by xid, position');
    const [relay] = await rows<{ waiting: number }>(NOT_SENT);
    const offsets = await rows<{ topic: string; partition: number; next_offset: string }>('select topic, partition, next_offset from consumer_offset');
    const late = offsets.filter(({ topic, partition, next_offset }) => Number(next_offset) < (bus.ends.get(partitionName(topic, partition)) ?? 0));
    const parked = await rows<{ topic: string; code: string }>('select topic, code from parked_key');
    return {
      journal,
      behind: [
        ...(relay?.waiting ? [`le relais de ${name} a encore ${relay.waiting} faits à envoyer`] : []),
        ...late.map(({ topic, partition }) => `le consommateur de ${name} n’est pas au bout de ${partitionName(topic, partition)}`),
      ],
      parked: parked.map(({ topic, code }) => `${name} a mis une personne de côté sur ${topic} (${code})`),
    };
  });
}

async function getJson<T>(url: string): Promise<T> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(10_000) });
  if (!answer.ok) throw new Error(`${new URL(url).pathname} répond ${answer.status}`);
  return (await answer.json()) as T;
}
