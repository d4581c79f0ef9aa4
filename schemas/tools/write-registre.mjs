import { fieldsOf, latestOf } from './contract.mjs';
import { table, written } from './markdown.mjs';

const DAY_MS = 86_400_000;

/** The register of processing (GDPR, article 30), by category of data. */
export const registreFile = (contract) => {
  const { registre, categories, horsBus } = contract.referentiel;
  const carried = placesByCategory(contract);
  const text = [
    written,
    '# Registre des traitements',
    'Article 30 du RGPD. Tiré des annotations des événements et de `schemas/referentiel.json` : voir le [catalogue](catalogue/README.md). Ce qui n’a pas été trouvé dans un texte, ou revient à chaque installation, est écrit « à confirmer » : c’est au responsable du traitement et à son délégué de le dire.',
    table(['', ''], [
      ['traitement', registre.traitement],
      ['responsable', registre.responsable],
      ['délégué à la protection des données', registre.delegue],
      ['fondement (article 6 du RGPD)', registre.base],
      ['transferts hors de l’Union européenne', registre.transferts],
    ]),
    '## Ce qui circule sur le bus',
    ...Object.entries(categories).map(([name, category]) => categorySection(category, carried.get(name) ?? [], contract)),
    '## Ce qui ne circule pas sur le bus',
    ...horsBus.map(({ libelle, ...row }) => `### ${libelle}\n\n${table(['', ''], [['données', row.donnees], ...commonRows(row), ['destinataires', row.destinataires], ['conservation', row.conservation]])}`),
    '## Durée dans les topics',
    'Un topic garde ce qu’on y écrit pendant cette durée ; le journal de chaque service en garde la source, jusqu’à `RELAIS_JOURNAL_CONSERVATION_JOURS` quand il est donné.',
    table(['topic', 'durée'], [...Object.entries(contract.topics), ...partnerTopics(contract)].map(([topic, { retentionMs }]) => [topic, durationOf(retentionMs)])),
    '## Mesures de sécurité',
    registre.mesures.map((mesure) => `- ${mesure}`).join('\n'),
  ];
  return { 'docs/registre-des-traitements.md': `${text.join('\n\n')}\n` };
};

const partnerTopics = ({ referentiel }) =>
  Object.values(referentiel.canaux)
    .filter(({ retentionMs }) => retentionMs !== undefined)
    .map(({ adresse, retentionMs }) => [adresse, { retentionMs }]);

const durationOf = (retentionMs) => (retentionMs < 0 ? 'sans limite (à confirmer)' : `${retentionMs / DAY_MS} jours`);

/** Every field of the newest numbers, by category: `{ event, name, field }`. */
const placesByCategory = ({ events }) => {
  const places = new Map();
  for (const event of events) {
    for (const { field, name } of fieldsOf(latestOf(event).schema)) {
      places.set(field.categorie, [...(places.get(field.categorie) ?? []), { event, name, field }]);
    }
  }
  return places;
};

const commonRows = ({ finalite, base, personnes }) => [
  ['finalité', finalite],
  ['texte', base],
  ['personnes concernées', personnes],
];

const categorySection = (category, places, { referentiel }) => {
  const { destinataires, acteurs, sensibilites } = referentiel;
  const among = (list, key) => Object.keys(list).filter((value) => places.some(({ field }) => [field[key]].flat().includes(value)));
  const events = [...new Map(places.map(({ event }) => [event.key, event])).values()];
  return [
    `### ${category.libelle}`,
    table(['', ''], [
      ...commonRows(category),
      ['vient de', among(acteurs, 'source').map((actor) => acteurs[actor]).join(' ; ')],
      ['sensibilité', among(sensibilites, 'sensibilite').map((level) => `${level} (${sensibilites[level]})`).join(' ; ')],
      ['destinataires', among(destinataires, 'destinataires').map((recipient) => destinataires[recipient]).join(', ')],
      ['conservation', category.conservation],
    ]),
    table(['événement', 'champs'], events.map((event) => [`[${event.key}](catalogue/${event.context}.md#${event.name.toLowerCase()})`, places.filter((place) => place.event === event).map(({ name }) => name).join(', ')])),
  ].join('\n\n');
};
