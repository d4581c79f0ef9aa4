import { type OrientationVue } from '../domain/orientation/decision.js';
import { type Constat } from '../domain/orientation/relecture.js';
import { type Activite, type IdentiteFranceTravail } from '../domain/panier/activite.js';
import { type DiffPanier } from '../domain/panier/diff.js';
import { type Preconisation } from '../domain/panier/preconisation.js';
import { type ManquementVu } from '../domain/sanction/manquement.js';
import { type PropositionSanction } from '../domain/sanction/proposition.js';
import { type Envoi } from '../domain/transmission/envoi.js';
import { type Voie } from '../domain/transmission/events.js';
import { type Outcome } from '../domain/transmission/outcome.js';
import { type Transmission } from '../domain/transmission/state.js';

/** A transmission under lease: nobody else works on it. */
export type TransmissionEnMain = Readonly<{
  id: string;
  faitId: string;
  usagerId: string;
  departement: string;
  api: string;
  envoi: Envoi;
  etat: Transmission;
  correlationId: string;
  traceparent: string | null;
  bail: string;
}>;

export type Tentative = Readonly<{
  genre: 'ENVOI' | 'RELECTURE' | 'PREALABLE';
  /** Kind of the outcome; absent while the call is being made. */
  issue?: string;
  code?: string;
  message?: string;
}>;

/** What is written after one step, in one transaction. */
export type Etape = Readonly<{
  etat: Transmission;
  tentative: Tentative;
  message?: string | undefined;
  /** Milliseconds to wait before the next step. */
  attenteMs: number;
  /** Keeps the lease, renewed, for a next step at once; else it is given back. */
  garder: boolean;
  /** Told on the bus, in the same transaction. */
  annonce?: Annonce | undefined;
}>;

export type Annonce =
  | Readonly<{ type: 'Acquittee'; voie: Voie }>
  | Readonly<{ type: 'Refusee'; code: string; aFaire: string }>;

export type Transmissions = Readonly<{
  /** Takes what is due, at most `parGroupe` of each département, oldest open one of each person and API only. */
  reserver: (departements: readonly string[], parGroupe: number) => Promise<readonly TransmissionEnMain[]>;
  /** False when the lease was lost: nothing is written. */
  noter: (transmission: TransmissionEnMain, etape: Etape) => Promise<boolean>;
}>;

/** France Travail about one of our persons, for one département. */
export type DossierFranceTravail = Readonly<{
  /** Finds the person there, or says why not; the way in is kept. */
  acceder: (usagerId: string) => Promise<Outcome>;
  envoyer: (envoi: Envoi, vers: Readonly<{ usagerId: string; pasApresMs: number }>) => Promise<Outcome>;
  /** Whether France Travail shows what was sent. */
  constater: (envoi: Envoi, usagerId: string) => Promise<Outcome<Constat>>;
}>;

/** A way in to a person who is not known to be one of ours yet; opaque. */
export type Acces = Readonly<{ jeton: string; numeroFranceTravail: string }>;

/** France Travail's basket, for one département. */
export type PanierFranceTravail = Readonly<{
  activites: (codeActivite: string) => Promise<Outcome<readonly Activite[]>>;
  rechercher: (numeroFranceTravail: string) => Promise<Outcome<Acces>>;
  identite: (acces: Acces) => Promise<Outcome<IdentiteFranceTravail>>;
  orientationsDe: (acces: Acces) => Promise<Outcome<readonly OrientationVue[]>>;
  manquementDe: (acces: Acces, idConsequenceSanction: string) => Promise<Outcome<ManquementVu | null>>;
  /** The person is one of ours: the way in serves for them. */
  retenir: (usagerId: string, acces: Acces) => Promise<void>;
}>;

export type DonneesRecherche = Readonly<{ nir: string | null; dateNaissance: string | null; numeroFranceTravail: string | null }>;

/** The référentiel usagers, the only one who knows identities. */
export type Usagers = Readonly<{
  rechercheFranceTravail: (usagerId: string) => Promise<Outcome<DonneesRecherche>>;
  /** Which of our persons this is; `not-found`: none, `needs-human`: several. */
  correspondre: (departement: string, identite: IdentiteFranceTravail) => Promise<Outcome<string>>;
}>;

/** An activity to publish: seen in the basket, not told yet. */
export type ActiviteAPublier = Readonly<{ identifiantActivite: string; essais: number; correlationId: string }>;

/** What an activity of the basket proposes. */
export type Contenu = Readonly<{ nature: 'orientation'; preconisation: Preconisation }> | Readonly<{ nature: 'sanction'; sanction: PropositionSanction }>;

export type Proposition = Readonly<{ usagerId: string; activite: Activite; contenu: Contenu; correlationId: string }>;

export type Panier = Readonly<{
  /** True when this process may read the basket: takes the lease, or makes it last. */
  prendre: (departement: string) => Promise<boolean>;
  rendre: (departement: string, code: string | null) => Promise<void>;
  /** Writes what a complete reading changed, and gives what is to be published now. */
  noterReleve: (releve: Readonly<{ departement: string; codeActivite: string; activites: readonly Activite[] }>) => Promise<Readonly<{ diff: DiffPanier<Activite>; aPublier: readonly ActiviteAPublier[] }>>;
  reporter: (departement: string, report: Readonly<{ identifiantActivite: string; code: string; attenteMs: number }>) => Promise<void>;
  /** Tells the proposal on the bus and closes the activity, together; false when it was already told. */
  publier: (departement: string, proposition: Proposition) => Promise<boolean>;
}>;

/** A delivery under lease. */
export type LivraisonEnMain = Readonly<{
  id: string;
  abonnementId: string;
  url: string;
  secret: string;
  contenu: string;
  essais: number;
  traceparent: string | null;
  bail: string;
}>;

export type Livraisons = Readonly<{
  reserver: (abonnements: readonly string[], parGroupe: number) => Promise<readonly LivraisonEnMain[]>;
  noter: (livraison: LivraisonEnMain, suite: Readonly<{ etat: string; code: string | null; attenteMs: number }>) => Promise<boolean>;
  /** Ids of the subscriptions to serve. */
  abonnements: () => Promise<readonly string[]>;
}>;

/** Runs work in a span, continuing a stored trace when there is one. */
export type Tracer = <T>(
  name: string,
  options: Readonly<{ parent?: string | null; attributes?: Readonly<Record<string, string | number>> }>,
  work: () => Promise<T>,
) => Promise<T>;

export type Journal = Readonly<{
  info: (message: string, fields?: Readonly<Record<string, string | number | boolean | null | undefined>>) => void;
  warn: (message: string, fields?: Readonly<Record<string, string | number | boolean | null | undefined>>) => void;
}>;
