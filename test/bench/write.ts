import { randomUUID } from 'node:crypto';
import { inTransaction, type Tx } from '@relais/chassis/postgres';
import { testPlatform, type TestPlatform } from '../kit/platform.js';
import { rattache } from '../kit/rattache.js';
import { type Bench, lineOf } from './bench.js';

const ROUNDS = 7;
const CLIENTS = 8;
const ROUND_MS = 2_000;
/** Of the writes without a journal, those with it must reach this part. */
const TARGET = 0.85;

const TABLE = 'create table dossier (id uuid primary key, usager uuid not null, etat text not null, contenu jsonb not null, maj timestamptz not null default now())';

const CONTENT = JSON.stringify({ parcours: 'PSP', organisme: 'ML', structure: { code: 'NAQ0405', type: 'ML' }, date: '2026-11-24' });

const writeDomain = (tx: Tx, usagerId: string): Promise<unknown> =>
  tx.query('insert into dossier (id, usager, etat, contenu) values ($1, $2, $3, $4)', [randomUUID(), usagerId, 'DECIDE', CONTENT]);

/** Commits a second of 8 clients that each wait for the last before the next. */
async function rateOf({ platform }: TestPlatform, work: (tx: Tx, usagerId: string) => Promise<unknown>): Promise<number> {
  const from = performance.now();
  let commits = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - from < ROUND_MS) {
      await inTransaction(platform.pool, (tx) => work(tx, randomUUID()));
      commits += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return commits / ((performance.now() - from) / 1_000);
}

/** A domain write with its fact in the journal, in one commit, against the domain write alone. */
export const writeBench: Bench = async (progress) => {
  const test = await testPlatform({ service: 'ecriture', publishes: ['usagers.UsagerRattache'] });
  try {
    const { platform } = test;
    await platform.pool.query(TABLE);
    const both = async (tx: Tx, usagerId: string): Promise<void> => {
      await writeDomain(tx, usagerId);
      await platform.journal.append(tx, [rattache(usagerId, 1)]);
    };
    const rounds: { alone: number; journal: number }[] = [];
    for (let n = 0; n <= ROUNDS; n += 1) {
      const alone = await rateOf(test, writeDomain);
      const journal = await rateOf(test, both);
      // The first round warms up and does not count.
      if (n > 0) rounds.push({ alone, journal });
      progress(`round ${n}/${ROUNDS}: ${(journal / alone).toFixed(2)}`);
    }
    const { rows } = await platform.pool.query<{ facts: number; files: number }>(
      'select (select count(*) from journal) as facts, (select count(*) from dossier d where exists (select from journal j where j.key = d.usager::text)) as files',
    );
    if (!rows[0] || rows[0].facts === 0 || rows[0].facts !== rows[0].files) throw new Error('facts and domain rows do not agree');
    return {
      conditions: { clients: CLIENTS, roundMs: ROUND_MS, rounds: ROUNDS, durable: 'yes', target: TARGET },
      table: [
        lineOf('domain write alone', 'commits/s', rounds.map(({ alone }) => alone)),
        lineOf('with its fact', 'commits/s', rounds.map(({ journal }) => journal)),
        lineOf('with its fact / alone', 'ratio', rounds.map(({ alone, journal }) => journal / alone)),
      ],
      rounds,
    };
  } finally {
    await test.close();
  }
};
