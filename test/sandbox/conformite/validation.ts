import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchemaObject } from 'ajv';
import { type Schema, type Specification } from './specification.js';

const dossier = fileURLToPath(new URL('../specifications/', import.meta.url));

/** The facts kept of each published document, by file name. */
export const specifications = (): Record<string, Specification> =>
  Object.fromEntries(
    readdirSync(dossier).map((nom) => [nom.replace(/\.json$/, ''), JSON.parse(readFileSync(`${dossier}${nom}`, 'utf8')) as Specification]),
  );

interface Objet extends Record<string, unknown> {
  type?: unknown;
  enum?: unknown[];
  properties?: Record<string, Objet>;
  required?: string[];
  items?: Objet;
}

// The published examples of these two write null in fields declared as strings.
const NULLABLES = new Set(['rechercher-usager', 'diagnostic-usager']);

function admettreNul(champ: Objet): void {
  if (Array.isArray(champ['allOf'])) {
    champ['anyOf'] = [{ allOf: champ['allOf'] }, { type: 'null' }];
    delete champ['allOf'];
  }
  if (typeof champ.type !== 'string') return;
  champ.type = [champ.type, 'null'];
  if (champ.enum) champ.enum = [...champ.enum, null];
}

/** No field beyond the documented ones. */
function fermer(schema: Objet, nullables: boolean): void {
  if (schema.items) fermer(schema.items, nullables);
  if (!schema.properties) return;
  const membres = Object.values(schema.properties);
  for (const membre of membres) fermer(membre, nullables);
  if (nullables) membres.forEach(admettreNul);
  for (const nom of schema.required ?? []) schema.properties[nom] ??= {};
  schema['additionalProperties'] = false;
}

// Three errors of the sanctions API are declared without the message that their published examples have.
function completer(nom: string, schemas: Record<string, Objet>): void {
  if (nom !== 'gestion-sanctions-rsa') return;
  for (const [titre, { properties }] of Object.entries(schemas)) if (titre.startsWith('Erreur') && properties) properties['message'] ??= { type: 'string' };
}

export type Valider = (schema: Schema, valeur: unknown) => unknown[];

/** Holds values against the schemas of one API, closed: problems found, none when the value fits. */
export function validateur(nom: string, { schemas }: Specification): Valider {
  const composants = structuredClone(schemas) as Record<string, Objet>;
  const nullables = NULLABLES.has(nom);
  completer(nom, composants);
  for (const schema of Object.values(composants)) fermer(schema, nullables);
  const ajv = new Ajv({ strict: false, validateFormats: false, logger: false, allErrors: true });
  return (schema, valeur) => {
    const ferme = structuredClone(schema) as Objet;
    fermer(ferme, nullables);
    const valider = ajv.compile({ ...ferme, components: { schemas: composants } } as AnySchemaObject);
    return valider(valeur) ? [] : (valider.errors ?? []);
  };
}

/** A validator of a schema by its name. */
export function valideurNomme(nom: string): (schema: string, valeur: unknown) => unknown[] {
  const specification = specifications()[nom];
  if (!specification) throw new Error(`Aucun relevé pour ${nom}.`);
  const valider = validateur(nom, specification);
  return (schema, valeur) => valider({ $ref: `#/components/schemas/${schema}` }, valeur);
}
