/** A Kafka user with SCRAM-SHA-512. */
export interface KafkaUser {
  readonly username: string;
  readonly password: string;
}

/** What the configuration of a single broker (also its own controller) says. */
export interface KafkaBroker {
  /** Folder of its data, as the broker sees it. */
  readonly data: string;
  /** Address the broker listens on: `127.0.0.1`, or `0.0.0.0` in a container. */
  readonly listenHost: string;
  /** Port of the one listener that everyone uses: SASL_PLAINTEXT, SCRAM-SHA-512. */
  readonly port: number;
  readonly controllerPort: number;
  /** May do everything. */
  readonly admin: KafkaUser;
  readonly controllerPassword: string;
}

const scram = 'org.apache.kafka.common.security.scram.ScramLoginModule';
const plain = 'org.apache.kafka.common.security.plain.PlainLoginModule';
const controllerUser = 'relais-controleur';

/** server.properties of the broker. It holds passwords. */
export function brokerProperties(broker: KafkaBroker): string {
  const { admin, controllerPassword, controllerPort, data, listenHost, port } = broker;
  const login = `username="${controllerUser}" password="${controllerPassword}"`;
  return lines({
    'process.roles': 'broker,controller',
    'node.id': '1',
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controllerPort}`,
    listeners: `CLIENTS://${listenHost}:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `CLIENTS://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'listener.security.protocol.map': 'CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT',
    'inter.broker.listener.name': 'CLIENTS',
    'controller.listener.names': 'CONTROLLER',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'SCRAM-SHA-512',
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'listener.name.clients.scram-sha-512.sasl.jaas.config': `${scram} required username="${admin.username}" password="${admin.password}";`,
    'listener.name.controller.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.controller.plain.sasl.jaas.config': `${plain} required ${login} user_${controllerUser}="${controllerPassword}";`,
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': `User:${admin.username};User:${controllerUser}`,
    'log.dirs': data,
    'auto.create.topics.enable': 'false',
    'group.initial.rebalance.delay.ms': '0',
    // A restarted broker is let in again when its former session is over.
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',
    'offsets.topic.replication.factor': '1',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'offsets.topic.num.partitions': '8',
    'transaction.state.log.num.partitions': '8',
  });
}

/** Properties with which Kafka's own tools connect as the administrator. */
export function adminProperties({ username, password }: KafkaUser): string {
  return lines({
    'security.protocol': 'SASL_PLAINTEXT',
    'sasl.mechanism': 'SCRAM-SHA-512',
    'sasl.jaas.config': `${scram} required username="${username}" password="${password}";`,
  });
}

/** The arguments of `StorageTool format` that create the users. */
export const scramArguments = (users: readonly KafkaUser[]): string[] =>
  users.flatMap(({ username, password }) => ['--add-scram', `SCRAM-SHA-512=[name=${username},password=${password}]`]);

const lines = (properties: Readonly<Record<string, string>>): string =>
  Object.entries(properties)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
