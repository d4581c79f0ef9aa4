import { Secret } from '@relais/chassis/config';
import { applyRights, applyTopics, createKafka, type KafkaRights } from '@relais/chassis/kafka';
import { topics } from '@relais/schemas';
import { type Environment } from '../environment.js';
import { kafkaAccounts, kafkaAdmin, kafkaUser } from './accounts.js';
import { services } from './services.js';

const allTopics = Object.keys(topics);

/** Each service writes its own topic and reads all of them; a reader from outside reads what its account says. */
const rights = ({ secrets }: Environment): KafkaRights[] => [
  ...services.map(({ name }) => ({
    user: `relais-${name}`,
    reads: allTopics,
    writes: Object.entries(topics).flatMap(([topic, { owner }]) => (owner === name ? [topic] : [])),
    groupPrefix: 'relais-',
  })),
  ...kafkaAccounts(secrets).map(({ utilisateur, topics: readable }) => ({
    user: utilisateur,
    reads: readable,
    writes: [],
    groupPrefix: `${utilisateur}`,
  })),
];

/** Makes the topics of the manifest and gives each user its rights; repeatable. */
export const prepareBus = async (environment: Environment): Promise<void> => {
  const { ports, secrets } = environment;
  const { username, password } = kafkaUser(secrets, kafkaAdmin);
  const kafka = createKafka({
    brokers: [`127.0.0.1:${ports.kafka}`],
    username,
    password: new Secret(password),
    clientId: 'relais-installation',
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await applyTopics(admin);
    await applyRights(admin, rights(environment));
  } finally {
    await admin.disconnect();
  }
};
