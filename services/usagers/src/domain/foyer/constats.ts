import { type LegalDate, ok, refuse, type Result } from '@relais/kernel';
import { type OrganismePayeur } from '../droit/events.js';
import { dossierOuvert, estEtatDossier, type EtatDossier, type MotifFermeture, motifFermeture } from '../droit/rules.js';
import { type CodeRefusIdentite, type Identite, identifier, lireDate } from '../personne/identite.js';
import { type CommuneDeclaree, type FoyerDeclare, type PersonneDeclaree } from './declaration.js';

export type CodeRefus =
  | CodeRefusIdentite
  | 'SOUMISSION_ILLISIBLE'
  | 'ETAT_DOSSIER_INCONNU'
  | 'ORGANISME_INCONNU'
  | 'AUTRE_DEPARTEMENT';

/** One line of the import report: what was set aside, where in the file, why. */
export type Refus = Readonly<{ ligne: number; portee: 'PERSONNE' | 'FOYER'; code: CodeRefus }>;

export type Beneficiaire = Readonly<{ identite: Identite; role: string }>;

/** What a foyer's declaration says, once checked. */
export type Constats = Readonly<{
  organismePayeur: OrganismePayeur;
  etat: EtatDossier;
  /** Taken over by another organisme: no right is open through this foyer any more. */
  mute: boolean;
  dateDemande: LegalDate | null;
  /** Commune where the foyer lives; null when absent or no INSEE code. */
  codeInsee: string | null;
  /** Have an open right and are bound by droits et devoirs. */
  beneficiaires: readonly Beneficiaire[];
  /** Identified persons of the foyer without an open right. */
  sansDroit: readonly Identite[];
  /** False when an adult could not be identified: being absent from the lists then proves nothing. */
  absenceProbante: boolean;
  refus: readonly Refus[];
}>;

type Contexte = Readonly<{ departement: string; aujourdhui: LegalDate }>;

type Regard = Readonly<{ aujourdhui: LegalDate; commune: CommuneDeclaree | null; ouvert: boolean }>;

type Classement =
  | Readonly<{ sorte: 'beneficiaire'; beneficiaire: Beneficiaire }>
  | Readonly<{ sorte: 'sans-droit'; identite: Identite }>
  | Readonly<{ sorte: 'refus'; refus: Refus }>
  | Readonly<{ sorte: 'inconnu'; adulte: boolean }>;

const SOUMIS: Readonly<Record<string, boolean>> = { '1': true, true: true, '0': false, false: false };
const ADULTES = new Set(['DEM', 'CJT']);
const ROLE_NON_PRECISE = 'AUT';

/** `33` for `033`, `2A` for `02A`, `974` for `974`. */
export const codeDepartement = (idParte: string): string => idParte.trim().toUpperCase().replace(/^0(?=..$)/, '');

const CODE_INSEE = /^(\d{2}|2[AB])\d{3}$/;

const codeInsee = (commune: CommuneDeclaree | null): string | null =>
  commune !== null && CODE_INSEE.test(commune.codeInsee) ? commune.codeInsee : null;

const organisme = (fonction: string): OrganismePayeur | null =>
  fonction === 'CAF' || fonction === 'MSA' ? fonction : null;

const soumission = ({ soumisDroitsDevoirs }: PersonneDeclaree): boolean | undefined =>
  soumisDroitsDevoirs === null ? false : SOUMIS[soumisDroitsDevoirs];

const CLOS_PAR_MUTATION = 'MUT';

// A dossier says where it goes some days before it leaves; an unreadable day is taken as come.
const estMute = ({ depart, motifCloture }: FoyerDeclare, aujourdhui: LegalDate): boolean => {
  if (motifCloture === CLOS_PAR_MUTATION) return true;
  const le = depart?.date ? lireDate(depart.date) : null;
  return depart !== null && (le === null || le <= aujourdhui);
};

// Without an open right nobody needs to be known: a missing NIR there (most children) is no refusal.
const classer = (personne: PersonneDeclaree, de: Regard): Classement => {
  const lue = identifier(personne, de);
  const soumis = personne.dateDeces === null ? soumission(personne) : false;
  const role = personne.role ?? ROLE_NON_PRECISE;
  if (!de.ouvert || soumis === false) {
    return lue.ok ? { sorte: 'sans-droit', identite: lue.value } : { sorte: 'inconnu', adulte: ADULTES.has(role) };
  }
  const code = lue.ok ? 'SOUMISSION_ILLISIBLE' : lue.error;
  if (!lue.ok || soumis === undefined) {
    return { sorte: 'refus', refus: { ligne: personne.ligne, portee: 'PERSONNE', code } };
  }
  return { sorte: 'beneficiaire', beneficiaire: { identite: lue.value, role } };
};

/**
 * Reads in a foyer's declaration who has an open right, who has none, and who has to be set aside.
 * @returns the refusal of the whole foyer when its declaration cannot be used
 */
export const constater = (foyer: FoyerDeclare, contexte: Contexte): Result<Constats, Refus> => {
  const { etatDossier: etat, ligne } = foyer;
  const refuser = (code: CodeRefus): Result<Constats, Refus> => refuse({ ligne, portee: 'FOYER', code });
  const autre = foyer.departement !== null && codeDepartement(foyer.departement) !== contexte.departement;
  if (autre) return refuser('AUTRE_DEPARTEMENT');
  const organismePayeur = organisme(foyer.organisme);
  if (!organismePayeur) return refuser('ORGANISME_INCONNU');
  if (!estEtatDossier(etat)) return refuser('ETAT_DOSSIER_INCONNU');
  const mute = estMute(foyer, contexte.aujourdhui);
  const regard: Regard = { ...contexte, commune: foyer.commune, ouvert: dossierOuvert(etat) && !mute };
  const classes = foyer.personnes.map((personne) => classer(personne, regard));
  return ok({
    organismePayeur,
    etat,
    mute,
    dateDemande: foyer.dateDemande === null ? null : lireDate(foyer.dateDemande),
    codeInsee: codeInsee(foyer.commune),
    beneficiaires: classes.flatMap((c) => (c.sorte === 'beneficiaire' ? [c.beneficiaire] : [])),
    sansDroit: classes.flatMap((c) => (c.sorte === 'sans-droit' ? [c.identite] : [])),
    absenceProbante: !classes.some((c) => c.sorte === 'refus' || (c.sorte === 'inconnu' && c.adulte)),
    refus: classes.flatMap((c) => (c.sorte === 'refus' ? [c.refus] : [])),
  });
};

/**
 * Why somebody known to have an open right through this foyer, and who is no longer among its
 * beneficiaries, loses it; null when the declaration does not prove it.
 * @param cite whether that person is among `sansDroit`
 */
export const motifDePerte = ({ etat, mute, absenceProbante }: Constats, cite: boolean): MotifFermeture | null => {
  if (mute) return 'MUTATION';
  if (cite || !dossierOuvert(etat)) return motifFermeture(etat);
  return absenceProbante ? 'SORTIE_DU_FOYER' : null;
};
