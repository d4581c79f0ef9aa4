import { type OrientationVue } from '../orientation/decision.js';
import { type Activite } from './activite.js';
import { preconisationDe } from './preconisation.js';

const activite: Activite = {
  identifiantActivite: '1',
  codeActivite: 'ACT382',
  numeroFranceTravail: '12345678901',
  dateCreation: null,
  dateEcheance: null,
  attributs: { typeOrganismeAccompagnateur: 'ML', typeParcours: 'PSP' },
};
const orientation: OrientationVue = {
  parcours: 'PSO',
  organisme: 'CD',
  structureCode: 'NAQ0057',
  statut: 'PRECONISE',
  etat: 'EN_ATTENTE',
  dateCreation: null,
  dateModification: null,
  decision: null,
};

describe('the proposal behind an ACT382', () => {
  it('is the orientation that awaits its decision', () => {
    const closed = { ...orientation, etat: 'CLOTURE', parcours: 'PED' };
    expect(preconisationDe(activite, [closed, orientation])).toEqual({ parcours: 'PSO', organisme: 'CD', structure: { code: 'NAQ0057', type: 'CD' } });
  });

  it('is not there any more when the orientations shown are decided', () => {
    expect(preconisationDe(activite, [{ ...orientation, etat: 'OUVERT' }])).toBeUndefined();
  });

  it('is what the activity says when France Travail shows no orientation', () => {
    expect(preconisationDe(activite, [])).toEqual({ parcours: 'PSP', organisme: 'ML', structure: null });
  });

  it('is undetermined when nothing says', () => {
    expect(preconisationDe({ ...activite, attributs: {} }, [])).toEqual({ parcours: 'IND', organisme: 'IND', structure: null });
  });
});
