import { type Decider } from '@relais/kernel';
import { type SanctionCommand } from './commands.js';
import { enregistrerObservations, ouvrirContradictoire } from './contradictoire.js';
import { decider } from './decision.js';
import { dossierDe, no, type Outcome } from './droits.js';
import { type SanctionEvent } from './events.js';
import { lever } from './levee.js';
import { proposer, recevoir } from './ouverture.js';
import { type SanctionRejection } from './rejections.js';
import { type Regles } from './rules.js';
import { evolve, initial, type Sanctions } from './state.js';

type OnCase = Exclude<SanctionCommand, { type: 'RecevoirProposition' | 'ProposerSanction' }>;

const surDossier = (regles: Regles, command: OnCase, state: Sanctions): Outcome => {
  const dossier = dossierDe(state, command);
  if (!dossier) return no('SANCTION_INCONNUE');
  switch (command.type) {
    case 'OuvrirContradictoire':
      return ouvrirContradictoire(regles, command, dossier);
    case 'EnregistrerObservations':
      return enregistrerObservations(command, dossier);
    case 'DeciderSanction':
      return decider(command, { regles, state, dossier });
    case 'LeverSuspension':
      return lever(command, dossier);
  }
};

/** The sanctions of a person: from a proposal to a decision, with the delays that the département has set. */
export const sanctionDecider = (regles: Regles): Decider<SanctionCommand, SanctionEvent, Sanctions, SanctionRejection> => ({
  initial,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'RecevoirProposition':
        return recevoir(regles, command, state);
      case 'ProposerSanction':
        return proposer(regles, command, state);
      default:
        return surDossier(regles, command, state);
    }
  },
});
