import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@relais/schemas';
import { type Admin } from './client.js';

const manifest = Object.entries(topics).map(([topic, { partitions, retentionMs }]) => ({
  topic,
  numPartitions: partitions,
  configEntries: [
    { name: 'retention.ms', value: String(retentionMs) },
    { name: 'cleanup.policy', value: 'delete' },
  ],
}));

export type TopicOptions = Readonly<{
  /** Put before every name. */
  prefix?: string;
  /** Codes Aurore of the structures that have a topic of their own. */
  partners?: readonly string[];
}>;

const PATIENCE = 50;

/** The topic on which one structure reads what concerns it. */
export const partnerTopicName = (structureCode: string): string => `relais.partenaires.${structureCode.toLowerCase()}.v1`;

const partnerTopic = (structureCode: string) => ({
  topic: partnerTopicName(structureCode),
  numPartitions: 3,
  configEntries: [
    { name: 'retention.ms', value: '-1' },
    { name: 'cleanup.policy', value: 'delete' },
  ],
});

/**
 * Makes the topics of the manifest that are missing. kafkajs on Kafka 4 may throw although a topic
 * was made (metadata travels later), so what counts is what the broker lists afterwards.
 */
export const applyTopics = async (admin: Admin, { prefix = '', partners = [] }: TopicOptions = {}): Promise<void> => {
  const wanted = [...manifest, ...partners.map(partnerTopic)].map((entry) => ({ ...entry, topic: `${prefix}${entry.topic}` }));
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const existing = new Set(await admin.listTopics().catch(() => []));
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({ topics: missing, waitForLeaders: false }).catch(() => undefined);
    await sleep(100);
  }
  throw new Error('topics of the manifest could not be made');
};
