import { FIRST_PREVIOUS, genesisOf, hashOf, macOf, type Seal, type TrailLine, type TrailRecord } from '@relais/chassis/trail';
import { type Random } from './random.js';

export const SERVICE = 'usagers';
export const KEY = Buffer.alloc(32, 7);

/** A trail in parts that a hand can reach. */
export type Trail = { lines: (TrailLine & { rank: number; hash: string })[]; seals: Seal[] };

const AT = Date.parse('2026-11-25T08:00:00Z');
export const instantAt = (seconds: number): string => `${new Date(AT + seconds * 1_000).toISOString().slice(0, -1)}000Z`;

const lineOf = (random: Random, id: number): TrailLine => ({
  id,
  xid: String(700 + Math.floor(id / 2)),
  at: instantAt(id),
  agent: random.pick(['CD33-0007', 'CD33-0001', 'ML33-0003', 'OUTIL33-é']),
  structure: random.pick(['CDP0033', 'NAQ0405', null]),
  departement: random.pick(['33', null]),
  subject: `019a-${random.below(40)}`,
  action: random.pick(['usager.identite', 'orientation.consultation']),
  kind: random.pick(['consultation', 'modification', 'transmission']),
  purpose: random.pick(['accompagnement', 'orientation']),
  granted: random.below(5) > 0,
  reason: random.pick([null, 'USAGER_NON_RATTACHE']),
  origin: random.pick(['10.0.0.1', 'bus']),
});

/** A seal after the last one. */
export const sealAfter = (seals: readonly Seal[], { rank, hash }: Pick<Seal, 'rank' | 'hash'>, key = KEY): Seal => {
  const bare = { number: seals.length + 1, rank, hash, at: instantAt(10_000 + seals.length), previous: seals.at(-1)?.mac ?? FIRST_PREVIOUS };
  return { ...bare, mac: macOf(key, SERVICE, bare) };
};

/** A sound trail: some lines, sealed now and then, the last one under a seal. */
export const soundTrail = (random: Random): Trail => {
  const trail: Trail = { lines: [], seals: [] };
  let hash = genesisOf(SERVICE);
  const length = 8 + random.below(24);
  for (let rank = 1; rank <= length; rank += 1) {
    const line = lineOf(random, rank * 2 + random.below(2));
    hash = hashOf(hash, rank, line);
    trail.lines.push({ ...line, rank, hash });
    if (rank === length || random.below(4) === 0) trail.seals.push(sealAfter(trail.seals, { rank, hash }));
  }
  return trail;
};

/** As it is exported: each seal after the line that it names. */
export const recordsOf = ({ lines, seals }: Trail): TrailRecord[] => {
  const records: TrailRecord[] = [{ header: { service: SERVICE, version: 1, retentionDays: 365, exportedAt: instantAt(20_000) } }];
  let next = 0;
  for (const seal of seals) {
    for (let line = lines[next]; line && line.rank <= seal.rank; line = lines[next]) {
      records.push({ line });
      next += 1;
    }
    records.push({ seal });
  }
  for (const line of lines.slice(next)) records.push({ line });
  return records;
};
