import { type Activite } from '../panier/activite.js';
import { type ManquementVu } from './manquement.js';
import { propositionSanctionDe } from './proposition.js';

const activite: Activite = {
  identifiantActivite: '1$a',
  codeActivite: 'ACT366',
  numeroFranceTravail: '33000000001',
  dateCreation: null,
  dateEcheance: null,
  attributs: { idConsequenceSanction: '2486' },
};
const rien = { modalite: null, montant: null, dureeMois: null };
/** A double allocataire: one manquement, a sanction of the RSA and one of France Travail's own allowance. */
const vu = (evenements: string[] = ['PROP_SANCTION']): ManquementVu => ({
  identifiantManquement: '6050',
  famille: 'F01',
  naturesDefaut: ['N23'],
  dateManquement: '2024-09-30',
  dateAvertissement: '2025-02-19',
  consequences: [
    { id: '2485', type: 'SUSP_FT', delegation: false, proposee: { modalite: 'P', montant: 100, dureeMois: 1 }, validee: rien, evenements: ['VALID_SANCTION'] },
    { id: '2486', type: 'SUSP_RSA', delegation: false, proposee: { modalite: 'P', montant: 60, dureeMois: 2 }, validee: rien, evenements },
  ],
});

describe('the proposal behind an ACT366', () => {
  it('is the consequence that the activity names, not another of the same manquement', () => {
    expect(propositionSanctionDe(activite, vu())).toEqual({
      codeActivite: 'ACT366',
      idConsequenceSanction: '2486',
      identifiantManquement: '6050',
      typeSanction: 'SUSP_RSA',
      familleManquement: 'F01',
      naturesDefaut: ['N23'],
      dateManquement: '2024-09-30',
      dateAvertissement: '2025-02-19',
      modalite: 'P',
      montant: 60,
      dureeMois: 2,
      delegation: false,
    });
  });

  it('is none when it is decided, or when nothing is shown of it', () => {
    expect(propositionSanctionDe(activite, vu(['PROP_SANCTION', 'VALID_SANCTION']))).toBeUndefined();
    expect(propositionSanctionDe({ ...activite, attributs: {} }, vu())).toBeUndefined();
    expect(propositionSanctionDe(activite, null)).toBeUndefined();
  });
});
