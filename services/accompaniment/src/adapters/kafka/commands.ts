import { type CommandRows } from '@relais/chassis/commands';
import { ignored } from '@relais/chassis/kafka';
import { communDe, type Guichet } from '../../application/guichet.js';
import { signatureInput } from '../../application/saisies.js';
import { signature } from '../signature.js';

/** The commands that the tools of départements put on the bus: each decided as its HTTP call. */
export const commands = (guichet: Guichet, clock: { now: () => Date }): CommandRows => ({
  'commandes.DeciderOrientation': ignored,
  'commandes.SignerContrat': guichet.onBus({
    action: 'contrat.signature',
    role: 'REFERENT',
    input: signatureInput,
    body: ({ dateSignature, intensiteHebdomadaire }) => ({ dateSignature, intensiteHebdomadaire }),
    deed: (saisie, { agent, event }) => signature(saisie, communDe(agent, event.usagerId, clock.now())),
  }),
  'commandes.DeciderSanction': ignored,
});
