import { type Asked, Misused, needed, optional } from './arguments.js';
import { type Call } from './call.js';

/** `projection reconstruire | rejouer` */
export const projection = (call: Call, asked: Asked): Promise<object> => {
  const [, action] = asked.words;
  const raison = needed(asked, 'raison');
  if (action === 'reconstruire') return call('POST', '/projection/reconstruction', { raison, accepter: asked.options.accepter === true });
  if (action !== 'rejouer') throw new Misused('projection reconstruire, ou projection rejouer.');
  const [usagerId, depuis] = [optional(asked, 'usager'), optional(asked, 'depuis')];
  return call('POST', '/projection/rejeu', { raison, executer: asked.options.executer === true, ...(usagerId ? { usagerId } : {}), ...(depuis ? { depuis } : {}) });
};

/** `consommateur` */
export const consommateur = (call: Call): Promise<object> => call('GET', '/consommateur');
