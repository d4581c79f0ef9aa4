import { ok, refuse, type Result } from '@relais/kernel';
import { type DeciderOrientation, type Decideur, type ReorienterUsager } from './commands.js';
import { type Choix, type OrientationEvent, type Preconisation } from './events.js';
import { type OrientationRejection } from './rejections.js';
import { isOrganisme, isParcours, ORGANISMES_DECIDEURS } from './rules.js';
import { type Orientation } from './state.js';

type Outcome = Result<readonly OrientationEvent[], OrientationRejection>;
type KnownOrientation = Exclude<Orientation, { statut: 'INCONNUE' }>;

/** An agent may decide for a person of the département it acts for, when it holds that right. */
export const peutDecider = (decideur: Decideur, departement: string): boolean =>
  decideur.peutDecider &&
  decideur.departement === departement &&
  decideur.structure !== null &&
  ORGANISMES_DECIDEURS.includes(decideur.structure.type);

/** A decision on a known orientation: the right to decide, the competence in time, then the choice itself. */
export const decide = (command: DeciderOrientation, state: KnownOrientation): Outcome => {
  if (!peutDecider(command.decideur, state.departement)) return refuse({ code: 'DECISION_NON_HABILITEE' });
  switch (state.statut) {
    case 'ANNONCEE':
      return refuse({ code: 'USAGER_INCONNU' });
    case 'CLOSE':
      return refuse({ code: 'ORIENTATION_CLOSE', details: { motif: state.motif } });
    case 'DECIDEE':
      return sameAsDecided(command, state);
    case 'A_PRENDRE':
      // D. 262-65-2 CASF: beyond the deadline France Travail is competent.
      if (command.aujourdhui > state.echeance) {
        return refuse({ code: 'COMPETENCE_FRANCE_TRAVAIL', details: { echeance: state.echeance } });
      }
      return trancher(command, state);
  }
};

const trancher = (command: DeciderOrientation, state: Extract<KnownOrientation, { statut: 'A_PRENDRE' }>): Outcome => {
  const choix = choixOf(command, state.preconisation);
  if (!choix.ok) return choix;
  const { usagerId, departement, decideur, aujourdhui } = command;
  return ok([
    {
      type: 'OrientationDecidee',
      data: {
        usagerId,
        departement,
        orientationId: state.orientationId,
        ...choix.value,
        dateDecision: aujourdhui,
        decideurId: decideur.id,
        decideurStructure: decideur.structure?.code ?? '',
      },
    },
  ]);
};

const sameAsDecided = (command: DeciderOrientation, { decision, preconisation }: Extract<KnownOrientation, { statut: 'DECIDEE' }>): Outcome => {
  const choix = choixOf(command, preconisation);
  const { dateDecision, decideurId: _, ...decided } = decision;
  if (choix.ok && JSON.stringify(choix.value) === JSON.stringify(decided)) return ok([]);
  return refuse({
    code: 'ORIENTATION_DEJA_DECIDEE',
    details: { sens: decision.sens, parcours: decision.parcours, organisme: decision.organisme, dateDecision },
  });
};

/** What is decided: the préconisation when it is accepted, the département's own choice when it is refused. */
const choixOf = ({ choix }: DeciderOrientation, preconisation: Preconisation | null): Result<Choix, OrientationRejection> => {
  if (!preconisation) return refuse({ code: 'PRECONISATION_ABSENTE' });
  if (choix.sens === 'REFUSEE') {
    const { sens, parcours, organisme, structure, motifRefus, commentaireRefus } = choix;
    return withStructure({ sens, parcours, organisme, structure, motifRefus, commentaireRefus });
  }
  const { parcours, organisme } = preconisation;
  // IND or EO: the criteria did not suffice; only an own choice is possible.
  if (!isParcours(parcours) || !isOrganisme(organisme)) {
    return refuse({ code: 'PRECONISATION_INDETERMINEE', details: { parcours, organisme } });
  }
  const structure = choix.structure ?? preconisation.structure;
  return withStructure({ sens: 'ACCEPTEE', parcours, organisme, structure, motifRefus: null, commentaireRefus: null });
};

const ORGANISMES_A_STRUCTURE: readonly string[] = ['ML', 'CE'];

const withStructure = (choix: Choix): Result<Choix, OrientationRejection> => {
  const { organisme, structure } = choix;
  if (structure && structure.type !== organisme) {
    return refuse({ code: 'STRUCTURE_INCOHERENTE', details: { organisme, typeStructure: structure.type } });
  }
  // A département has several missions locales: without the structure nobody could be told.
  if (!structure && ORGANISMES_A_STRUCTURE.includes(organisme)) return refuse({ code: 'STRUCTURE_ABSENTE', details: { organisme } });
  return ok(choix);
};

type Way = Pick<Choix, 'parcours' | 'organisme' | 'structure'>;

const sameWay = (one: Way, other: Way): boolean =>
  one.parcours === other.parcours && one.organisme === other.organisme && one.structure?.code === other.structure?.code;

/** A new orientation of a person already oriented, by an agent who may decide. */
export const reorienter = (command: ReorienterUsager, state: KnownOrientation): Outcome => {
  const { usagerId, departement, decideur, aujourdhui, orientationId, parcours, organisme, structure } = command;
  if (!peutDecider(decideur, state.departement)) return refuse({ code: 'DECISION_NON_HABILITEE' });
  if (state.statut === 'CLOSE') return refuse({ code: 'ORIENTATION_CLOSE', details: { motif: state.motif } });
  if (state.statut !== 'DECIDEE') return refuse({ code: 'ORIENTATION_NON_DECIDEE' });
  if (sameWay(state.decision, command)) return refuse({ code: 'REORIENTATION_SANS_CHANGEMENT', details: { parcours, organisme } });
  const choix = withStructure({ sens: 'REORIENTATION', parcours, organisme, structure, motifRefus: null, commentaireRefus: null });
  if (!choix.ok) return choix;
  const decideurStructure = decideur.structure?.code ?? '';
  const data = { usagerId, departement, orientationId, ...choix.value, dateDecision: aujourdhui, decideurId: decideur.id, decideurStructure };
  return ok([{ type: 'OrientationDecidee', data }]);
};
