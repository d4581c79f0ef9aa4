/** A Kafka user of the test broker. */
export interface KafkaCredentials {
  readonly brokers: readonly string[];
  readonly mechanism: 'scram-sha-512';
  readonly username: string;
  readonly password: string;
}

/** The real parts that tests run on; each starts when it is first asked for, once per run. */
export interface TestParts {
  /** URL of the superuser on the database `postgres`. */
  postgres(): Promise<string>;
  /** Every user of the broker; the first is its super user. */
  kafka(): Promise<readonly KafkaCredentials[]>;
  /** Confluent-compatible base URL. */
  registry(): Promise<string>;
  /** Ends what was started and removes its data. */
  stop(): Promise<void>;
}

/** The users of the test broker; the first is its super user. */
export const kafkaUsernames = ['relais-admin', 'relais-usagers', 'relais-orientation', 'relais-connector', 'lecteur-departement', 'outil-33', 'outil-64'] as const;
export type KafkaUsername = (typeof kafkaUsernames)[number];

/** The role that owns every test database: no superuser, may open replication slots. */
export const testRole = { role: 'relais_test', password: 'relais_test', database: 'relais_test', replication: true } as const;

/** Remembers the promise of the first call, so that a part starts once. */
export function once<T>(start: () => Promise<T>): () => Promise<T> {
  let started: Promise<T> | undefined;
  return () => (started ??= start());
}
