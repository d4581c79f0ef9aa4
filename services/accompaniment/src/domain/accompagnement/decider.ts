import { type Decider, refuse, type Result, suitLaPersonne } from '@relais/kernel';
import { type AccompagnementCommand, type ActeAgent } from './commands.js';
import { recevoir, refuser, signer, suspendre } from './contrat.js';
import { type AccompagnementEvent } from './events.js';
import { type AccompagnementRejection } from './rejections.js';
import { type Accompagnement, type AccompagnementConnu, evolve, initial } from './state.js';
import { declarer, noterIssue, prendre } from './suivi.js';

type Outcome = Result<readonly AccompagnementEvent[], AccompagnementRejection>;

const agir = (command: ActeAgent, state: AccompagnementConnu): Outcome => {
  switch (command.type) {
    case 'SignerContrat':
      return signer(command, state);
    case 'RefuserContrat':
      return refuser(command, state);
    case 'PrendreRendezVous':
      return prendre(command, state);
    case 'NoterIssue':
      return noterIssue(command, state);
    case 'DeclarerHeures':
      return declarer(command, state);
  }
};

const parAgent = (command: ActeAgent, state: Accompagnement): Outcome => {
  // An agent of another département learns nothing, not even that the person is known.
  if (state.etat === 'AUCUN' || state.departement !== command.intervenant.departement) return refuse({ code: 'USAGER_INCONNU' });
  return suitLaPersonne(command.intervenant, state) ? agir(command, state) : refuse({ code: 'AGENT_HORS_STRUCTURE' });
};

/** The accompaniment of a person, from the decided orientation on. */
export const accompagnementDecider: Decider<AccompagnementCommand, AccompagnementEvent, Accompagnement, AccompagnementRejection> = {
  initial,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'RecevoirOrientation':
        return recevoir(command, state);
      case 'SuspendreContrat':
        return suspendre(command, state);
      default:
        return parAgent(command, state);
    }
  },
};
