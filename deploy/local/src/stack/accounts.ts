import { type Agent, type KafkaAccount } from '../addresses.js';
import { type KafkaUser } from '../parts/kafka-properties.js';
import { type Secrets } from '../secrets.js';

/** The broker's super user: creates topics and gives rights. */
export const kafkaAdmin = 'relais-admin';

/** Password of any Kafka user of the stack. */
export const kafkaUser = (secrets: Secrets, username: string): KafkaUser => ({
  username,
  password: secrets.password(`kafka.${username}`),
});

/** Readers from outside, and the topics each may read. The rights themselves are given by the administrator. */
const readers = [
  {
    nom: 'Département (lecture)',
    utilisateur: 'lecteur-departement',
    topics: ['relais.usagers.v1', 'relais.orientation.v1', 'relais.connector.v1'],
  },
] as const;

/** The Kafka accounts given to people and tools. */
export const kafkaAccounts = (secrets: Secrets): KafkaAccount[] =>
  readers.map((reader) => ({ ...reader, motDePasse: kafkaUser(secrets, reader.utilisateur).password }));

const departement = { departement: '33', structure: { code: 'CDP0033', type: 'CD' } } as const;

const people = [
  { clientId: 'agent-departement', sub: 'agent-departement-33', nom: 'Agent du département', roles: ['orientation'], ...departement },
  { clientId: 'import-caf', sub: 'import-caf-33', nom: 'Import du flux CAF', roles: ['import'], ...departement },
] as const;

/** The agents and programs known to the identity provider. */
export const agents = (secrets: Secrets): Agent[] =>
  people.map((person) => ({ ...person, clientSecret: secrets.password(`openid.${person.clientId}`) }));
