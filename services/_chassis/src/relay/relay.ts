import { type Timer } from '@relais/kernel';
import { type Logger } from '../lifecycle/logger.js';
import { type Pool } from '../postgres/index.js';
import { type Publisher } from './publisher.js';

/** Publishes the journal of a service, at least once, in order for each person. */
export type Relay = Readonly<{
  start: () => void;
  stop: () => Promise<void>;
  /** Says that something was committed: it is looked for at once. */
  wake: () => void;
  /** Epoch milliseconds of the last completed look at the journal or of the last acknowledged page; 0 before the first. */
  lastProgress: () => number;
}>;

/** How the relay learns what was committed: by reading pages behind a gate, or from a replication slot. */
export const RELAY_KINDS = ['sondage', 'replication'] as const;
export type RelayKind = (typeof RELAY_KINDS)[number];

export type RelayOptions = Readonly<{
  pool: Pool;
  /** Gives the connection of the one that leads (`leadPool`). */
  lead: Pool;
  publisher: Publisher;
  service: string;
  logger: Logger;
  /** Rows sent at once; 1,000 unless told. */
  pageRows?: number;
  /** Bytes sent at once, headers included, so that a page fits in one batch of the broker; 900 kB unless told. */
  pageBytes?: number;
  /** A send without answer for so long has failed; 20 s unless told. */
  sendTimeoutMs?: number;
  /** A transaction that holds back the others for so long is told of; 30 s unless told. */
  heldAlertMs?: number;
  /** The machine's unless told. */
  timer?: Timer;
}>;

/** Options with what is needed everywhere filled in. */
export type RelaySettings = RelayOptions & Readonly<{ timer: Timer }>;
