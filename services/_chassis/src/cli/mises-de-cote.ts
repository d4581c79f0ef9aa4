import { readFile } from 'node:fs/promises';
import { type Asked, Misused, needed, optional } from './arguments.js';
import { type Call } from './call.js';

type Action = (call: Call, asked: Asked, id: string) => Promise<object>;

const query = (parameters: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

const fieldsOf = async (file: string): Promise<object> => {
  const read = JSON.parse(await readFile(file, 'utf8')) as unknown;
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Misused(`${file} : un objet JSON est attendu.`);
  return read;
};

/** The fields come from a file, never from the command line: other users of the machine see that one. */
const correction = async (asked: Asked): Promise<object> => {
  const sequence = optional(asked, 'sequence');
  return {
    position: needed(asked, 'position'),
    raison: needed(asked, 'raison'),
    champs: await fieldsOf(needed(asked, 'fichier')),
    ...(asked.options.type === undefined ? {} : { type: needed(asked, 'type') }),
    ...(sequence === undefined ? {} : { sequence: Number(sequence) }),
  };
};

const on: Readonly<Record<string, Action>> = {
  voir: (call, _asked, id) => call('GET', `/mises-de-cote/${id}`),
  reprendre: (call, asked, id) => call('POST', `/mises-de-cote/${id}/reprise`, { raison: needed(asked, 'raison') }),
  corriger: async (call, asked, id) => call('POST', `/mises-de-cote/${id}/correction`, await correction(asked)),
  passer: (call, asked, id) =>
    call('POST', `/mises-de-cote/${id}/passage`, {
      position: needed(asked, 'position'),
      raison: needed(asked, 'raison'),
      portee: asked.options.trou === true ? 'TROU' : 'MESSAGE',
    }),
};

/** `mises-de-cote liste | voir | reprendre | corriger | passer` */
export const misesDeCote = (call: Call, asked: Asked): Promise<object> => {
  const [, action = 'liste', id] = asked.words;
  if (action === 'liste') return call('GET', `/mises-de-cote${query({ usagerId: optional(asked, 'usager'), code: optional(asked, 'code') })}`);
  const act = on[action];
  if (!act) throw new Misused(`Action inconnue : ${action}.`);
  if (id === undefined) throw new Misused(`mises-de-cote ${action} : l’identifiant de la mise de côté est attendu.`);
  return act(call, asked, encodeURIComponent(id));
};
