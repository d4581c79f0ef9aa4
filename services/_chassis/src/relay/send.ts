import { count, inSpan } from '../telemetry/index.js';
import { saveCursor } from './cursor.js';
import { type Lead } from './leader.js';
import { type Cursor, journalPages } from './pages.js';
import { inTime } from './publisher.js';
import { type RelayOptions } from './relay.js';
import { type JournalRow } from './row.js';

/** Up to this many messages, each gets its own span; larger pages get one with links. */
const SPAN_PER_MESSAGE = 20;
const LINKS = 128;
const DEFAULTS = { pageRows: 1_000, pageBytes: 900_000, sendTimeoutMs: 20_000 };

export const limitsOf = ({ service, pageRows, pageBytes }: RelayOptions) => ({
  service,
  pageRows: pageRows ?? DEFAULTS.pageRows,
  pageBytes: pageBytes ?? DEFAULTS.pageBytes,
});

/** Sends one page; throws a transient failure when it was not acknowledged in time. */
export const sendPage = async (rows: readonly JournalRow[], options: RelayOptions): Promise<void> => {
  const messages = rows.map(({ message }) => message);
  const publish = (): Promise<void> => inTime(options.publisher.publish(messages), options.sendTimeoutMs ?? DEFAULTS.sendTimeoutMs);
  const attributes = { 'messaging.system': 'kafka', 'messaging.operation.type': 'send', 'messaging.batch.message_count': rows.length };
  // A few messages: the send shows in each one's own trace, once for each topic.
  const traced = rows.length > SPAN_PER_MESSAGE ? [] : rows.filter(({ traceparent }) => traceparent);
  if (traced.length === 0) {
    const links = rows.slice(0, LINKS).flatMap(({ traceparent }) => traceparent ?? []);
    await inSpan('send journal', { kind: 'producer', attributes, links }, publish);
  } else {
    const sends = new Map(traced.map(({ traceparent: parent, message: { topic } }) => [`${parent} ${topic}`, { parent, topic }]));
    const nested = [...sends.values()].reduce<() => Promise<void>>(
      (inner, { parent, topic }) =>
        () =>
          inSpan(`send ${topic}`, { kind: 'producer', attributes: { ...attributes, 'messaging.destination.name': topic }, parent }, inner),
      publish,
    );
    await nested();
  }
  count('relais_relay_published_total', { service: options.service }, rows.length);
};

/**
 * Sends all that is beyond the cursor and before the gate: a page is read while the one before is sent, and the
 * cursor moves after each acknowledgement, in order. Gives the new cursor.
 */
export const sendAll = async (lead: Lead, options: RelayOptions, from: Cursor): Promise<Cursor> => {
  const { pool, service } = options;
  const pages = journalPages(lead.client, from, limitsOf(options));
  let cursor = from;
  let saving = Promise.resolve();
  let reading = settled(pages.next());
  for (;;) {
    const { value: page } = await reading();
    const last = page?.at(-1);
    if (!page || !last) break;
    reading = settled(pages.next());
    lead.check();
    await sendPage(page, options);
    lead.progressed();
    await saving;
    cursor = { xid: last.xid, position: last.position };
    saving = saveCursor(pool, service, cursor);
    saving.catch(() => undefined);
    if (lead.stopping()) break;
  }
  await saving;
  return cursor;
};

/** Remembers how it ended until it is asked for: a failure of the page ahead is told when its turn comes. */
const settled = <T>(work: Promise<T>): (() => Promise<T>) => {
  work.catch(() => undefined);
  return () => work;
};
