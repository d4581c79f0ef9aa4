// One measure in a process of its own: a backlog is written, then sent and projected; the figures go out as one JSON line.
import { randomUUID } from 'node:crypto';
import { batched, ignored, type Subscriptions } from '@relais/chassis/kafka';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { environment } from '@relais/chassis/config';
import { startTelemetry } from '@relais/chassis/telemetry';
import { eventually } from '../kit/eventually.js';
import { testPlatform } from '../kit/platform.js';
import { droitsIgnores, rattache } from '../kit/rattache.js';

/** What the process tells: how long the backlog took, and the most memory (MiB) it held meanwhile. */
export type Drain = Readonly<{ events: number; seconds: number; memoryMiB: number }>;

const TYPE = 'usagers.UsagerRattache';
const PAGE = 2_000;
const PERSONS = 10_000;

const count = async (query: (text: string) => Promise<{ rows: { n: number }[] }>): Promise<number> => (await query('select sum(faits)::int as n from vue')).rows[0]?.n ?? 0;

async function drain(events: number): Promise<Drain> {
  const telemetry = startTelemetry('mesure', environment());
  const test = await testPlatform({ service: 'mesure', publishes: [TYPE] });
  const { platform } = test;
  await platform.pool.query('create table vue (usager uuid primary key, faits int not null)');
  const persons = Array.from({ length: PERSONS }, () => randomUUID());
  for (let n = 0; n < events; n += PAGE) {
    const facts = Array.from({ length: Math.min(PAGE, events - n) }, (_, i) => rattache(persons[(n + i) % PERSONS] ?? '', Math.floor((n + i) / PERSONS) + 1));
    await inTransaction(platform.pool, (tx) => platform.journal.append(tx, facts));
  }
  const table = {
    'relais.usagers.v1': {
      'usagers.DroitRsaOuvert': ignored,
      ...droitsIgnores,
      'usagers.DroitRsaFerme': ignored,
      'usagers.UsagersFusionnes': ignored,
      'usagers.FusionAnnulee': ignored,
      [TYPE]: batched((found, tx: Tx) =>
        tx
          .query('insert into vue (usager, faits) select u, count(*) from unnest($1::uuid[]) u group by u on conflict (usager) do update set faits = vue.faits + excluded.faits', [
            found.map(({ usagerId }) => usagerId),
          ])
          .then(() => undefined),
      ),
    },
  } satisfies Subscriptions;
  let memory = 0;
  const sampling = setInterval(() => (memory = Math.max(memory, process.memoryUsage().rss)), 100);
  const from = performance.now();
  platform.relay.start();
  await test.consume('vue', table);
  await eventually(async () => ((await count((text) => platform.pool.query(text))) === events ? undefined : Promise.reject(new Error('not all events arrived'))), { timeoutMs: 600_000, everyMs: 20 });
  const seconds = (performance.now() - from) / 1_000;
  clearInterval(sampling);
  await test.close();
  await telemetry.stop();
  return { events, seconds, memoryMiB: Math.round(memory / 2 ** 20) };
}

process.stdout.write(`${JSON.stringify(await drain(Number(process.argv[2])))}\n`);
process.exit();
