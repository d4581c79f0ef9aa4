import { withoutNulls } from '../reading.js';
import { readManquement, readSortie, writeDecisionSanction, writeEvenement } from './sanction.js';

describe('gestion-sanctions-rsa v1 on the wire', () => {
  it('reads a manquement with its consequences, unknown fields and holes left out', () => {
    const rsa = {
      idConsequenceSanction: 2486,
      typeConsequenceSanction: 'SUSP_RSA',
      delegation: 'oui',
      modaliteProposee: 'P',
      montantPropose: 60,
      dureeProposee: '2',
      evenements: [{ typeEvenement: 'PROP_SANCTION', dateEvenement: '2025-03-21T21:56:48+01:00' }, 'intrus'],
      demain: 1,
    };
    const shown = {
      individu: { numeroFranceTravail: '12345678910' },
      identifiantManquement: '6050',
      familleManquement: 'F01',
      dateManquement: '2024-09-30T00:00:00+02:00',
      faisceauIndices: [{ natureDefaut: 'N23', attributs: [] }, {}],
      consequencesSanction: [rsa],
      justificationDecisionSanction: 'Absence à 2 RDV',
    };
    expect(readManquement(shown)).toEqual({
      identifiantManquement: '6050',
      famille: 'F01',
      naturesDefaut: ['N23'],
      dateManquement: '2024-09-30',
      dateAvertissement: null,
      consequences: [
        {
          id: '2486',
          type: 'SUSP_RSA',
          delegation: false,
          proposee: { modalite: 'P', montant: 60, dureeMois: 2 },
          validee: { modalite: null, montant: null, dureeMois: null },
          evenements: ['PROP_SANCTION'],
        },
      ],
    });
    expect(readManquement(undefined)).toBeNull();
    expect(readManquement([])).toBeUndefined();
  });

  it('reads the code that says whether a 200 did anything', () => {
    expect([readSortie({ codeSortie: 'C999' }), readSortie(undefined), readSortie({ message: 'x' })]).toEqual(['C999', null, undefined]);
  });

  it('writes an event nested, with its measure only when it validates', () => {
    const commun = { idConsequenceSanction: '2381', date: '2026-12-07', agentId: 'CD33-0007' };
    expect(writeEvenement({ ...commun, nature: 'SAISIE' })).toEqual({
      identifiantConsequenceSanction: '2381',
      evenement: { typeEvenement: 'SAISIE_SANCTION', dateEvenement: '2026-12-07' },
    });
    expect(writeEvenement({ ...commun, nature: 'VALIDATION', mesure: { type: 'SUPPR_RSA', taux: 50, dureeMois: 4 } })).toEqual({
      identifiantConsequenceSanction: '2381',
      evenement: { typeEvenement: 'VALID_SANCTION', dateEvenement: '2026-12-07' },
      typeConsequenceSanctionValide: 'SUPPR_RSA',
      modaliteDecisionValidee: 'P',
      montantValide: 50,
      dureeValidee: 4,
    });
  });

  it('never writes REFUS_SAISIE_SANCTION, which would validate the proposal', () => {
    expect(JSON.stringify(writeEvenement({ idConsequenceSanction: '1', date: '2026-12-07', agentId: 'a', nature: 'REFUS' }))).not.toContain('REFUS_SAISIE');
  });

  it('writes the département’s own decision with the reference of its case', () => {
    const decision = {
      sanctionId: '00000000-0000-7000-8000-0000000000aa',
      manquement: 'REFUS_OFFRES',
      rang: 'REITERATION' as const,
      dateManquement: '2026-11-02',
      dateNotification: '2026-12-07',
      mesure: { type: 'SUSP_RSA' as const, taux: 50, dureeMois: 4 },
      agentId: 'CD33-0007',
    };
    expect(withoutNulls(writeDecisionSanction(decision))).toEqual({
      dateNotificationDecisionSanction: '2026-12-07',
      natureManquement: 'N65',
      rangManquement: 'R2',
      dateManquement: '2026-11-02',
      typeSanctionValide: 'SUSP_RSA',
      modaliteDecisionValidee: 'P',
      montantValide: 50,
      dureeValidee: 4,
      justificationDecisionSanction: 'Dossier 00000000-0000-7000-8000-0000000000aa',
    });
  });
});
