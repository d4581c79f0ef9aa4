/**
 * Who has an open right "soumis aux droits et devoirs" (art. L. 262-28 CASF), as the organismes
 * payeurs say it in the flux bénéficiaires (dictionary of VRSB0801): the dossier is open and the
 * person carries the marker. A suspended right (3) or a suspended payment (4) stays an open right.
 */
export const DROIT_OUVERT = {
  etatsDossier: ['2', '3', '4'],
  source: 'Art. L. 262-28 CASF ; VRSB0801, ETATDOSRSA 2, 3, 4 et TOPPERSDRODEVORSA = 1',
  depuis: '2025-01-01',
} as const;

/** ETATDOSRSA: 0 asked, 1 refused, 2 open, 3 suspended, 4 payment suspended, 5 closed, 6 closed earlier. */
export const ETATS_DOSSIER = ['0', '1', '2', '3', '4', '5', '6'] as const;
export type EtatDossier = (typeof ETATS_DOSSIER)[number];

/** Narrows a text to a known ETATDOSRSA; an unknown state must not close anybody's right. */
export const estEtatDossier = (texte: string): texte is EtatDossier =>
  (ETATS_DOSSIER as readonly string[]).includes(texte);

/** True while the dossier RSA gives a right, whoever in the foyer is bound by it. */
export const dossierOuvert = (etat: EtatDossier): boolean =>
  (DROIT_OUVERT.etatsDossier as readonly string[]).includes(etat);

/** True for a person with an open right who is bound by droits et devoirs. */
export const droitOuvert = (etat: EtatDossier, soumisDroitsDevoirs: boolean): boolean =>
  soumisDroitsDevoirs && dossierOuvert(etat);

/** Why a right is no longer open. */
export type MotifFermeture =
  | 'DEMANDE_EN_COURS'
  | 'DEMANDE_REFUSEE'
  | 'DOSSIER_CLOS'
  | 'NON_SOUMIS_DROITS_DEVOIRS'
  | 'SORTIE_DU_FOYER'
  | 'CHANGEMENT_DE_FOYER'
  | 'MUTATION'
  | 'FUSION'
  | 'FUSION_ANNULEE';

const MOTIFS: Readonly<Record<EtatDossier, MotifFermeture>> = {
  '0': 'DEMANDE_EN_COURS',
  '1': 'DEMANDE_REFUSEE',
  '2': 'NON_SOUMIS_DROITS_DEVOIRS',
  '3': 'NON_SOUMIS_DROITS_DEVOIRS',
  '4': 'NON_SOUMIS_DROITS_DEVOIRS',
  '5': 'DOSSIER_CLOS',
  '6': 'DOSSIER_CLOS',
};

/** The reason that a dossier's state gives for a person without an open right. */
export const motifFermeture = (etat: EtatDossier): MotifFermeture => MOTIFS[etat];
