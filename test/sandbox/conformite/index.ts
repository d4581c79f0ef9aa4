import { type Recu } from '../client.js';
import { operationServie, type Appel, type Monde } from './monde.js';
import { ECARTS, SCENARIOS } from './scenarios.js';
import { type OperationDocumentee, type Specification } from './specification.js';
import { type Valider } from './validation.js';

/** One documented status of one documented operation. */
export interface Cas {
  document: string;
  specification: Specification;
  operation: OperationDocumentee;
  status: number;
}

export const nomDe = ({ document, operation: { methode, chemin }, status }: Cas): string => `${document} ${methode} ${chemin} ${status}`;

export const casDe = (specifications: Record<string, Specification>): Cas[] =>
  Object.entries(specifications).flatMap(([document, specification]) =>
    specification.operations.flatMap((operation) => Object.keys(operation.reponses).map((status) => ({ document, specification, operation, status: Number(status) }))),
  );

/** A call for a status that no scenario makes: a fault, a missing token or jeton, a person who has left. */
async function general(monde: Monde, { specification, operation, status }: Cas): Promise<Appel> {
  const { acces } = operationServie(specification.base, operation).operation;
  const { entetes } = acces === 'usager' ? await (status === 204 ? monde.partie() : monde.personne()) : { entetes: await monde.structure() };
  if (status >= 500) await monde.faute(specification, operation, status);
  if (status === 401) return { entetes: { ...entetes, authorization: 'Bearer inconnu' } };
  if (status === 400) return { entetes: { ...entetes, 'ft-jeton-usager': '' } };
  return { entetes };
}

export async function jouer(monde: Monde, cas: Cas): Promise<Recu> {
  const { document, specification, operation, status } = cas;
  const scenario = SCENARIOS[document]?.[`${operation.methode} ${operation.chemin} ${status}`];
  const appel = scenario ? await scenario(monde) : await general(monde, cas);
  return monde.appeler(specification, operation, appel);
}

/** What of an answer is not as documented: nothing when it conforms. */
export function ecartsDe(cas: Cas, { status, texte, corps }: Recu, valider: Valider): unknown[] {
  if (status !== cas.status) return [`statut ${status} rendu : ${texte}`];
  const schema = cas.operation.reponses[String(cas.status)];
  if (ECARTS[nomDe(cas)] !== undefined) return [];
  if (schema) return valider(schema, corps);
  return status < 300 && texte !== '' ? [`aucun corps n'est documenté : ${texte}`] : [];
}
