import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { RELAY_KINDS } from '@relais/chassis/relay';
import { createDatabase, eventually } from '../../kit/environment.js';
import { rattache } from '../../kit/rattache.js';
import { JournalBench, Recorder } from './kit/journal-bench.js';

const WAIT = { timeoutMs: 30_000 };
const counted = (sent: Map<string, number[]>): number => [...sent.values()].reduce((sum, { length }) => sum + length, 0);
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** An opened door resolves; until then, whoever waits stays. */
const door = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
};

describe.each(RELAY_KINDS)('a relay by %s', (kind) => {
  let bench: JournalBench;
  let sent: Recorder;
  const all = async () => {
    const written = await bench.written();
    await eventually(() => expect(counted(sent.firsts())).toBe(counted(written)), WAIT);
    expect(sent.firsts()).toEqual(written);
  };

  beforeEach(async () => {
    bench = await JournalBench.open();
    sent = new Recorder();
  });
  afterEach(() => bench.close());

  it('sends what was written before and after it began, with what it says of it', async () => {
    const [early, late] = [randomUUID(), randomUUID()];
    await bench.write(rattache(early, 1), rattache(early, 2));
    const relay = bench.relay(kind, sent);
    await all();
    await bench.write(rattache(late, 1));
    relay.wake();
    await all();
    const { rows } = await bench.pool.query<{ id: string; payload: Buffer; at: Date }>('select id, payload, at from journal where key = $1', [late]);
    const message = sent.messages.find(({ key }) => key === late);
    expect(message?.value.equals(rows[0]!.payload)).toBe(true);
    expect(message).toMatchObject({
      topic: 'relais.usagers.v1',
      headers: {
        ce_id: rows[0]!.id,
        ce_type: 'fr.relais.usagers.UsagerRattache',
        ce_time: rows[0]!.at.toISOString(),
        ce_sequence: '1',
        ce_departement: '33',
        ce_dataschema: 'urn:relais:schema:7',
      },
    });
    expect(message?.headers).not.toHaveProperty('ce_causationid');
  });

  it('begins where the one before had been acknowledged', async () => {
    await bench.write(...upTo(20).map(() => rattache(randomUUID(), 1)));
    const first = bench.relay(kind, sent, { pageRows: 5 });
    await all();
    await first.stop();
    const stopped = Date.now();
    const again = new Recorder();
    const late = randomUUID();
    await bench.write(rattache(late, 1));
    bench.relay(kind, again);
    await eventually(() => expect(again.firsts().get(late)).toEqual([1]), WAIT);
    expect(again.messages).toHaveLength(1);
    // The lead is given back at once, not when an idle connection ends.
    expect(Date.now() - stopped).toBeLessThan(5_000);
  });

  it('loses nothing and keeps each order under 32 writers, long transactions and late commits', async () => {
    const people = Array.from({ length: 24 }, () => randomUUID());
    const relay = bench.relay(kind, sent);
    const { open, opened } = door();
    const writer = async (index: number): Promise<void> => {
      for (let turn = 0; turn < 12; turn += 1) {
        // Always in the same order, so that writers wait for each other without a deadlock.
        const chosen = [...new Set([(index + turn) % 24, (index * 7 + turn * 5) % 24])].sort((a, b) => a - b);
        const work = async (tx: Tx): Promise<void> => {
          for (const person of chosen) await bench.next(tx, people[person]!);
          if (turn % 5 === 4) throw new Error('given up');
        };
        await inTransaction(bench.pool, work).catch((error: Error) => expect(error.message).toBe('given up'));
        relay.wake();
      }
    };
    const long = async (): Promise<void> =>
      inTransaction(bench.pool, async (tx) => {
        await bench.next(tx, randomUUID());
        await opened;
        await bench.next(tx, people[0]!);
      });
    const holding = [long(), long()];
    await Promise.all(Array.from({ length: 32 }, (_, index) => writer(index)));
    open();
    await Promise.all(holding);
    relay.wake();
    await all();
  });

  it('keeps the order of a person when an older transaction writes later', async () => {
    const [person, other] = [randomUUID(), randomUUID()];
    const relay = bench.relay(kind, sent);
    const { open, opened } = door();
    const begun = door();
    // A third one, younger than the first and older than the second, ends last.
    const [first, third] = [door(), door()];
    const older = inTransaction(bench.pool, async (tx) => {
      await bench.next(tx, other);
      begun.open();
      await opened;
      await bench.next(tx, person);
    }).then(first.open);
    await begun.opened;
    const between = inTransaction(bench.pool, async (tx) => {
      await bench.next(tx, randomUUID());
      await bench.write(rattache(person, 1));
      open();
      await first.opened;
      relay.wake();
      await third.opened;
    });
    await first.opened;
    relay.wake();
    third.open();
    await Promise.all([older, between]);
    relay.wake();
    await all();
    expect(sent.firsts().get(person)).toEqual([1, 2]);
  });

  it('loses nothing of an older transaction that writes after more than one reading of a younger one', async () => {
    const { open, opened } = door();
    const begun = door();
    const older = inTransaction(bench.pool, async (tx) => {
      await bench.next(tx, randomUUID());
      begun.open();
      await opened;
      await bench.next(tx, randomUUID());
    });
    await begun.opened;
    await bench.pool.query(
      `insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, at)
       select gen_random_uuid(), 'relais.usagers.v1', gen_random_uuid()::text, 1, 'usagers.UsagerRattache', '33', '\\x0000000001', gen_random_uuid(), now()
       from generate_series(1, 5001)`,
    );
    open();
    await older;
    bench.relay(kind, sent);
    await all();
  });

  it('loses nothing of a younger transaction that ends after an older one whose positions go beyond its own', async () => {
    const relay = bench.relay(kind, sent);
    await bench.write(rattache(randomUUID(), 1));
    await all();
    const [held, begun, written] = [door(), door(), door()];
    const older = inTransaction(bench.pool, async (tx) => {
      await bench.next(tx, randomUUID());
      begun.open();
      await written.opened;
      await bench.next(tx, randomUUID());
    });
    await begun.opened;
    const younger = inTransaction(bench.pool, async (tx) => {
      await bench.next(tx, randomUUID());
      await bench.next(tx, randomUUID());
      written.open();
      await held.opened;
    });
    await older;
    relay.wake();
    await eventually(() => expect(counted(sent.firsts())).toBe(3), WAIT);
    held.open();
    await younger;
    relay.wake();
    await all();
  });

  it('orders transactions as numbers, past a power of ten', async () => {
    const person = randomUUID();
    for (const [sequence, xid] of [[1, 9], [2, 10], [3, 99], [4, 100]]) {
      await bench.pool.query(
        `insert into journal (xid, id, topic, key, sequence, type, departement, payload, correlation_id, at)
         values ($1::text::xid8, gen_random_uuid(), 'relais.usagers.v1', $2, $3, 'usagers.UsagerRattache', '33', '\\x0000000001', gen_random_uuid(), now())`,
        [xid, person, sequence],
      );
    }
    bench.relay(kind, sent);
    await all();
    expect(sent.messages.map(({ headers }) => headers['ce_sequence'])).toEqual(['1', '2', '3', '4']);
  });

  it('carries rows of more than a megabyte, and pages that stay under their limit', async () => {
    const people = [randomUUID(), randomUUID(), randomUUID()];
    const pages: number[] = [];
    sent.before = (messages) => void pages.push(messages.reduce((sum, { value }) => sum + value.length, 0));
    const relay = bench.relay(kind, sent);
    await bench.write(...people.map((person) => rattache(person, 1, 'x'.repeat(2_500_000))), rattache(people[0]!, 2));
    await bench.write(...upTo(200).map(() => rattache(randomUUID(), 1, 'x'.repeat(20_000))));
    relay.wake();
    await all();
    const large = sent.messages.filter(({ value }) => value.length > 2_500_000);
    expect(new Set(large.map(({ key }) => key)).size).toBe(3);
    expect(pages.filter((bytes) => bytes > 900_000 && bytes < 2_500_000)).toEqual([]);
  });

  it('sends again what was refused, and what was never answered', async () => {
    const person = randomUUID();
    const refusals = [() => Promise.reject(new Error('refused')), () => new Promise<void>(() => undefined), () => Promise.reject(new Error('again'))];
    sent.before = () => refusals.shift()?.();
    const relay = bench.relay(kind, sent, { pageRows: 10, sendTimeoutMs: 200 });
    for (const sequence of upTo(50)) await bench.write(rattache(person, sequence));
    relay.wake();
    await all();
    expect(refusals).toEqual([]);
    expect(sent.firsts().get(person)).toEqual(upTo(50));
    await eventually(() => expect(bench.logs.join('')).toContain('ENVOI_SANS_REPONSE'), WAIT);
  });

  it('goes on after its connections are cut in the middle of a send', async () => {
    const person = randomUUID();
    const held = door();
    const reached = door();
    let pages = 0;
    sent.before = () => {
      pages += 1;
      if (pages !== 2) return undefined;
      reached.open();
      return held.opened;
    };
    for (const sequence of upTo(40)) await bench.write(rattache(person, sequence));
    const relay = bench.relay(kind, sent, { pageRows: 10 });
    await reached.opened;
    expect(await bench.killRelays()).toBeGreaterThan(0);
    held.open();
    await all();
    await bench.write(rattache(person, 41));
    relay.wake();
    await all();
  });

  it('has one relay at work, and another within five seconds when that one is cut', async () => {
    const person = randomUUID();
    let [working, most] = [0, 0];
    sent.before = async () => {
      working += 1;
      most = Math.max(most, working);
      await new Promise((resolve) => setImmediate(resolve));
      working -= 1;
    };
    const relays = [bench.relay(kind, sent), bench.relay(kind, sent)];
    await bench.write(rattache(person, 1));
    await all();
    expect(await bench.killRelays({ leadersOnly: true })).toBe(1);
    const cut = Date.now();
    await bench.write(rattache(person, 2));
    for (const relay of relays) relay.wake();
    await all();
    expect(Date.now() - cut).toBeLessThan(5_000);
    expect(most).toBe(1);
  });

  it('waits while the disk of the database is full, and loses nothing', async () => {
    const person = randomUUID();
    await bench.pool.query(`
      create function full_disk() returns trigger language plpgsql as $$
      begin raise exception 'No space left on device' using errcode = 'disk_full'; end $$;
      create trigger full_disk before insert or update on relay_cursor for each row execute function full_disk()`);
    const relay = bench.relay(kind, sent);
    await bench.write(rattache(person, 1));
    await eventually(() => expect(bench.logs.join('')).toContain('53100'), WAIT);
    await bench.pool.query('drop trigger full_disk on relay_cursor');
    await bench.write(rattache(person, 2));
    relay.wake();
    await all();
  });

  it('takes over from the other kind, which had lost its slot or never had one', async () => {
    const person = randomUUID();
    const other = kind === 'sondage' ? 'replication' : 'sondage';
    const kinds = [other, kind, other, kind] as const;
    for (const [index, each] of kinds.entries()) {
      await bench.write(rattache(person, 2 * index + 1));
      const relay = bench.relay(each, sent);
      await bench.write(rattache(person, 2 * index + 2));
      relay.wake();
      await all();
      await relay.stop();
    }
    expect(sent.firsts().get(person)).toEqual(upTo(8));
  });
});

describe('a relay that polls', () => {
  it('names the process that holds it back', async () => {
    const bench = await JournalBench.open();
    try {
      bench.relay('sondage', new Recorder(), { heldAlertMs: 0 });
      await inTransaction(bench.pool, async (tx) => {
        await bench.next(tx, randomUUID());
        const { rows } = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        await eventually(() => expect(bench.logs.join('')).toContain(`"pid":${rows[0]!.pid}`), WAIT);
      });
    } finally {
      await bench.close();
    }
  });
});

describe('a relay by replication', () => {
  it('has its slot wait for what is received and not yet sent', async () => {
    const bench = await JournalBench.open();
    try {
      const sent = new Recorder();
      const person = randomUUID();
      const relay = bench.relay('replication', sent, { pageRows: 2 });
      await bench.write(rattache(person, 1));
      await eventually(async () => {
        const { rowCount } = await bench.pool.query('select from pg_replication_slots where database = current_database() and active');
        expect(rowCount).toBe(1);
      }, WAIT);
      await eventually(() => expect(sent.firsts().get(person)).toEqual([1]), WAIT);
      const [first, refused] = [door(), door()];
      let pages = 0;
      sent.before = async () => {
        pages += 1;
        if (pages === 1) return first.opened;
        refused.open();
        throw new Error('refused');
      };
      for (const sequence of [2, 3, 4, 5]) await bench.write(rattache(person, sequence));
      await bench.slotTold();
      first.open();
      await refused.opened;
      await relay.stop();
      const again = new Recorder();
      bench.relay('replication', again);
      await bench.write(rattache(person, 6));
      await eventually(() => expect(again.firsts().get(person)).toContain(6), WAIT);
      expect(new Set([...(sent.firsts().get(person) ?? []), ...(again.firsts().get(person) ?? [])])).toEqual(new Set(upTo(6)));
    } finally {
      await bench.close();
    }
  });

  it('lets its slot move while its journal is quiet and another database writes', async () => {
    const bench = await JournalBench.open();
    const elsewhere = await createDatabase();
    const client = new pg.Client({ connectionString: elsewhere.url });
    await client.connect();
    const position = async () => {
      const { rows } = await client.query<{ at: string }>(
        `select pg_wal_lsn_diff(confirmed_flush_lsn, '0/0')::text as at from pg_replication_slots where database = $1`,
        [new URL(bench.url).pathname.slice(1)],
      );
      return BigInt(rows[0]?.at ?? 0);
    };
    try {
      bench.relay('replication', new Recorder());
      await eventually(async () => expect(await position()).toBeGreaterThan(0n), WAIT);
      await client.query('create table bruit as select generate_series(1, 20000) as n');
      const { rows } = await client.query<{ at: string }>(`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::text as at`);
      await eventually(async () => expect(await position()).toBeGreaterThanOrEqual(BigInt(rows[0]!.at)), WAIT);
    } finally {
      await client.end();
      await elsewhere.drop();
      await bench.close();
    }
  });
});
