import { plainType, rawOf } from './avro.mjs';
import { exampleOf } from './example.mjs';

/** Where the reference bytes of a version are. */
export const goldenFileOf = ({ context, name }, { number }) => `schemas/golden/${context}/${name}/${number}.json`;

/** The Avro bytes of a value as people read it, in hexadecimal, without the wire header of the registry. */
export const hexOf = (schema, value) => plainType(schema).toBuffer(rawOf(schema, value)).toString('hex');

/**
 * The reference of a version: an example and its bytes. An example that is there is kept (it may be written by hand);
 * what it lacks comes from the schema, and what the schema no longer has goes.
 */
export const goldenText = ({ schema }, { file, existing, referentiel }) => {
  const made = exampleOf(schema, referentiel);
  const kept = existing === undefined ? {} : JSON.parse(existing).exemple;
  const exemple = Object.fromEntries(Object.keys(made).map((name) => [name, name in kept ? kept[name] : made[name]]));
  try {
    return `${JSON.stringify({ exemple, hex: hexOf(schema, exemple) }, null, 2)}\n`;
  } catch (error) {
    throw new Error(`${file}:1 : l’exemple n’entre pas dans le schéma (${error.message})\n  Corrigez l’exemple, ou supprimez ce fichier : il sera refait.`, { cause: error });
  }
};
