import { type CommandRows } from '@relais/chassis/commands';
import { ignored } from '@relais/chassis/kafka';
import { legalDateOf } from '@relais/kernel';
import { decideurDe, decision, decisionInput } from '../../application/decider-orientation.js';
import { type Guichet } from '../../application/guichet.js';

/** The commands that the tools of départements put on the bus: each decided as its HTTP call. */
export const commands = (guichet: Guichet, clock: { now: () => Date }): CommandRows => ({
  'commandes.DeciderOrientation': guichet.onBus({
    action: 'orientation.decision',
    role: 'DECIDEUR',
    input: decisionInput,
    body: ({ sens, structure, parcours, organisme, motifRefus, commentaireRefus }) =>
      sens === 'ACCEPTEE' ? { sens, structure } : { sens, structure, parcours, organisme, motifRefus, commentaireRefus },
    deed: (choix, { agent, event: { usagerId, departement } }) => ({
      command: decision(choix, { usagerId, departement, decideur: decideurDe(agent), aujourdhui: legalDateOf(clock.now()) }),
    }),
  }),
  'commandes.SignerContrat': ignored,
  'commandes.DeciderSanction': ignored,
});
