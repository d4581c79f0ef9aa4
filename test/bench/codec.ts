import { Codec, type Events, latestSchemaOf, type SchemaRegistry, typeOf } from '@relais/schemas';
import { type Bench, lineOf, type Outcome } from './bench.js';

const ROUNDS = 9;
const EVENTS = 100_000;
const HEADER_BYTES = 5;
const TYPE = 'orientation.OrientationDecidee';
/** Targets: encoding against the naive writing, evolved reading against reading with the same schema. */
const TARGETS = { encode: 3.5, evolved: 0.9 };

type Event = Events[typeof TYPE];

const eventOf = (n: number): Event => ({
  usagerId: `018f3c1e-0000-7000-8000-${String(n).padStart(12, '0')}`,
  departement: '33',
  orientationId: `018f3c1e-0000-7000-8001-${String(n).padStart(12, '0')}`,
  sens: n % 3 === 0 ? 'REFUSEE' : 'ACCEPTEE',
  parcours: 'PSP',
  organisme: 'ML',
  structure: { code: 'NAQ0405', type: 'ML' },
  motifRefus: n % 3 === 0 ? 'APPRECIATION_DIFFERENTE' : null,
  commentaireRefus: null,
  dateDecision: '2026-11-24',
  decideurId: 'CD33-0007',
  decideurStructure: 'CDP0033',
});

/** A registry of two numbers of one schema: the one of this build, and an older one without its last field. */
const registryOf = (schemas: readonly string[]): SchemaRegistry => ({
  register: () => Promise.resolve(1),
  schemaOf: (id) => Promise.resolve(schemas[id - 1] ?? ''),
});

const secondsOf = (work: () => void): number => {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from) / 1e9;
};

type Round = Readonly<{ naive: number; bare: number; encode: number; same: number; evolved: number }>;

/** What both ways must give: the same bytes, and back the same value. */
function check(ours: Buffer, naive: Buffer): void {
  if (!ours.equals(naive)) throw new Error('the two encodings differ');
}

/**
 * Writing and reading one real event: ours into a kept buffer against a naive join of header and
 * payload; reading an older number through its kept resolver against reading the newest number.
 */
export const codecBench: Bench = async (progress): Promise<Outcome> => {
  const newest = latestSchemaOf(TYPE);
  const { fields, ...record } = JSON.parse(newest) as { fields: { name: string }[] };
  const older = JSON.stringify({ ...record, fields: fields.filter(({ name }) => name !== 'commentaireRefus') });
  const codec = new Codec(registryOf([newest, older]));
  await codec.register([TYPE]);
  const type = typeOf(newest);
  const olderType = typeOf(older);
  const events = Array.from({ length: EVENTS }, (_, n) => eventOf(n));
  const kept = Buffer.allocUnsafe(4_096);
  const header = Buffer.from([0, 0, 0, 0, 1]);
  const olderHeader = Buffer.from([0, 0, 0, 0, 2]);
  const encoded = events.map((event) => codec.encode(TYPE, event));
  const old = events.map((event) => Buffer.concat([olderHeader, olderType.toBuffer(event)]));
  events.forEach((event, n) => check(encoded[n] ?? header, Buffer.concat([header, type.toBuffer(event)])));
  const readAll = async (bytes: readonly Buffer[]): Promise<number> => {
    const from = process.hrtime.bigint();
    for (const one of bytes) await codec.decode(one);
    return Number(process.hrtime.bigint() - from) / 1e9;
  };
  const rounds: Round[] = [];
  for (let n = 0; n <= ROUNDS; n += 1) {
    const round = {
      naive: secondsOf(() => events.forEach((event) => Buffer.concat([header, type.toBuffer(event)]))),
      // What nobody can be faster than with this library: no header, always the same place.
      bare: secondsOf(() => events.forEach((event) => type.encode(event, kept, 0))),
      encode: secondsOf(() => events.forEach((event) => codec.encode(TYPE, event))),
      same: await readAll(encoded),
      evolved: await readAll(old),
    };
    // The first round warms the compiler up and does not count.
    if (n > 0) rounds.push(round);
    progress(`round ${n}/${ROUNDS}: encode ${(round.naive / round.encode).toFixed(2)}×, evolved ${(round.same / round.evolved).toFixed(2)}×`);
  }
  const rate = (seconds: (round: Round) => number): number[] => rounds.map((round) => EVENTS / seconds(round));
  return {
    conditions: { events: EVENTS, bytes: (encoded[0]?.length ?? 0) - HEADER_BYTES, rounds: ROUNDS, ...TARGETS },
    table: [
      lineOf('encode', 'events/s', rate(({ encode }) => encode)),
      lineOf('naive encode', 'events/s', rate(({ naive }) => naive)),
      lineOf('decode, same schema', 'events/s', rate(({ same }) => same)),
      lineOf('decode, evolved', 'events/s', rate(({ evolved }) => evolved)),
      lineOf('encode / naive', 'ratio', rounds.map(({ naive, encode }) => naive / encode)),
      lineOf('bare library write / naive', 'ratio', rounds.map(({ naive, bare }) => naive / bare)),
      lineOf('evolved / same', 'ratio', rounds.map(({ same, evolved }) => same / evolved)),
    ],
    rounds,
  };
};
