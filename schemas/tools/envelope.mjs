import { latestOf, speakersOf } from './contract.mjs';

/** What an attribute is for this event, where the référentiel's own example would not fit. */
const ownValues = {
  kafka: (contract, event) => ({ type: `fr.relais.${event.key}`, source: `urn:relais:${speakersOf(contract, event.key)[0] ?? 'outil'}` }),
  http: (contract, event) => ({
    ...ownValues.kafka(contract, event),
    dataschema: `urn:relais:schema:${event.key}:${latestOf(event).number}`,
    datacontenttype: 'application/json',
  }),
};

/** The envelope of an example: the headers of a message (`kafka`), or the attributes of a structured event (`http`). */
export const exempleEnveloppe = (contract, event, mode) => {
  const own = ownValues[mode](contract, event);
  return Object.fromEntries(contract.referentiel.enveloppe.map(({ nom, kafka, exemple }) => [mode === 'kafka' ? kafka : nom, own[nom] ?? exemple]));
};
