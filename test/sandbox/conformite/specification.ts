import { champs } from '../valeurs.js';

/** What a published OpenAPI document says of its answers, and nothing of its wording. */
export interface Specification {
  version: string;
  /** Public path of the API. */
  base: string;
  operations: OperationDocumentee[];
  schemas: Record<string, Schema>;
}

export interface OperationDocumentee {
  methode: string;
  chemin: string;
  /** Answers by status; null: no body is described. */
  reponses: Record<string, Schema | null>;
}

export type Schema = Record<string, unknown>;

const MOTS = new Set(['description', 'example', 'examples', 'title', 'summary', 'externalDocs', 'default', 'xml', 'x-stoplight', 'x-examples', 'x-internal']);

/** A JSON schema without its words; names of properties are kept, whatever they are. */
function depouiller(noeud: unknown, noms = false): unknown {
  if (Array.isArray(noeud)) return noeud.map((membre) => depouiller(membre)).filter((membre) => JSON.stringify(membre) !== '{}');
  if (typeof noeud !== 'object' || noeud === null) return noeud;
  const gardes = Object.entries(noeud).filter(([cle]) => noms || !MOTS.has(cle));
  return Object.fromEntries(gardes.map(([cle, valeur]) => [cle, cle === 'required' || cle === 'enum' ? valeur : depouiller(valeur, cle === 'properties' && !noms)]));
}

const METHODES = ['get', 'post', 'put', 'patch', 'delete'];

function reponses(operation: unknown): Record<string, Schema | null> {
  return Object.fromEntries(
    Object.entries(champs(champs(operation)['responses'])).map(([status, reponse]) => {
      const [contenu] = Object.values(champs(champs(reponse)['content']));
      const schema = champs(contenu)['schema'];
      return [status, schema === undefined ? null : (depouiller(schema) as Schema)];
    }),
  );
}

/** The facts that a document holds on the answers of an API: paths, statuses, shapes. */
export function faitsDe(document: unknown): Specification {
  const { info, servers, paths, components } = champs(document);
  const [serveur] = servers as { url: string }[];
  return {
    version: String(champs(info)['version']),
    base: new URL(serveur?.url ?? '').pathname,
    operations: Object.entries(champs(paths)).flatMap(([chemin, operations]) =>
      METHODES.filter((methode) => methode in champs(operations)).map((methode) => ({
        methode: methode.toUpperCase(),
        chemin,
        reponses: reponses(champs(operations)[methode]),
      })),
    ),
    schemas: depouiller(champs(components)['schemas'], true) as Record<string, Schema>,
  };
}

/** One operation and one schema a line, so that a change shows. */
export function ecrire({ version, base, operations, schemas }: Specification): string {
  const lignes = (membres: string[]): string => membres.map((membre) => `    ${membre}`).join(',\n');
  return `{
  "version": ${JSON.stringify(version)},
  "base": ${JSON.stringify(base)},
  "operations": [
${lignes(operations.map((operation) => JSON.stringify(operation)))}
  ],
  "schemas": {
${lignes(Object.entries(schemas).map(([nom, schema]) => `${JSON.stringify(nom)}: ${JSON.stringify(schema)}`))}
  }
}
`;
}
