import { type DecisionOrientation } from '../../../domain/orientation/decision.js';
import { withoutNulls } from '../reading.js';
import { readActivites } from './activite.js';
import { readIdentite } from './identite.js';
import { readOrientations, writeDecision } from './orientation.js';

const decision: DecisionOrientation = {
  sens: 'REFUSEE',
  parcours: 'PSO',
  organisme: 'ML',
  structure: { code: 'NAQ0057', type: 'ML' },
  motifRefus: 'APPRECIATION_DIFFERENTE',
  commentaireRefus: null,
  dateDecision: '2026-11-24',
  decideurId: 'agent-1',
  decideurStructure: 'NAQ0033',
};

describe('decisionOrientation v1 on the wire', () => {
  it('sends the choice made instead with a refusal, and no null', () => {
    expect(withoutNulls(writeDecision(decision))).toEqual({
      etat_decision: 'REFUSEE',
      date_decision: '2026-11-24',
      organisme_decision: 'CD',
      agent_decision: 'agent-1',
      structure_decision: { code_aurore: 'NAQ0033' },
      motif_refus: 'APPRECIATION_DIFFERENTE',
      parcours: 'PSO',
      organisme: 'ML',
      structure: { code_aurore: 'NAQ0057' },
    });
  });

  it.each(['PED', 'PSP', 'PSO'] as const)('sends %s as %s', (parcours) => {
    expect(writeDecision({ ...decision, parcours })).toMatchObject({ parcours });
  });

  it('sends no choice with an agreement', () => {
    expect(Object.keys(writeDecision({ ...decision, sens: 'ACCEPTEE' })).sort()).toEqual([
      'agent_decision',
      'date_decision',
      'etat_decision',
      'organisme_decision',
      'structure_decision',
    ]);
  });

  it('names the département for its délégataire, which the wire does not know', () => {
    expect(writeDecision({ ...decision, organisme: 'DCD' })).toMatchObject({ organisme: 'CD', structure: { code_aurore: 'NAQ0057' } });
  });
});

describe('lectureOrientation', () => {
  it('reads what is there, ignores what is unknown, and takes null, "null" and blanks for absent', () => {
    const [orientation] =
      readOrientations([
        {
          parcours: 'PSP',
          organisme: 'XX',
          structure: { code_aurore: 'NAQ0057', code_safir: null },
          statut: 'DECIDE',
          etat: ' OUVERT ',
          date_creation: '2026-11-02T10:00:00',
          date_modification: 'null',
          nouveau: { champ: 1 },
          decision: { etat_decision: 'ACCEPTEE', date_decision: '2026-11-24', agent_decision: 12, motif_refus: '' },
        },
      ]) ?? [];
    expect(orientation).toEqual({
      parcours: 'PSP',
      organisme: 'XX',
      structureCode: 'NAQ0057',
      statut: 'DECIDE',
      etat: 'OUVERT',
      dateCreation: '2026-11-02T09:00:00.000Z',
      dateModification: null,
      decision: { sens: 'ACCEPTEE', date: '2026-11-24', agent: '12', motifRefus: null },
    });
  });

  it('takes nothing for no orientation, and what is no list for nothing it knows', () => {
    expect(readOrientations(undefined)).toEqual([]);
    expect(readOrientations([{ decision: {} }])?.[0]).toMatchObject({ decision: null, parcours: null });
    expect(readOrientations({ orientations: [] })).toBeUndefined();
  });
});

describe('the basket', () => {
  const row = {
    identifiantActivite: '52898$1',
    codeActivite: 'ACT382',
    usager: { identifiant: 12345678901, typeIdentifiant: 'numeroFranceTravail' },
    dateCreation: '2026-11-02T10:00:00Z',
    dateEcheance: null,
    attributsSpecifiques: [{ nom: 'typeParcours', valeur: 'PSP' }, { nom: 'vide', valeur: null }, 'intrus'],
  };

  it('reads a page of v2 and the bare array of v1', () => {
    const read = {
      identifiantActivite: '52898$1',
      codeActivite: 'ACT382',
      numeroFranceTravail: '12345678901',
      dateCreation: '2026-11-02T10:00:00.000Z',
      dateEcheance: null,
      attributs: { typeParcours: 'PSP' },
    };
    expect(readActivites({ size: 1, activites: [row], hasMore: true, cursor: 'abc=' })).toEqual({ activites: [read], hasMore: true, cursor: 'abc=' });
    expect(readActivites([row])).toEqual({ activites: [read], hasMore: false, cursor: null });
    expect(readActivites(undefined)).toEqual({ activites: [], hasMore: false, cursor: null });
    expect(readActivites({ message: 'erreur' })).toBeUndefined();
  });

  it('keeps a row that names nobody, and leaves out one without an identifier', () => {
    const rows = [{ identifiantActivite: '1' }, { identifiantActivite: '2', usager: { identifiant: 'x', typeIdentifiant: 'autre' } }, { codeActivite: 'ACT382' }];
    expect(readActivites(rows)?.activites.map((activite) => [activite.identifiantActivite, activite.numeroFranceTravail])).toEqual([['1', null], ['2', null]]);
  });
});

describe('informations administratives', () => {
  it('reads what identifies a person, wherever it is missing', () => {
    expect(readIdentite({ numeroFranceTravail: 12345678901, etatCivil: { nir: '1840576451089', dateNaissance: '1984-05-02', nom: 'MARTIN', prenom: null } })).toEqual({
      numeroFranceTravail: '12345678901',
      nir: '1840576451089',
      dateNaissance: '1984-05-02',
      nom: 'MARTIN',
      prenom: null,
    });
    expect(readIdentite({ etatCivil: null })).toEqual({ numeroFranceTravail: null, nir: null, dateNaissance: null, nom: null, prenom: null });
    expect(readIdentite([])).toBeUndefined();
  });
});
