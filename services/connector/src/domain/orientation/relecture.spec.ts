import { type DecisionOrientation, type OrientationVue } from './decision.js';
import { constater } from './relecture.js';

const sent: DecisionOrientation = {
  sens: 'REFUSEE',
  parcours: 'PSO',
  organisme: 'DCD',
  structure: { code: 'NAQ0057', type: 'DCD' },
  motifRefus: 'AUTRE',
  commentaireRefus: null,
  dateDecision: '2026-11-24',
  decideurId: 'agent-1',
  decideurStructure: 'NAQ0033',
};

const shown = (change: Partial<OrientationVue> = {}): OrientationVue => ({
  parcours: 'PSO',
  organisme: 'CD',
  structureCode: 'NAQ0057',
  statut: 'DECIDE',
  etat: 'OUVERT',
  dateCreation: null,
  dateModification: null,
  decision: { sens: 'REFUSEE', date: '2026-11-24', agent: 'agent-1', motifRefus: 'AUTRE' },
  ...change,
});
const awaited = shown({ parcours: 'PED', organisme: 'FT', statut: 'PRECONISE', etat: 'EN_ATTENTE', decision: null });

describe('reading again what was sent', () => {
  it.each<[string, OrientationVue[], string]>([
    ['our decision', [shown()], 'identique'],
    ['our decision, closed since by another orientation', [shown({ etat: 'CLOTURE' }), awaited], 'identique'],
    ['our decision, without what may be left out', [shown({ decision: { sens: 'REFUSEE', date: '2026-11-24', agent: null, motifRefus: null } })], 'identique'],
    ['nothing', [], 'absente'],
    ['the préconisation still waiting', [awaited], 'absente'],
    ['an older decision and the préconisation waiting', [shown({ etat: 'CLOTURE', decision: { sens: 'ACCEPTEE', date: '2025-02-01', agent: 'x', motifRefus: null } }), awaited], 'absente'],
    ['another parcours', [shown({ parcours: 'PSP' })], 'differente'],
    ['the opposite', [shown({ decision: { sens: 'ACCEPTEE', date: '2026-11-24', agent: 'agent-1', motifRefus: null } })], 'differente'],
    ['a decision of another day', [shown({ decision: { sens: 'REFUSEE', date: '2026-11-23', agent: 'agent-1', motifRefus: 'AUTRE' } })], 'differente'],
    ['opened by France Travail, without a decision', [shown({ decision: null })], 'differente'],
  ])('%s -> %s', (_what, orientations, constat) => {
    expect(constater(sent, orientations)).toBe(constat);
  });
});
