import { type CommandRows } from '@relais/chassis/commands';
import { ignored } from '@relais/chassis/kafka';
import { communDe, type Guichet } from '../../application/guichet.js';
import { choixDe, decisionInput } from '../../application/saisies.js';
import { readSituation } from '../../projections/foyers.js';

/** The commands that the tools of départements put on the bus: each decided as its HTTP call. */
export const commands = (guichet: Guichet, clock: { now: () => Date }): CommandRows => ({
  'commandes.DeciderOrientation': ignored,
  'commandes.SignerContrat': ignored,
  'commandes.DeciderSanction': guichet.onBus({
    action: 'sanction.decision',
    role: 'DECIDEUR',
    input: decisionInput,
    body: ({ sens, motif, taux, dureeMois, rang, sanctionPrecedenteLe, composition, avisEquipeLe }) => {
      if (sens === 'CLASSER') return { sens, motif };
      const mesure = { taux, dureeMois, rang, sanctionPrecedenteLe, composition };
      return sens === 'SUPPRIMER' ? { sens, ...mesure, avisEquipeLe } : { sens, ...mesure };
    },
    beside: ({ sanctionId }) => sanctionId,
    deed: async (saisie, { agent, event: { data }, tx }) => {
      const commun = communDe(data, { agent, now: clock.now(), situation: await readSituation(tx, data) });
      return { command: { type: 'DeciderSanction', ...commun, choix: choixDe(saisie) } };
    },
  }),
});
