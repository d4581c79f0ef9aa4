import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A line of the access trace; instants are UTC text to the microsecond. */
export type TrailLine = Readonly<{
  id: number;
  /** The transaction that wrote it. */
  xid: string;
  at: string;
  agent: string;
  structure: string | null;
  departement: string | null;
  subject: string;
  action: string;
  kind: string;
  purpose: string;
  granted: boolean;
  reason: string | null;
  origin: string | null;
}>;

/** Where the chain was at an instant; `hash`, `previous` and `mac` in hexadecimal. */
export type Seal = Readonly<{ number: number; rank: number; hash: string; at: string; previous: string; mac: string }>;

/** The text that is hashed: each field as `length:text,`, with its length in bytes of UTF-8, or `-,` when there is none. */
export const canonical = (fields: readonly (string | number | boolean | null)[]): string =>
  fields.map((field) => (field === null ? '-,' : `${Buffer.byteLength(String(field))}:${String(field)},`)).join('');

/** The hash before the first line of a service. */
export const genesisOf = (service: string): string => createHash('sha256').update(`relais:access-trail:1:${service}`).digest('hex');

/** The hash of a line at its rank, after the one that `previous` is the hash of. */
export const hashOf = (previous: string, rank: number, line: TrailLine): string => {
  const { id, xid, at, agent, structure, departement, subject, action, kind, purpose, granted, reason, origin } = line;
  const text = canonical([rank, id, xid, at, agent, structure, departement, subject, action, kind, purpose, granted, reason, origin]);
  return createHash('sha256').update(Buffer.from(previous, 'hex')).update(text).digest('hex');
};

export const FIRST_PREVIOUS = '0'.repeat(64);

/** The seal's own proof, under the key. */
export const macOf = (key: Buffer, service: string, { number, rank, hash, at, previous }: Omit<Seal, 'mac'>): string =>
  createHmac('sha256', key).update(canonical([service, number, rank, hash, at, previous])).digest('hex');

export const sameText = (one: string, other: string): boolean => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
