import { isFailure, type Timer } from '@relais/kernel';
import { isTransientDatabaseError } from '../postgres/index.js';
import { count } from '../telemetry/index.js';
import { Accounts, differenceOf } from './accounts.js';
import { applyBatch, type Applied } from './apply-batch.js';
import { type Consumer, type EachBatchPayload, type KafkaMessage } from './client.js';
import { type ConsumerOptions } from './consumer-options.js';
import { checkContinuity, Discontinuity, type Fetched, type Hole, holeKey } from './continuity.js';
import { type Place, restartOffset } from './inbox.js';
import { readMessage } from './incoming.js';
import { type Vitality } from './vitality.js';

type WorkOptions = Omit<ConsumerOptions, 'prefix' | 'consumer'> & Readonly<{ seek: Consumer['seek']; prefix: string; timer: Timer; vitality: Vitality; stopping: AbortSignal }>;

const BACK_OFF_MS = [50, 100, 200, 500, 1_000, 2_000, 5_000];
/** After this many tries of one batch, a person who still cannot be served is parked. */
const TRIES_BEFORE_PARKING = 12;
const HEARTBEAT_MS = 1_000;

type Slice = Readonly<{ payload: EachBatchPayload; place: Place; fetched: Fetched; messages: readonly KafkaMessage[]; last: number }>;

/** Applies what was fetched, slice by slice, and keeps the accounts. */
export class BatchWork {
  readonly accounts = new Accounts();
  /** Holes that were looked at a second time, by partition. */
  private readonly accepted = new Map<string, Set<string>>();

  constructor(private readonly options: WorkOptions) {}

  async onBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const place = { consumer: this.options.name, topic: batch.topic.slice(this.options.prefix.length), partition: batch.partition };
    const fetched = fetchedOf(batch);
    const size = this.options.batchSize ?? 500;
    const partition = nameOf(place);
    this.options.vitality.begin(partition);
    try {
      for (let start = 0; start < batch.messages.length; start += size) {
        const messages = batch.messages.slice(start, start + size);
        const last = Number(messages.at(-1)?.offset);
        if (!(await this.applyUntilDone({ payload, place, fetched, messages, last }))) return;
        payload.resolveOffset(String(last));
        // Throws when the group is rebalancing: the rest of the batch is left to whom it is given.
        await payload.heartbeat();
      }
    } finally {
      this.options.vitality.end(partition);
    }
  }

  /** Tries one slice until it is applied; false when the consumer stops or has to read elsewhere. Throws when its group is lost. */
  private async applyUntilDone(slice: Slice): Promise<boolean> {
    const { payload, place, messages } = slice;
    let groupLost: unknown;
    const beat = setInterval(() => {
      payload.heartbeat().catch((error: Error) => {
        if (groupLost === undefined) this.options.logger.info('lot interrompu : le groupe se répartit', { topic: place.topic, partition: place.partition, code: error.name });
        groupLost = error;
      });
    }, HEARTBEAT_MS);
    this.accounts.receive(place, messages.length);
    let done = false;
    try {
      for (let tries = 0; payload.isRunning() && !payload.isStale() && groupLost === undefined; tries += 1) {
        done = await this.tryOnce(slice, tries);
        if (done) return true;
        await this.options.timer.sleep(BACK_OFF_MS[Math.min(tries, BACK_OFF_MS.length - 1)] ?? 0, this.options.stopping).catch(() => undefined);
      }
      if (groupLost !== undefined) throw groupLost as Error;
      return false;
    } finally {
      clearInterval(beat);
      if (!done) this.accounts.giveBack(place, messages.length);
    }
  }

  private async tryOnce(slice: Slice, tries: number): Promise<boolean> {
    const { pool, table, codec, unreadable, vitality } = this.options;
    const { place, fetched, messages, last } = slice;
    const continuity = (kept: number): void => checkContinuity(kept, fetched, { last, accepted: this.acceptedOf(place) });
    try {
      const incoming = await Promise.all(messages.map((message) => readMessage(codec, place.topic, message)));
      const results = await applyBatch({ pool, place, table, unreadable, continuity }, incoming, { parkTransient: tries >= TRIES_BEFORE_PARKING });
      this.account(slice, results);
      vitality.succeed(nameOf(place));
      this.options.committed();
      return true;
    } catch (error) {
      if (error instanceof Discontinuity) await this.rejoinAt(slice, error).catch((failure: unknown) => this.failed(slice, tries, failure));
      else this.failed(slice, tries, error);
      return false;
    }
  }

  private failed({ place, payload }: Slice, tries: number, error: unknown): void {
    const code = codeOf(error);
    this.options.vitality.fail(nameOf(place));
    count('relais_consumer_retries_total', { consumer: place.consumer, topic: place.topic, code });
    this.options.logger.warn('lot à reprendre', { topic: place.topic, partition: payload.batch.partition, tries, code });
  }

  /** The broker does not go on where we stand: reads again from there, once; what is not there then is accounted for. */
  private async rejoinAt({ payload, place }: Slice, { what }: Discontinuity): Promise<void> {
    const { pool, logger } = this.options;
    const { topic } = payload.batch;
    const seek = (offset: number): void => this.options.seek({ topic, partition: place.partition, offset: String(offset) });
    if ('hole' in what) {
      const seen = this.seenHoles(place);
      if (seen.has(holeKey(what.hole))) return this.acceptHole(place, { topic, hole: what.hole });
      seen.add(holeKey(what.hole));
      return seek(what.hole.expected);
    }
    logger.error('sujet refait : relu depuis son début', { topic: place.topic, partition: place.partition, ...what.remade });
    count('relais_consumer_topics_remade_total', { consumer: place.consumer, topic: place.topic });
    await restartOffset(pool, place);
    this.accounts.restart(place);
    seek(0);
  }

  /** Deleted before it was read is a loss; what lies after the first offset held is a transaction marker, or compacted. */
  private async acceptHole(place: Place, { topic, hole }: { topic: string; hole: Hole }): Promise<void> {
    const lost = Math.max(0, Math.min((await this.options.firstOffset?.(topic, place.partition)) ?? 0, hole.found) - hole.expected);
    if (lost > 0) {
      this.accounts.lose(place, lost);
      count('relais_consumer_unaccounted_total', { consumer: place.consumer, topic: place.topic }, lost);
      this.options.logger.error('messages supprimés avant d’être lus', { topic: place.topic, partition: place.partition, ...hole, lost });
    }
    this.acceptedOf(place).add(holeKey(hole));
  }

  private acceptedOf(place: Place): Set<string> {
    return this.setOf(`accepted ${nameOf(place)}`);
  }

  private seenHoles(place: Place): Set<string> {
    return this.setOf(`seen ${nameOf(place)}`);
  }

  private setOf(name: string): Set<string> {
    const set = this.accepted.get(name) ?? new Set<string>();
    this.accepted.set(name, set);
    return set;
  }

  private account({ place, messages, last }: Slice, results: readonly Applied[]): void {
    const { name: consumer, logger } = this.options;
    const { topic, partition } = place;
    this.accounts.settle(place, { count: messages.length, verdicts: results.map(({ verdict }) => verdict), next: last + 1 });
    count('relais_consumer_received_total', { consumer, topic }, messages.length);
    for (const { type, verdict, code } of results) {
      count('relais_events_total', { consumer, topic, type, verdict });
      if (verdict === 'parked' || verdict === 'gap') logger.error('personne mise de côté', { topic, type, code });
    }
    if (results.length === messages.length) return;
    count('relais_consumer_unaccounted_total', { consumer, topic }, Math.abs(messages.length - results.length));
    const account = this.accounts.report().find((one) => one.topic === topic && one.partition === partition);
    logger.error('comptes faux : reçus et décidés diffèrent', { topic, partition, ecart: account ? differenceOf(account) : 0 });
  }
}

const nameOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;

/** kafkajs keeps what it filtered (transaction markers, aborted messages) out of the messages, and out of its types. */
const fetchedOf = (batch: EachBatchPayload['batch']): Fetched => {
  const { rawMessages = batch.messages } = batch as typeof batch & { rawMessages?: readonly { offset: string }[] };
  return { offsets: rawMessages.map(({ offset }) => Number(offset)), end: Number(batch.highWatermark) };
};

const codeOf = (error: unknown): string => {
  if (isFailure(error)) return error.code;
  return isTransientDatabaseError(error) ? 'BASE_INDISPONIBLE' : (error as Error).name;
};
