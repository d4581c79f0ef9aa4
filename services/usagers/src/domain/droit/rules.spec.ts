import { droitOuvert, ETATS_DOSSIER, estEtatDossier, motifFermeture } from './rules.js';

describe('droit ouvert soumis aux droits et devoirs (ETATDOSRSA et TOPPERSDRODEVORSA)', () => {
  it.each(ETATS_DOSSIER.map((etat) => [etat, ['2', '3', '4'].includes(etat)] as const))(
    'état de dossier %s, personne soumise : droit ouvert = %s',
    (etat, attendu) => {
      expect(droitOuvert(etat, true)).toBe(attendu);
      expect(droitOuvert(etat, false)).toBe(false);
    },
  );

  it('un état inconnu n’est pas un état', () => {
    expect(['7', '', ' 2', '02'].some(estEtatDossier)).toBe(false);
  });

  it('chaque état sans droit a son motif', () => {
    expect(ETATS_DOSSIER.map(motifFermeture)).toEqual([
      'DEMANDE_EN_COURS',
      'DEMANDE_REFUSEE',
      'NON_SOUMIS_DROITS_DEVOIRS',
      'NON_SOUMIS_DROITS_DEVOIRS',
      'NON_SOUMIS_DROITS_DEVOIRS',
      'DOSSIER_CLOS',
      'DOSSIER_CLOS',
    ]);
  });
});
