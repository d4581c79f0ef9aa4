export * from './catalogue.js';
export * from './codec.js';
export * from './codec-error.js';
export * from './generated/events.js';
export * from './generated/habilitations.js';
export { typeOf } from './logical-types.js';
export * from './recipients.js';
export * from './referentiel.js';
export * from './webhook.js';
