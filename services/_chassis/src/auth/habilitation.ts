import { decidePourLaPersonne, refuse, ok, type Rejection, type Result, type SituationSuivi, suitLaPersonne } from '@relais/kernel';
import { type Categorie, type Finalite, type LigneHabilitation, lignesHabilitation, type Relation } from '@relais/schemas';
import { type Queryable } from '../postgres/index.js';
import { type Access, traceAccess } from './access-trace.js';
import { type Agent, hasRole } from './agent.js';

/** What a person's data opens to an agent for one purpose, and under which relation. */
export type Habilitation = Readonly<{ relations: readonly Relation[]; categories: ReadonlySet<Categorie> }>;

const relationsDe = (agent: Agent, situation: SituationSuivi): readonly Relation[] => [
  ...(suitLaPersonne(agent, situation) ? (['SUIT'] as const) : []),
  ...(decidePourLaPersonne(agent, situation) ? (['DECIDE'] as const) : []),
  ...(hasRole(agent, 'CONNECTEUR') ? (['TRANSMET'] as const) : []),
];

/** What the matrix opens to this agent about a person in this situation; nothing that no line says. */
export const habilitationDe = (
  agent: Agent,
  situation: SituationSuivi,
  { finalite, lignes = lignesHabilitation }: Readonly<{ finalite: Finalite; lignes?: readonly LigneHabilitation[] }>,
): Habilitation => {
  const relations = relationsDe(agent, situation);
  const ouvertes = lignes.filter((ligne) => ligne.finalite === finalite && relations.includes(ligne.relation) && hasRole(agent, ...ligne.roles));
  return { relations: [...new Set(ouvertes.map(({ relation }) => relation))], categories: new Set(ouvertes.flatMap(({ categories }) => categories)) };
};

/** Who wants to see what of whom. `situation` is undefined for a person that is not known here. */
export type Demande = Omit<Access, 'granted' | 'reason' | 'purpose'> &
  Readonly<{ finalite: Finalite; categorie: Categorie; situation: SituationSuivi | undefined }>;

export type RefusHabilitation = Rejection<'USAGER_INCONNU' | 'AGENT_NON_HABILITE'>;

/** The one way to a person's data: decided by the matrix, traced whatever comes of it. */
export const acceder = async (db: Queryable, { finalite, categorie, situation, ...access }: Demande): Promise<Result<Habilitation, RefusHabilitation>> => {
  const habilitation = situation && habilitationDe(access.agent, situation, { finalite });
  const refus = accesRefuse(habilitation, categorie);
  await traceAccess(db, { ...access, purpose: finalite, granted: !refus, reason: refus?.code ?? habilitation?.relations.join(' ') ?? '' });
  return refus ? refuse(refus) : ok(habilitation as Habilitation);
};

const accesRefuse = (habilitation: Habilitation | undefined, categorie: Categorie): RefusHabilitation | undefined => {
  if (!habilitation) return { code: 'USAGER_INCONNU' };
  return habilitation.categories.has(categorie) ? undefined : { code: 'AGENT_NON_HABILITE' };
};
