import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { loadSettings } from '@relais/chassis/config';
import { type MesureImport, mesurerImport } from '@relais/usagers/bench/mesurer-import';
import { settings } from '@relais/usagers/config';
import { fluxCaf } from '../kit/flux-caf.js';
import { testPlatform } from '../kit/platform.js';
import { type Bench, lineOf, type Table } from './bench.js';

const ROUNDS = 5;
const FOYERS = 8_000;
const DEPARTEMENT = '33';
/** Persons a second that the monthly flux must reach on two cores. */
const TARGET = 2_000;

const cle = (): string => randomBytes(32).toString('base64');

/** Throws when the import lost or doubled something: such a run counts for nothing. */
function checkCounts(round: MesureImport): void {
  if (round.foyers !== FOYERS) throw new Error(`${round.foyers} foyers imported of ${FOYERS}`);
  if (round.droitsOuverts === 0 || round.faits !== round.droitsOuverts) {
    throw new Error(`${round.faits} facts in the journal for ${round.droitsOuverts} rights opened`);
  }
}

/** One file into an empty database, with the bare parser on the same bytes just before. */
async function round(seed: number): Promise<MesureImport> {
  const test = await testPlatform({
    service: 'usagers',
    migrations: new URL('../../../services/usagers/migrations/', import.meta.url),
    publishes: ['usagers.DroitRsaOuvert', 'usagers.DroitRsaFerme', 'usagers.UsagerRattache'],
  });
  try {
    const config = { ...test.config, ...loadSettings(settings, { RELAIS_USAGERS_CLE_MAITRE: cle(), RELAIS_USAGERS_CLE_INDEX: cle() }) };
    const chunks = await Readable.from(fluxCaf({ departement: DEPARTEMENT, foyers: FOYERS, graine: seed })).toArray();
    const measured = await mesurerImport(test.platform, config, { departement: DEPARTEMENT, flux: () => Readable.from(chunks) as AsyncIterable<Uint8Array> });
    checkCounts(measured);
    return measured;
  } finally {
    await test.close();
  }
}

function tableOf(rounds: readonly MesureImport[]): Table {
  const rate = (seconds: (one: MesureImport) => number) => rounds.map((one) => one.personnes / seconds(one));
  return [
    lineOf('first import', 'persons/s', rate(({ premierImport }) => premierImport)),
    lineOf('same file again', 'persons/s', rate(({ memeImport }) => memeImport)),
    lineOf('reading only', 'persons/s', rate(({ lecture, source }) => lecture - source)),
    lineOf('bare parser', 'persons/s', rate(({ lectureNue, source }) => lectureNue - source)),
    lineOf('reading / bare parser', 'ratio', rounds.map(({ lecture, lectureNue, source }) => (lectureNue - source) / (lecture - source))),
    lineOf('first import / bare parser', 'ratio', rounds.map(({ premierImport, lectureNue, source }) => (lectureNue - source) / (premierImport - source))),
    lineOf('first import / target', 'ratio', rate(({ premierImport }) => premierImport * TARGET)),
  ];
}

/** The monthly flux into the vault, on a real PostgreSQL, beside a bare SAX reading of the same bytes. */
export const importBench: Bench = async (progress) => {
  const rounds: MesureImport[] = [];
  for (let n = 1; n <= ROUNDS; n += 1) {
    const measured = await round(n);
    rounds.push(measured);
    progress(`round ${n}/${ROUNDS}: ${Math.round(measured.personnes / measured.premierImport)} persons/s`);
  }
  const [one] = rounds;
  return { conditions: { foyers: FOYERS, persons: one?.personnes ?? 0, bytes: one?.octets ?? 0, rounds: ROUNDS, target: TARGET }, table: tableOf(rounds), rounds };
};
