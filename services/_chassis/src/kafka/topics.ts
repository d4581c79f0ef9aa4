import { setTimeout as sleep } from 'node:timers/promises';
import { topics } from '@relais/schemas';
import { type Admin } from './client.js';
import { type CommandTopic } from './subscriptions.js';

/** One event may weigh that much, headers included. */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

const manifest = Object.entries(topics).map(([topic, { partitions, retentionMs }]) => ({
  topic,
  numPartitions: partitions,
  configEntries: [
    { name: 'retention.ms', value: String(retentionMs) },
    { name: 'cleanup.policy', value: 'delete' },
    { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
  ],
}));

export type TopicOptions = Readonly<{
  /** Put before every name. */
  prefix?: string;
  /** Codes Aurore of the structures that have a topic of their own. */
  partners?: readonly string[];
  /** Topics of the tools that put commands on the bus; each has its topic of answers. */
  commands?: readonly CommandTopic[];
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
    { name: 'max.message.bytes', value: String(MAX_MESSAGE_BYTES) },
  ],
});

/** The topic on which a tool reads what became of its commands. */
export const answersOf = (commands: CommandTopic): string => commands.replace('relais.commandes', 'relais.reponses');

/** The topics of a tool that are not in the manifest, as the manifest has those of the first tool. */
const toolTopics = (commands: CommandTopic) =>
  manifest.flatMap((entry) => {
    if (commands === 'relais.commandes.v1') return [];
    if (entry.topic === 'relais.commandes.v1') return [{ ...entry, topic: commands }];
    return entry.topic === 'relais.reponses.v1' ? [{ ...entry, topic: answersOf(commands) }] : [];
  });

/**
 * Makes the topics of the manifest that are missing. kafkajs on Kafka 4 may throw although a topic
 * was made (metadata travels later), so what counts is what the broker lists afterwards.
 */
export const applyTopics = async (admin: Admin, { prefix = '', partners = [], commands = [] }: TopicOptions = {}): Promise<void> => {
  const wanted = [...manifest, ...partners.map(partnerTopic), ...commands.flatMap(toolTopics)].map((entry) => ({ ...entry, topic: `${prefix}${entry.topic}` }));
  for (let attempt = 0; attempt < PATIENCE; attempt += 1) {
    const existing = new Set(await admin.listTopics().catch(() => []));
    const missing = wanted.filter(({ topic }) => !existing.has(topic));
    if (missing.length === 0) return;
    await admin.createTopics({ topics: missing, waitForLeaders: false }).catch(() => undefined);
    await sleep(100);
  }
  throw new Error('topics of the manifest could not be made');
};
