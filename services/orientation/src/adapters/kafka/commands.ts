import { type Agent, traceAccess } from '@relais/chassis/auth';
import { type CommandAnswers, fingerprintOf } from '@relais/chassis/commands';
import { type Received } from '@relais/chassis/kafka';
import { type Tx } from '@relais/chassis/postgres';
import { legalDateOf, refuse, type Rejection, type Result } from '@relais/kernel';
import { decisionInput, type DecisionInput } from '../../application/decider-orientation.js';
import { type Answer, type Orientations } from '../../application/orientations.js';
import { type Emetteur } from '../../config.js';

type Commande = Received<'commandes.DeciderOrientation'>;

export type CommandPorts = Readonly<{
  orientations: Orientations;
  answers: CommandAnswers;
  clock: { now: () => Date };
  emetteurs: readonly Emetteur[];
}>;

type Outcome = Answer | Result<never, Rejection>;

/** The choice as HTTP would take it: the same rules check both. */
const choixOf = ({ data }: Commande): DecisionInput | undefined => {
  const { sens, parcours, organisme, structure, motifRefus, commentaireRefus } = data;
  const input = sens === 'ACCEPTEE' ? { sens, structure } : { sens, parcours, organisme, structure, motifRefus, commentaireRefus };
  return decisionInput.safeParse(input).data;
};

const decide = ({ orientations, clock }: CommandPorts, { event, agent, tx }: { event: Commande; agent: Agent; tx: Tx }): Promise<Outcome> | Outcome => {
  const { usagerId, departement, id, origin, data } = event;
  const choix = choixOf(event);
  if (!choix) return refuse({ code: 'REQUETE_INVALIDE' });
  return orientations.handleIn(tx, {
    command: {
      type: 'DeciderOrientation',
      usagerId,
      departement,
      choix,
      decideur: { id: agent.id, departement: agent.departement, structure: agent.structure, peutDecider: true },
      aujourdhui: legalDateOf(clock.now()),
    },
    origin,
    expectedVersion: data.versionAttendue ?? undefined,
    idempotency: { agent: agent.id, key: id, fingerprint: fingerprintOf('commande', departement, usagerId, choix) },
  });
};

/**
 * A decision that the département's own tool put on the bus: handled as the HTTP call, by the agent
 * it names, and answered on `relais.reponses.v1`. A refusal is an answer; it sets nobody aside.
 */
export const handleCommand = async (ports: CommandPorts, event: Commande, tx: Tx): Promise<void> => {
  const emetteur = ports.emetteurs.find(({ departement }) => departement === event.departement);
  const structure = emetteur?.structure ?? null;
  const agent: Agent = { id: event.data.agentId, roles: ['DECIDEUR'], departement: emetteur?.departement ?? null, structure };
  const outcome = emetteur ? await decide(ports, { event, agent, tx }) : refuse({ code: 'DEPARTEMENT_ETRANGER' });
  const access = { agent, subject: event.usagerId, action: 'orientation.decision', purpose: 'orientation', granted: outcome.ok };
  await traceAccess(tx, outcome.ok ? access : { ...access, reason: outcome.error.code });
  await ports.answers.answer(tx, event, outcome);
};
