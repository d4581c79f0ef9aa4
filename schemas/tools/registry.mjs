import { incompatibilities } from './compatibility.mjs';
import { latestOf, topicOf } from './contract.mjs';
import { findingAt } from './finding.mjs';

const TYPE = 'application/vnd.schemaregistry.v1+json';
const TIMEOUT_MS = 10_000;

/**
 * What a registry (base URL of its Confluent-compatible API) would refuse of the newest numbers; it registers nothing.
 * Throws when the registry does not answer.
 */
export const askRegistry = async (contract, url) => {
  const base = url.replace(/\/$/, '');
  return (await Promise.all(contract.events.map((event) => askEvent(event, { base, subject: subjectOf(contract, event.key) })))).flat();
};

const subjectOf = (contract, key) => [topicOf(contract, key), `fr.relais.${key}`].filter((part) => part !== undefined).join('-');

const askEvent = async (event, { base, subject }) => {
  const version = latestOf(event);
  const path = `subjects/${encodeURIComponent(subject)}/versions`;
  const answer = await call(`${base}/compatibility/${path}`, { schema: JSON.stringify(version.schema) });
  // A subject that the registry does not know takes anything.
  if (answer.status === 404 || (answer.ok && answer.body.is_compatible)) return [];
  if (!answer.ok) {
    return [findingAt(version, [], { rule: `le registre refuse ce schéma (${answer.status} : ${answer.body.message ?? ''})`, mend: `Sujet ${subject}. Corrigez le schéma, ou les droits du compte.` })];
  }
  return refusals({ version, subject, registered: await registeredIn(`${base}/${path}`) });
};

/** The registry says no: against which of its versions, and for which field. */
const refusals = ({ version, subject, registered }) => {
  const mend = `Sujet ${subject}. Gardez ce champ tel que le registre le connaît, et ajoutez-en un autre avec une valeur par défaut ; sinon, c’est un autre événement.`;
  const found = registered.flatMap(({ number, schema }) =>
    incompatibilities(schema, version.schema).map(({ field, why }) => {
      const place = version.schema.fields.findIndex(({ name }) => name === field?.split('.')[0]);
      const rule = `le registre refuse ce schéma : incompatible avec sa version ${number}${field === undefined ? '' : `, champ ${field}`} : ${why}`;
      return findingAt(version, place < 0 ? ['fields'] : ['fields', place, 'name'], { rule, mend });
    }),
  );
  return found.length > 0 ? found : [findingAt(version, [], { rule: 'le registre refuse ce schéma, incompatible avec une version qu’il a', mend })];
};

const registeredIn = async (url) => {
  const { body: numbers } = await call(url);
  return Promise.all(numbers.map(async (number) => ({ number, schema: JSON.parse((await call(`${url}/${number}`)).body.schema) })));
};

const call = async (url, body) => {
  const answer = await fetch(url, {
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { method: 'POST', headers: { 'content-type': TYPE }, body: JSON.stringify(body) }),
  }).catch((error) => {
    throw new Error(`le registre ne répond pas (${new URL(url).origin}) : ${error.cause?.code ?? error.message}. Démarrez-le, ou donnez l’adresse de son API compatible Confluent.`, { cause: error });
  });
  return { ok: answer.ok, status: answer.status, body: await answer.json().catch(() => ({})) };
};
