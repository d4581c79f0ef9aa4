import { topics } from '@relais/schemas';
import { AclOperationTypes, AclPermissionTypes, AclResourceTypes, type Admin, ResourcePatternTypes } from './client.js';
import { type CommandTopic } from './subscriptions.js';
import { answersOf } from './topics.js';

/** What one Kafka user may do; everything else is refused to it. */
export type KafkaRights = Readonly<{
  user: string;
  reads: readonly string[];
  writes: readonly string[];
  /** Consumer groups whose names start so. */
  groupPrefix?: string;
}>;

const owners = Object.entries(topics).map(([topic, { owner }]) => ({ topic, owner }));

/** A service of ours: writes the topics that it owns and every topic of answers, reads everything. */
export const serviceRights = (service: string, tools: readonly CommandTopic[] = []): KafkaRights => ({
  user: `relais-${service}`,
  reads: [...new Set([...Object.keys(topics), ...tools])],
  writes: [...new Set([...owners.flatMap(({ topic, owner }) => (owner === service ? [topic] : [])), 'relais.reponses.v1', ...tools.map(answersOf)])],
  groupPrefix: 'relais-',
});

/** The tool of a département: puts its commands on the topic that is its own, and reads their answers. */
export const toolRights = (user: string, commands: CommandTopic): KafkaRights => ({
  user,
  reads: [answersOf(commands)],
  writes: [commands],
  groupPrefix: user,
});

type Entry = Parameters<Admin['createAcls']>[0]['acl'][number];

const entry = (user: string, over: Pick<Entry, 'resourceType' | 'resourceName' | 'operation'>, prefixed = false): Entry => ({
  principal: `User:${user}`,
  host: '*',
  permissionType: AclPermissionTypes.ALLOW,
  resourcePatternType: prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  ...over,
});

const onTopic = (user: string, topic: string, operations: readonly Entry['operation'][]): Entry[] =>
  operations.map((operation) => entry(user, { resourceType: AclResourceTypes.TOPIC, resourceName: topic, operation }));

const { READ, WRITE, DESCRIBE } = AclOperationTypes;

/** Gives rights; giving one twice changes nothing. */
export const applyRights = async (admin: Admin, rights: readonly KafkaRights[]): Promise<void> => {
  const acl = rights.flatMap(({ user, reads, writes, groupPrefix }) => [
    ...reads.flatMap((topic) => onTopic(user, topic, [READ, DESCRIBE])),
    ...writes.flatMap((topic) => onTopic(user, topic, [WRITE, DESCRIBE])),
    ...(groupPrefix === undefined
      ? []
      : [entry(user, { resourceType: AclResourceTypes.GROUP, resourceName: groupPrefix, operation: READ }, true)]),
  ]);
  await admin.createAcls({ acl });
};
