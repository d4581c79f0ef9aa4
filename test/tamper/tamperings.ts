import { genesisOf, hashOf, type Seal } from '@relais/chassis/trail';
import { type Random } from './random.js';
import { KEY, sealAfter, SERVICE, type Trail } from './trails.js';

type Line = Trail['lines'][number];

const FIELDS = ['id', 'xid', 'at', 'agent', 'structure', 'departement', 'subject', 'action', 'kind', 'purpose', 'granted', 'reason', 'origin', 'rank', 'hash'] as const;
const SEAL_FIELDS = ['number', 'rank', 'hash', 'at', 'previous', 'mac'] as const;
const WRONG_KEY = Buffer.alloc(32, 8);

/** Another value of the same kind. */
const other = (value: unknown, random: Random): unknown => {
  if (typeof value === 'number') return value + 1 + random.below(5);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return 'quelque chose';
  if (/^\d+$/.test(value) && value.length < 10) return String(Number(value) + 1);
  const at = random.below(value.length);
  return `${value.slice(0, at)}${value[at] === '1' ? '2' : '1'}${value.slice(at + 1)}`;
};

const changed = <T extends object>(from: T, field: string, random: Random): T => ({ ...from, [field]: other((from as Record<string, unknown>)[field], random) });

const replaced = <T>(list: readonly T[], index: number, by: T): T[] => list.map((one, at) => (at === index ? by : one));
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_, at) => at !== index);

const swapped = <T>(list: readonly T[], index: number): T[] => {
  const copy = [...list];
  const [one, next] = [list[index], list[index + 1]];
  if (one !== undefined && next !== undefined) [copy[index], copy[index + 1]] = [next, one];
  return copy;
};

/** Hashes anew from a line on, as one would who knows how the chain is made. */
const rechained = (lines: readonly Line[], from: number): Line[] => {
  let hash = from === 0 ? genesisOf(SERVICE) : (lines[from - 1]?.hash ?? '');
  return lines.map((line, index) => {
    if (index < from) return line;
    hash = hashOf(hash, index + 1, line);
    return { ...line, rank: index + 1, hash };
  });
};

/** Seals anew wherever there was one, without the key. */
const resealed = ({ lines, seals }: Trail): Seal[] => {
  const made: Seal[] = [];
  for (const { rank } of seals) {
    const line = lines[Math.min(rank, lines.length) - 1];
    if (line) made.push(sealAfter(made, line, WRONG_KEY));
  }
  return made;
};

type Tampering = (trail: Trail, random: Random) => Trail;

const middle = ({ lines }: Trail, random: Random): number => random.below(lines.length);

const rewritten: Tampering = (trail, random) => {
  const at = middle(trail, random);
  const line = trail.lines[at] as Line;
  return { ...trail, lines: rechained(replaced(trail.lines, at, changed(line, random.pick(FIELDS.slice(0, 13)), random)), at) };
};

/** What a hand with every right on the tables could do to a trail; each gives a trail that is not the one that was written. */
export const tamperings: Readonly<Record<string, Tampering>> = {
  'a field of a line': (trail, random) => {
    const at = middle(trail, random);
    return { ...trail, lines: replaced(trail.lines, at, changed(trail.lines[at] as Line, random.pick(FIELDS), random)) };
  },
  'a line deleted': (trail, random) => ({ ...trail, lines: without(trail.lines, middle(trail, random)) }),
  'a line deleted and the rest chained again': (trail, random) => {
    const at = middle(trail, random);
    return { ...trail, lines: rechained(without(trail.lines, at), at) };
  },
  'the tail deleted with its seals': (trail, random) => {
    const kept = middle(trail, random);
    return { lines: trail.lines.slice(0, kept), seals: trail.seals.filter(({ rank }) => rank <= kept) };
  },
  'the last lines deleted': (trail, random) => ({ ...trail, lines: trail.lines.slice(0, middle(trail, random)) }),
  'the head deleted': (trail, random) => {
    const from = 1 + random.below(trail.lines.length - 1);
    const seals = random.below(2) === 0 ? trail.seals : trail.seals.filter(({ rank }) => rank > from);
    return { lines: trail.lines.slice(from), seals };
  },
  'all deleted': () => ({ lines: [], seals: [] }),
  'two lines swapped': (trail, random) => ({ ...trail, lines: swapped(trail.lines, random.below(trail.lines.length - 1)) }),
  'the content of two lines swapped': (trail, random) => {
    const at = random.below(trail.lines.length - 1);
    const [one, next] = [trail.lines[at], trail.lines[at + 1]] as [Line, Line];
    const lines = replaced(trail.lines, at, { ...next, rank: one.rank, hash: one.hash });
    return { ...trail, lines: replaced(lines, at + 1, { ...one, rank: next.rank, hash: next.hash }) };
  },
  'a line inserted': (trail, random) => {
    const at = middle(trail, random);
    const line = trail.lines[at] as Line;
    return { ...trail, lines: [...trail.lines.slice(0, at), changed(line, 'subject', random), ...trail.lines.slice(at)] };
  },
  'a line inserted and the rest chained again': (trail, random) => {
    const at = middle(trail, random);
    const line = trail.lines[at] as Line;
    return { ...trail, lines: rechained([...trail.lines.slice(0, at), changed(line, 'subject', random), ...trail.lines.slice(at)], at) };
  },
  'chained again from the middle': rewritten,
  'chained again from the middle and sealed under another key': (trail, random) => {
    const forged = rewritten(trail, random);
    return { ...forged, seals: resealed(forged) };
  },
  'chained again, the seals after it deleted': (trail, random) => {
    const at = middle(trail, random);
    const forged = { ...trail, lines: rechained(replaced(trail.lines, at, changed(trail.lines[at] as Line, 'subject', random)), at) };
    return { ...forged, seals: trail.seals.filter(({ rank }) => rank <= at) };
  },
  'a field of a seal': (trail, random) => {
    const at = random.below(trail.seals.length);
    return { ...trail, seals: replaced(trail.seals, at, changed(trail.seals[at] as Seal, random.pick(SEAL_FIELDS), random)) };
  },
  'a seal deleted': (trail, random) => ({ ...trail, seals: without(trail.seals, random.below(trail.seals.length)) }),
  'the last seals deleted': (trail, random) => ({ ...trail, seals: trail.seals.slice(0, random.below(trail.seals.length)) }),
  'a seal doubled': (trail, random) => {
    const at = random.below(trail.seals.length);
    return { ...trail, seals: [...trail.seals.slice(0, at + 1), ...trail.seals.slice(at)] };
  },
  // Somebody who has the key but not what was told outside.
  'rewritten and sealed under the key itself': (trail, random) => {
    const forged = rewritten(trail, random);
    const seals: Seal[] = [];
    for (const { rank } of trail.seals) seals.push(sealAfter(seals, forged.lines[rank - 1] as Line, KEY));
    return { ...forged, seals };
  },
};
