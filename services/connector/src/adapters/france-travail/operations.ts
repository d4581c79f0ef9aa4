import { type LegalDate } from '@relais/kernel';
import { type ActeContrat, type ContratVu } from '../../domain/contrat/acte.js';
import { type DecisionOrientation, type OrientationVue } from '../../domain/orientation/decision.js';
import { type Activite, type IdentiteFranceTravail } from '../../domain/panier/activite.js';
import { type ActeSanction, type DecisionSanction } from '../../domain/sanction/acte.js';
import { type ManquementVu } from '../../domain/sanction/manquement.js';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type Agent } from './agent.js';
import { type OperationName, operations } from './apis.js';
import { type FranceTravailClient } from './client.js';
import { type JetonSource } from './jeton-cache.js';
import { readActivites } from './mappers/activite.js';
import { readContrat, writeJour } from './mappers/contrat.js';
import { readIdentite } from './mappers/identite.js';
import { readOrientations, writeDecision, writeOrientation } from './mappers/orientation.js';
import { readManquement, readSortie, writeDecisionSanction, writeEvenement } from './mappers/sanction.js';
import { type UsagerTrouve } from './search-outcome.js';

/** A call about one person. */
export type Personne = Readonly<{
  agent: Agent;
  jeton: JetonSource;
  /** Nothing is sent after this instant, epoch milliseconds. */
  notAfterMs?: number;
}>;

/** POST creates, PATCH changes what exists. */
type ActerContrat = (personne: Personne, method: 'POST' | 'PATCH', acte: ActeContrat) => Promise<Outcome>;

/** The operations used, in our words. None throws for what France Travail does. */
export type FranceTravail = Readonly<{
  rechercherParNumero: (agent: Agent, numeroFranceTravail: string) => Promise<Outcome<UsagerTrouve>>;
  rechercherParNirEtNaissance: (agent: Agent, identite: Readonly<{ nir: string; dateNaissance: LegalDate }>) => Promise<Outcome<UsagerTrouve>>;
  informationsAdministratives: (personne: Personne) => Promise<Outcome<IdentiteFranceTravail>>;
  /** Every page of the basket for one code, or a failure: never a part of it. */
  chercherActivites: (agent: Agent, codeActivite: string) => Promise<Outcome<readonly Activite[]>>;
  /** All orientations of the person; none is an empty list. */
  lectureOrientation: (personne: Personne) => Promise<Outcome<readonly OrientationVue[]>>;
  decisionOrientation: (personne: Personne, decision: DecisionOrientation) => Promise<Outcome>;
  creerOrientation: (personne: Personne, decision: DecisionOrientation) => Promise<Outcome>;
  /** The contract of the person, null when there is none. */
  lectureContrat: (personne: Personne) => Promise<Outcome<ContratVu | null>>;
  signerContrat: ActerContrat;
  refuserContrat: ActerContrat;
  /** The manquement behind a consequence of sanction, null when the person has none of this id. */
  detailManquement: (personne: Personne, idConsequenceSanction: string) => Promise<Outcome<ManquementVu | null>>;
  evenementSanctionRSA: (personne: Personne, acte: ActeSanction) => Promise<Outcome>;
  decisionSanctionRSAPartenaire: (personne: Personne, decision: DecisionSanction) => Promise<Outcome>;
}>;

const mapped = <T>(outcome: Outcome<unknown>, map: (json: unknown) => T | undefined): Outcome<T> => {
  if (outcome.kind !== 'ok') return outcome;
  const value = map(outcome.value);
  return value === undefined ? { kind: 'misconfigured', code: 'REPONSE_INCOMPRISE' } : succeeded(value);
};

// A basket of 200 000 activities; more is a cursor that turns in circles.
const MAX_PAGES = 200;

const allPages = async (client: FranceTravailClient, agent: Agent, codeActivite: string): Promise<Outcome<readonly Activite[]>> => {
  const found: Activite[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const outcome = await client.call({ operation: operations.chercherActivites, agent, query: { codeActivite, cursor } });
    const read = mapped(outcome, readActivites);
    if (read.kind !== 'ok') return read;
    found.push(...read.value.activites);
    if (!read.value.hasMore) return succeeded(found);
    if (read.value.cursor === null || read.value.cursor === cursor) break;
    cursor = read.value.cursor;
  }
  return { kind: 'retry-later', code: 'CURSEUR_SANS_FIN' };
};

const done = (outcome: Outcome<unknown>): Outcome => (outcome.kind === 'ok' ? succeeded(undefined) : outcome);

const acting =
  (client: FranceTravailClient, { champ, POST, PATCH }: Readonly<{ champ: string; POST: OperationName; PATCH: OperationName }>): ActerContrat =>
  async (personne, method, { date }) => {
    const operation = operations[method === 'POST' ? POST : PATCH];
    const outcome = await client.call({ operation, ...personne, body: { [champ]: writeJour(date) } });
    return done(outcome);
  };

/** C001: taken. Any other code came in a 200 too, and nothing was done. */
const sanctioning =
  (client: FranceTravailClient, name: 'evenementSanctionRSA' | 'decisionSanctionRSAPartenaire') =>
  async (personne: Personne, body: unknown): Promise<Outcome> => {
    const outcome = await client.call({ operation: operations[name], ...personne, body });
    if (outcome.kind !== 'ok') return outcome;
    const code = readSortie(outcome.value);
    if (code === null) return { kind: 'not-found', code: 'SANCTION_INTROUVABLE' };
    if (code === undefined) return { kind: 'uncertain', code: 'REPONSE_INCOMPRISE' };
    return code === 'C001' ? succeeded(undefined) : { kind: 'refused-by-rule', code };
  };

/** Binds the operations to a client, that is to one département. */
export const createFranceTravail = (client: FranceTravailClient): FranceTravail => {
  // The search answers are already read: success is decided by what the body says.
  const search = async (operation: 'rechercherParNumero' | 'rechercherParNirEtNaissance', agent: Agent, body: unknown) =>
    (await client.call({ operation: operations[operation], agent, body })) as Outcome<UsagerTrouve>;
  return {
    rechercherParNumero: (agent, numeroFranceTravail) => search('rechercherParNumero', agent, { numeroFranceTravail }),
    rechercherParNirEtNaissance: (agent, { nir, dateNaissance }) =>
      search('rechercherParNirEtNaissance', agent, { dateNaissance, nir }),
    informationsAdministratives: async (personne) =>
      mapped(await client.call({ operation: operations.informationsAdministratives, ...personne }), readIdentite),
    chercherActivites: (agent, codeActivite) => allPages(client, agent, codeActivite),
    lectureOrientation: async (personne) =>
      mapped(await client.call({ operation: operations.lectureOrientation, ...personne }), readOrientations),
    decisionOrientation: async (personne, decision) =>
      done(await client.call({ operation: operations.decisionOrientation, ...personne, body: writeDecision(decision) })),
    creerOrientation: async (personne, decision) =>
      done(await client.call({ operation: operations.creerOrientation, ...personne, body: writeOrientation(decision) })),
    lectureContrat: async (personne) => mapped(await client.call({ operation: operations.lectureContrat, ...personne }), readContrat),
    signerContrat: acting(client, { champ: 'dateSignature', POST: 'signerContrat', PATCH: 'resignerContrat' }),
    refuserContrat: acting(client, { champ: 'dateRefus', POST: 'refuserContrat', PATCH: 'rerefuserContrat' }),
    detailManquement: async (personne, identifiantSanction) =>
      mapped(await client.call({ operation: operations.detailManquement, ...personne, query: { identifiantSanction } }), readManquement),
    evenementSanctionRSA: (personne, acte) => sanctioning(client, 'evenementSanctionRSA')(personne, writeEvenement(acte)),
    decisionSanctionRSAPartenaire: (personne, decision) =>
      sanctioning(client, 'decisionSanctionRSAPartenaire')(personne, writeDecisionSanction(decision)),
  };
};
