import { type Decider, ok, refuse, type Result } from '@relais/kernel';
import {
  type CloreOrientation,
  type DeciderOrientation,
  type EnregistrerPreconisation,
  type OrientationCommand,
  type OuvrirOrientation,
  type ReorienterUsager,
} from './commands.js';
import { decide as decideChoix, reorienter as decideReorientation } from './decision.js';
import { type OrientationEvent } from './events.js';
import { type OrientationRejection } from './rejections.js';
import { DELAI_ORIENTATION_JOURS, echeanceOrientation } from './rules.js';
import { evolve, initial, type Orientation } from './state.js';

type Outcome = Result<readonly OrientationEvent[], OrientationRejection>;

const nothing: Outcome = ok([]);

const ouvrir = (command: OuvrirOrientation, state: Orientation): Outcome => {
  if (state.statut === 'A_PRENDRE' || state.statut === 'DECIDEE') return nothing;
  const { usagerId, departement, dateReception } = command;
  const orientationId = state.statut === 'ANNONCEE' ? state.orientationId : command.orientationId;
  const echeance = echeanceOrientation(dateReception);
  return ok([
    {
      type: 'OrientationOuverte',
      data: { usagerId, departement, orientationId, dateReception, echeance, regle: DELAI_ORIENTATION_JOURS.id },
    },
  ]);
};

const enregistrer = ({ usagerId, departement, preconisation, ...command }: EnregistrerPreconisation, state: Orientation): Outcome => {
  if (state.statut === 'DECIDEE' || state.statut === 'CLOSE') return nothing;
  if (state.statut !== 'INCONNUE' && state.preconisation?.identifiantActivite === preconisation.identifiantActivite) return nothing;
  const orientationId = state.statut === 'INCONNUE' ? command.orientationId : state.orientationId;
  return ok([{ type: 'PreconisationEnregistree', data: { usagerId, departement, orientationId, ...preconisation } }]);
};

const clore = ({ usagerId, departement, motif, dateCloture }: CloreOrientation, state: Orientation): Outcome => {
  if (state.statut === 'INCONNUE' || state.statut === 'CLOSE') return nothing;
  return ok([{ type: 'OrientationClose', data: { usagerId, departement, orientationId: state.orientationId, motif, dateCloture } }]);
};

const reorienter = (command: ReorienterUsager, state: Orientation): Outcome =>
  state.statut === 'INCONNUE' || state.departement !== command.departement ? refuse({ code: 'USAGER_INCONNU' }) : decideReorientation(command, state);

const trancher = (command: DeciderOrientation, state: Orientation): Outcome =>
  state.statut === 'INCONNUE' || state.departement !== command.departement ? refuse({ code: 'USAGER_INCONNU' }) : decideChoix(command, state);

/** The orientation of a person, from the opened right to the decision of the département. */
export const orientationDecider: Decider<OrientationCommand, OrientationEvent, Orientation, OrientationRejection> = {
  initial,
  evolve,
  decide: (command, state) => {
    switch (command.type) {
      case 'OuvrirOrientation':
        return ouvrir(command, state);
      case 'EnregistrerPreconisation':
        return enregistrer(command, state);
      case 'DeciderOrientation':
        return trancher(command, state);
      case 'ReorienterUsager':
        return reorienter(command, state);
      case 'CloreOrientation':
        return clore(command, state);
    }
  },
};
