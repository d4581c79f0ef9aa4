import { transient } from '@relais/kernel';
import { type KafkaMessage } from '../kafka/index.js';
import { type Platform } from '../lifecycle/platform.js';

/** A stretch of a partition: from one offset to another, the second not included. */
export type Range = Readonly<{ topic: string; partition: number; from: number; to: number }>;

const TIMEOUT_MS = 600_000;

type OnMessages = (topic: string, messages: readonly KafkaMessage[]) => Promise<void>;

/**
 * Reads stretches of topics, each message once, under a group of its own that keeps nothing.
 * Topic names are without the installation's prefix.
 */
export const readRanges = async ({ kafka, config, ids }: Platform, { name, ranges, onMessages }: Readonly<{ name: string; ranges: readonly Range[]; onMessages: OnMessages }>): Promise<void> => {
  const open = new Map(ranges.filter(({ from, to }) => from < to).map((range) => [`${config.kafkaPrefix}${range.topic}/${range.partition}`, range]));
  if (open.size === 0) return;
  const consumer = kafka.consumer({ groupId: `${config.kafkaPrefix}${name}-${ids.next()}`, sessionTimeout: config.kafkaSessionMs, allowAutoTopicCreation: false });
  let finish = (_error?: Error): void => undefined;
  const finished = new Promise<void>((resolve, reject) => (finish = (error) => (error ? reject(error) : resolve())));
  consumer.on(consumer.events.CRASH, ({ payload }) => finish(payload.error));
  const late = setTimeout(() => finish(transient('LECTURE_TROP_LONGUE', 'the topics could not be read in time')), TIMEOUT_MS);
  try {
    await consumer.connect();
    await consumer.subscribe({ topics: [...new Set([...open.values()].map(({ topic }) => `${config.kafkaPrefix}${topic}`))], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        const place = `${batch.topic}/${batch.partition}`;
        const range = open.get(place);
        if (!range) return;
        await onMessages(range.topic, batch.messages.filter(({ offset }) => Number(offset) >= range.from && Number(offset) < range.to));
        // What was read once is not read again, whatever the consumer is given before its seek takes effect.
        const next = Math.max(range.from, Number(batch.lastOffset()) + 1);
        if (next >= range.to) open.delete(place);
        else open.set(place, { ...range, from: next });
        if (open.size === 0) finish();
      },
    });
    for (const [name, { partition, from }] of open) consumer.seek({ topic: name.slice(0, name.lastIndexOf('/')), partition, offset: String(from) });
    await finished;
  } finally {
    clearTimeout(late);
    await consumer.disconnect();
  }
};
