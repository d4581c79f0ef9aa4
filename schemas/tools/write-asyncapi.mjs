import { latestOf, listenersOf, speakersOf } from './contract.mjs';
import { exempleEnveloppe } from './envelope.mjs';
import { structuredSchemaOf } from './write-json-schema.mjs';

const AVRO = 'application/vnd.apache.avro;version=1.9.0';
const BINDING = '0.5.0';
const ref = (path) => ({ $ref: `#/${path}` });

/** The AsyncAPI 3.0 document: topics and webhooks, who says and who hears, each message with its newest schema. */
export const asyncApiFile = (contract, exampleOf) => {
  const { referentiel } = contract;
  const channels = channelsOf(contract);
  const document = {
    asyncapi: '3.0.0',
    info: {
      title: 'Relais : les événements',
      version: '1',
      description: 'Les faits que Relais dit et entend. Sur Kafka : CloudEvents en mode binaire, Avro au format Confluent, clé usagerId. En HTTP : CloudEvents en mode structuré, signés.',
      license: { name: 'EUPL-1.2', url: 'https://eupl.eu/1.2/fr/' },
    },
    servers: {
      bus: {
        host: '{hote}',
        protocol: 'kafka-secure',
        description: 'Le bus. L’adresse et les comptes sont propres à l’installation.',
        variables: { hote: { description: 'hôte et port du bus' } },
        security: [ref('components/securitySchemes/compte')],
      },
    },
    channels: Object.fromEntries([...channels.map((channel) => [channel.id, channelObject(channel)]), ['webhooks', webhooksChannel(contract)]]),
    operations: { ...Object.fromEntries(channels.flatMap((channel) => operationsOf(contract, channel))), ...webhookOperation(contract) },
    components: {
      securitySchemes: { compte: { type: 'scramSha512', description: 'Un compte par service, par outil et par partenaire.' } },
      schemas: { entetes: headersSchema(referentiel, ({ obligatoire }) => obligatoire), entetesCommande: headersSchema(referentiel, ({ commande }) => commande === true) },
      messages: Object.fromEntries([...contract.events.map((event) => [event.key, messageOf(event, contract, exampleOf)]), ...webhookMessages(contract, exampleOf)]),
    },
  };
  return { 'schemas/generated/asyncapi.json': `${JSON.stringify(document, null, 2)}\n` };
};

const channelsOf = ({ topics, referentiel, events }) => [
  ...Object.entries(topics).map(([topic, { types, ...manifest }]) => ({ id: topic, address: topic, types, ...manifest })),
  ...Object.entries(referentiel.canaux).map(([id, { adresse, parametre, contexte, comme, ...own }]) => ({
    id,
    address: adresse,
    parameters: Object.fromEntries(Object.entries(parametre).map(([name, description]) => [name, { description }])),
    types: events.filter(({ context }) => context === contexte).map(({ key }) => key),
    ...(comme === undefined ? own : { partitions: topics[comme].partitions, retentionMs: topics[comme].retentionMs }),
  })),
];

const channelObject = ({ address, parameters, types, partitions, retentionMs }) => ({
  address,
  servers: [ref('servers/bus')],
  ...(parameters === undefined ? {} : { parameters }),
  messages: Object.fromEntries(types.map((type) => [type, ref(`components/messages/${type}`)])),
  bindings: {
    kafka: { partitions, topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': retentionMs }, bindingVersion: BINDING },
  },
});

const messageOf = (event, contract, exampleOf) => {
  const version = latestOf(event);
  const { schema } = version;
  return {
    name: `fr.relais.${event.key}`,
    title: event.name,
    summary: schema.doc,
    description: `Dit par : ${schema.auteur.map((author) => contract.referentiel.acteurs[author]).join(' ; ')}. Article : ${schema.article}. Numéro ${version.number}.`,
    contentType: 'application/vnd.confluent.avro',
    headers: ref(`components/schemas/${event.context === 'commandes' ? 'entetesCommande' : 'entetes'}`),
    correlationId: { location: '$message.header#/ce_correlationid' },
    payload: { schemaFormat: AVRO, schema },
    bindings: {
      kafka: {
        key: { type: 'string', format: 'uuid', description: 'usagerId : les faits d’une personne sont dans l’ordre.' },
        schemaIdLocation: 'payload',
        schemaIdPayloadEncoding: 'confluent',
        bindingVersion: BINDING,
      },
    },
    examples: [{ name: event.name, headers: exempleEnveloppe(contract, event, 'kafka'), payload: exampleOf(event, version) }],
  };
};

/** What a message is sent with; of a command, what it cannot do without. */
const headersSchema = ({ enveloppe }, isRequired) => ({
  type: 'object',
  properties: Object.fromEntries(enveloppe.map(({ kafka, doc, schema }) => [kafka, { description: doc, ...schema }])),
  required: enveloppe.filter(isRequired).map(({ kafka }) => kafka),
});

/** One operation for each service and channel: what it says there, what it hears there. */
const operationsOf = (contract, { id, types }) => [
  ...grouped(types, (type) => speakersOf(contract, type)).map(([service, said]) => [`${service}.dit.${id}`, operation('send', { service, id, types: said })]),
  ...grouped(types, (type) => listenersOf(contract, type)).map(([service, heard]) => [`${service}.entend.${id}`, operation('receive', { service, id, types: heard })]),
];

const grouped = (types, servicesOf) => {
  const services = [...new Set(types.flatMap(servicesOf))].sort();
  return services.map((service) => [service, types.filter((type) => servicesOf(type).includes(service))]);
};

const operation = (action, { service, id, types }) => ({
  action,
  channel: ref(`channels/${id}`),
  title: `${service} ${action === 'send' ? 'dit' : 'entend'}`,
  tags: [{ name: service }],
  messages: types.map((type) => ref(`channels/${id}/messages/${type}`)),
});

const publicEvents = ({ events }) => events.filter(({ context }) => context === 'partenaires');

const webhookMessages = (contract, exampleOf) =>
  publicEvents(contract).map((event) => [
    `webhook.${event.key}`,
    {
      name: `fr.relais.${event.key}`,
      title: `${event.name} (webhook)`,
      summary: latestOf(event).schema.doc,
      contentType: 'application/cloudevents+json; charset=utf-8',
      payload: structuredSchemaOf(event, contract.referentiel),
      examples: [{ name: event.name, payload: { ...exempleEnveloppe(contract, event, 'http'), data: exampleOf(event, latestOf(event)) } }],
    },
  ]);

const webhooksChannel = (contract) => ({
  address: null,
  description: 'L’adresse que le partenaire a donnée. Le message est signé (webhook-id, webhook-timestamp, webhook-signature).',
  messages: Object.fromEntries(publicEvents(contract).map(({ key }) => [`webhook.${key}`, ref(`components/messages/webhook.${key}`)])),
});

const webhookOperation = (contract) => ({
  'connector.livre.webhooks': {
    action: 'send',
    channel: ref('channels/webhooks'),
    title: 'connector livre',
    tags: [{ name: 'connector' }],
    bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } },
    messages: publicEvents(contract).map(({ key }) => ref(`channels/webhooks/messages/webhook.${key}`)),
  },
});
