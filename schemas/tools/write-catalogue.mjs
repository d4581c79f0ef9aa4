import { fieldsOf, latestOf, listenersOf, speakersOf, topicOf } from './contract.mjs';
import { goldenFileOf } from './golden.mjs';
import { code, table, written } from './markdown.mjs';
import { jsonSchemaFileOf } from './write-json-schema.mjs';

/** The pages of the catalogue: one a context, and an index with the envelope. */
export const catalogueFiles = (contract, exampleOf) => {
  const contexts = [...new Set(contract.events.map(({ context }) => context))];
  const pages = contexts.map((context) => [`docs/catalogue/${context}.md`, contextPage(context, contract, exampleOf)]);
  return { ...Object.fromEntries(pages), 'docs/catalogue/README.md': indexPage(contexts, contract) };
};

const indexPage = (contexts, contract) =>
  `${[
    written,
    '# Catalogue des événements',
    'Ce que les services se disent, et ce que les partenaires reçoivent. La source est le dossier `schemas/` : un fichier Avro par numéro d’événement. En découlent aussi [AsyncAPI](../../schemas/generated/asyncapi.json), les [JSON Schema](../../schemas/generated/json-schema) et le [registre des traitements](../registre-des-traitements.md).',
    ...contexts.map((context) => `## [${context}](${context}.md)\n\n${eventsTable(context, contract)}`),
    '## Enveloppe',
    'Sur Kafka, [CloudEvents](https://cloudevents.io) en mode binaire : un en-tête par attribut. En HTTP (webhooks), mode structuré : un objet JSON, les données sous `data`.',
    table(
      ['attribut', 'en-tête Kafka', 'toujours', 'exigé d’une commande', 'ce que c’est'],
      contract.referentiel.enveloppe.map(({ nom, kafka, obligatoire, commande, doc }) => [code(nom), code(kafka), ...[obligatoire, commande].map((is) => (is ? 'oui' : 'non')), doc]),
    ),
    'Sur les topics où plusieurs parlent d’une même personne (commandes, réponses), `sequence` n’est pas suivi : c’est `id` qui fait qu’un message compte une fois.',
    '## Numéros',
    'Un numéro publié ne change plus. Un lecteur de n’importe quel numéro lit tous les autres : un champ ajouté a une valeur par défaut, un champ ôté en avait une. Une liste de valeurs peut grandir au numéro suivant : un lecteur accepte une valeur qu’il ne connaît pas.',
  ].join('\n\n')}\n`;

const eventsTable = (context, contract) =>
  table(
    ['événement', 'ce qui s’est passé', 'dit par', 'entendu par'],
    contract.events
      .filter((event) => event.context === context)
      .map((event) => [
        `[${event.name}](${context}.md#${event.name.toLowerCase()})`,
        latestOf(event).schema.doc,
        speakersOf(contract, event.key).join(', '),
        listenersOf(contract, event.key).join(', ') || '—',
      ]),
  );

const contextPage = (context, contract, exampleOf) => {
  const events = contract.events.filter((event) => event.context === context);
  return `${[written, `# ${context}`, '[Catalogue](README.md)', ...events.map((event) => eventSection(event, contract, exampleOf))].join('\n\n')}\n`;
};

const eventSection = (event, contract, exampleOf) => {
  const version = latestOf(event);
  const { schema } = version;
  return [
    `## ${event.name}`,
    schema.doc,
    table(['', ''], identityRows(event, contract)),
    table(['champ', 'type', 'ce que c’est', 'vient de', 'catégorie', 'sensibilité', 'destinataires'], fieldsOf(schema).map((place) => fieldRow(place, contract))),
    'Exemple :',
    `\`\`\`json\n${JSON.stringify(exampleOf(event, version), null, 2)}\n\`\`\``,
  ].join('\n\n');
};

const identityRows = (event, contract) => {
  const { schema } = latestOf(event);
  const { acteurs, destinataires } = contract.referentiel;
  const recipients = Object.keys(destinataires).filter((recipient) => schema.fields.some((field) => field.destinataires.includes(recipient) && !['usagerId', 'departement'].includes(field.name)));
  return [
    ['qui le dit', schema.auteur.map((author) => acteurs[author]).join(' ; ou ')],
    ['écrit par', speakersOf(contract, event.key).join(', ')],
    ['topic', code(addressOf(event, contract))],
    ['entendu par', listenersOf(contract, event.key).join(', ') || 'aucun service'],
    ['peut être donné, en tout ou partie, à', recipients.map((recipient) => destinataires[recipient]).join(', ')],
    ['article', schema.article],
    ['numéros', event.versions.map((version) => versionLinks(event, version, contract)).join(' ; ')],
  ];
};

const addressOf = (event, contract) =>
  topicOf(contract, event.key) ?? Object.values(contract.referentiel.canaux).find(({ contexte }) => contexte === event.context)?.adresse ?? 'aucun';

const versionLinks = (event, version, { frozen }) =>
  [
    `**${version.number}**${frozen[version.file] === undefined ? '' : ' (publié)'}`,
    `[Avro](../../${version.file})`,
    `[JSON Schema](../../${jsonSchemaFileOf(event, version)})`,
    `[octets de référence](../../${goldenFileOf(event, version)})`,
  ].join(' ');

const fieldRow = ({ field, name }, { referentiel }) => [
  code(name),
  typeText(field, referentiel),
  field.doc,
  field.source.join(', '),
  referentiel.categories[field.categorie].libelle,
  field.sensibilite,
  field.destinataires.join(', '),
];

const words = { boolean: 'vrai ou faux', int: 'entier', long: 'entier', double: 'nombre', string: 'texte', date: 'date (aaaa-mm-jj)', 'timestamp-millis': 'instant UTC', uuid: 'UUID' };

const typeText = ({ type, valeurs, unite, format }, { unites, formats }) => {
  const [inner] = (Array.isArray(type) ? type : [type]).filter((branch) => branch !== 'null');
  const what = valeurs?.map(code).join(', ') ?? (unite && `${wordOf(inner)}, ${unites[unite].libelle}`) ?? (format && formats[format].libelle) ?? wordOf(inner);
  return `${inner.type === 'array' ? 'liste : ' : ''}${what}${Array.isArray(type) ? ' ; peut être absent' : ''}`;
};

const wordOf = (type) => words[type.logicalType ?? type] ?? (type.type === 'array' ? wordOf(type.items) : type.name);
