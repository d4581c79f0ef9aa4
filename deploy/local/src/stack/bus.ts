import { Secret } from '@relais/chassis/config';
import { applyRights, applyTopics, createKafka, type KafkaRights, partnerTopicName, serviceRights } from '@relais/chassis/kafka';
import { type Environment } from '../environment.js';
import { capEmploi, kafkaAccounts, kafkaAdmin, kafkaUser, missionLocale } from './accounts.js';
import { services } from './services.js';

const partners = [missionLocale, capEmploi].map(({ structure }) => structure.code);

/** What each service of ours may write beside the topic it owns. */
const alsoWrites: Partial<Record<(typeof services)[number]['name'], readonly string[]>> = {
  connector: partners.map(partnerTopicName),
};

/** Each service writes its own topic, answers commands, and reads everything; outsiders do what their account says. */
const rights = ({ secrets }: Environment): KafkaRights[] => [
  ...services.map(({ name }) => {
    const own = serviceRights(name);
    return { ...own, writes: [...own.writes, ...(alsoWrites[name] ?? [])] };
  }),
  ...kafkaAccounts(secrets).map(({ utilisateur, topics: reads, ecrit: writes }) => ({ user: utilisateur, reads, writes, groupPrefix: utilisateur })),
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
    await applyTopics(admin, { partners });
    await applyRights(admin, rights(environment));
  } finally {
    await admin.disconnect();
  }
};
