import { partnerTopicName } from '@relais/chassis/kafka';
import { isSequenced, topics } from '@relais/schemas';
import { type Agent, type KafkaAccount } from '../addresses.js';
import { type WebClient } from '../openid/settings.js';
import { type KafkaUser } from '../parts/kafka-properties.js';
import { type Secrets } from '../secrets.js';

/** The broker's super user: creates topics and gives rights. */
export const kafkaAdmin = 'relais-admin';

/** Password of any Kafka user of the stack. */
export const kafkaUser = (secrets: Secrets, username: string): KafkaUser => ({
  username,
  password: secrets.password(`kafka.${username}`),
});

const departement = { departement: '33', structure: { code: 'CDP0033', type: 'CD' } } as const;

/** The mission locale of the demonstration. */
export const missionLocale = { departement: '33', structure: { code: 'NAQ0405', type: 'ML' } } as const;

/** The Cap emploi of the demonstration. */
export const capEmploi = { departement: '33', structure: { code: 'NAQ0610', type: 'CE' } } as const;

/** The département whose own tool puts commands on the bus. */
export const emetteur = departement;

/** Who comes to the bus from outside: what each may read, and write. The rights themselves are given by the administrator. */
const outsiders = [
  {
    nom: 'Département (lecture)',
    utilisateur: 'lecteur-departement',
    topics: Object.keys(topics).filter(isSequenced),
    ecrit: [],
  },
  { nom: 'Outil du département', utilisateur: 'outil-departement', topics: ['relais.reponses.v1'], ecrit: ['relais.commandes.v1'] },
  { nom: 'Mission locale', utilisateur: 'mission-locale', topics: [partnerTopicName(missionLocale.structure.code)], ecrit: [] },
  { nom: 'Cap emploi', utilisateur: 'cap-emploi', topics: [partnerTopicName(capEmploi.structure.code)], ecrit: [] },
];

/** The Kafka accounts given to people and tools. */
export const kafkaAccounts = (secrets: Secrets): KafkaAccount[] =>
  outsiders.map((outsider) => ({ ...outsider, motDePasse: kafkaUser(secrets, outsider.utilisateur).password }));

/** The connector's own account, for the calls between services. */
export const connectorAccount = 'relais-connector';

/** The account of usagers: asks the other services what they hold of a person. */
export const usagersAccount = 'relais-usagers';

/** One account a role, all of them invented. */
const people = [
  { clientId: 'agent-decideur', sub: 'CD33-0007', nom: 'Agent du département qui décide', roles: ['DECIDEUR'], ...departement },
  { clientId: 'agent-decideur-2', sub: 'CD33-0008', nom: 'Autre décideur : qui propose une sanction n’en décide pas', roles: ['DECIDEUR'], ...departement },
  { clientId: 'agent-gestionnaire', sub: 'CD33-0001', nom: 'Gestionnaire : importe le flux CAF', roles: ['GESTIONNAIRE'], ...departement },
  { clientId: 'agent-pilote', sub: 'CD33-0020', nom: 'Pilote : lit les chiffres du département', roles: ['PILOTE'], ...departement },
  { clientId: 'agent-mission-locale', sub: 'ML33-0003', nom: 'Conseiller de la mission locale', roles: ['REFERENT'], ...missionLocale },
  { clientId: 'agent-controleur', sub: 'CD33-0030', nom: 'Contrôleur : lit la trace des accès du département', roles: ['CONTROLEUR'], ...departement },
  { clientId: 'exploitant', sub: 'EXPL-0001', nom: 'Équipe de la plateforme', roles: ['EXPLOITANT'], ...departement },
] as const;

const machines = [
  { clientId: connectorAccount, sub: connectorAccount, nom: 'Connecteur', roles: ['CONNECTEUR'], ...departement },
  { clientId: usagersAccount, sub: usagersAccount, nom: 'Référentiel usagers', roles: ['REFERENTIEL'], ...departement },
] as const;

const withSecret = <A extends { readonly clientId: string }>(secrets: Secrets, account: A) => ({
  ...account,
  clientSecret: secrets.password(`openid.${account.clientId}`),
});

/** The agents of the demonstration, as people and tools may play them. */
export const agents = (secrets: Secrets): Agent[] => people.map((person) => withSecret(secrets, person));

/** The portal, as a web site whose visitors log in at the identity provider. */
export const portalClient = (secrets: Secrets, portal: string): WebClient => ({
  clientId: 'relais-portail',
  clientSecret: secrets.password('openid.relais-portail'),
  redirectUris: [`${portal}/connexion/retour`],
  postLogoutRedirectUris: [`${portal}/`],
});

/** France Travail's sandbox, whose agents log in at the identity provider. */
export const sandboxClient = (secrets: Secrets, sandbox: string): WebClient => ({
  clientId: 'bac-a-sable',
  clientSecret: secrets.password('openid.bac-a-sable'),
  redirectUris: [`${sandbox}/connexion/oauth2/agent/retour`],
  postLogoutRedirectUris: [],
});

/** Everyone known to the identity provider: agents, and the services themselves. */
export const identities = (secrets: Secrets): Agent[] => [...agents(secrets), ...machines.map((machine) => withSecret(secrets, machine))];
