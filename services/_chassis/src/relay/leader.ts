import { transient } from '@relais/kernel';
import { type Tx } from '../postgres/index.js';
import { count } from '../telemetry/index.js';
import { type Relay, type RelaySettings } from './relay.js';

/** What the one active relay of a service works with. */
export type Lead = Readonly<{
  /** The connection that holds the lead. */
  client: Tx;
  stopping: () => boolean;
  /** Throws when the lead was lost: nothing more may be sent. */
  check: () => void;
  /** True when woken before the time was over; a wake that came just before counts too. */
  pause: (ms: number) => Promise<boolean>;
  progressed: () => void;
}>;

const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 3_000;
const STAND_BY_MS = 1_000;
const CHANNEL = 'relais_relay';

/**
 * One relay is active per service, by an advisory lock on its connection; the others stand by and pass on
 * what wakes them (a notification after the commit, never inside it). Whatever fails is tried again.
 */
export abstract class LeadingRelay implements Relay {
  private stopped = false;
  private wakeUp: (() => void) | undefined;
  private woken = false;
  private running: Promise<void> | undefined;
  private progressAt = 0;

  constructor(protected readonly options: RelaySettings) {}

  /** Sends until the relay stops; throws when it cannot go on. */
  protected abstract drain(lead: Lead): Promise<void>;

  start(): void {
    this.running = this.run();
  }

  wake(): void {
    this.woken = true;
    this.wakeUp?.();
  }

  lastProgress(): number {
    return this.progressAt;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    const { logger, service } = this.options;
    let wait = FIRST_RETRY_MS;
    while (!this.stopped) {
      const before = this.progressAt;
      try {
        await this.lead();
      } catch (error) {
        logger.warn('relais en attente', { code: codeOf(error), cause: causeOf(error) });
        count('relais_relay_failures_total', { service, code: codeOf(error) });
        wait = this.progressAt > before ? FIRST_RETRY_MS : Math.min(wait * 2, LAST_RETRY_MS);
        await this.pause(wait);
      }
    }
  }

  /** Holds the lead on one connection until it is lost or the relay stops. */
  private async lead(): Promise<void> {
    const client = await this.options.lead.connect();
    let lost: Error | undefined;
    const lose = (error: Error): void => {
      lost = error;
      this.wake();
    };
    client.on('error', lose);
    client.on('notification', () => this.wake());
    const check = (): void => {
      if (lost) throw transient('RELAIS_DETRONE', 'the connection that held the lead is lost', lost);
    };
    try {
      await this.waitForLead(client, check);
      if (!this.stopped) await this.drain(this.leadOn(client, check));
    } finally {
      // Destroyed, not reused: closing the session frees the advisory lock.
      client.release(true);
    }
  }

  private leadOn(client: Tx, check: () => void): Lead {
    return {
      client,
      stopping: () => this.stopped,
      check,
      pause: (ms) => this.pause(ms),
      progressed: () => {
        this.progressAt = this.options.timer.nowMs();
      },
    };
  }

  private async waitForLead(client: Tx, check: () => void): Promise<void> {
    while (!this.stopped && !(await tryLock(client, this.options.service))) {
      this.progressAt = this.options.timer.nowMs();
      const woken = await this.pause(STAND_BY_MS);
      check();
      if (woken && !this.stopped) await client.query(`notify ${CHANNEL}`);
    }
    if (!this.stopped) await client.query(`listen ${CHANNEL}`);
  }

  private async pause(ms: number): Promise<boolean> {
    if (!this.woken) {
      const abort = new AbortController();
      this.wakeUp = () => abort.abort();
      await this.options.timer.sleep(ms, abort.signal).catch(() => undefined);
      this.wakeUp = undefined;
    }
    const { woken } = this;
    this.woken = false;
    return woken;
  }
}

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === 'string' ? code : (name ?? 'Error');
};

const causeOf = (error: unknown): string | undefined => {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error ? codeOf(cause) : undefined;
};

const tryLock = async (client: Tx, service: string): Promise<boolean> => {
  const { rows } = await client.query<{ locked: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as locked', [
    `relais.relay.${service}`,
  ]);
  return rows[0]?.locked === true;
};
