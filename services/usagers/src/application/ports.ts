import { type LegalDate, type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { type DroitState } from '../domain/droit/decider.js';
import { type DroitEvent } from '../domain/droit/events.js';
import { type Refus } from '../domain/foyer/constats.js';
import { type FoyerDeclare } from '../domain/foyer/declaration.js';
import { type EnteteFlux, type TotauxFlux } from '../domain/foyer/flux.js';
import { type Frequence } from '../domain/foyer/reglages-flux.js';
import { type MotifDoute } from '../domain/rapprochement/rules.js';

/** A person's data key, wrapped by the master key of that version. */
export type CleEnveloppee = Readonly<{ cleVersion: string; cle: Buffer }>;

/** A person's data key (wrapped) and what it protects. Destroying `cle` destroys the rest. */
export type Scelle = CleEnveloppee & Readonly<{ donnees: Buffer }>;

/**
 * The master keys: a port, so that a key management system may hold them. Local: keys of the
 * environment. It answers at once, in memory: see docs/adr/0012 for what a KMS has to give at start.
 */
export type KeyWrapper = Readonly<{
  /** Version that wraps now. */
  current: string;
  /** Every version that it unwraps. */
  versions: readonly string[];
  /** Wraps 32 bytes for that person under the current version. */
  wrap: (personne: string, cle: Buffer) => Buffer;
  /** @throws Failure `CLE_INCONNUE` for a version it does not hold, `COFFRE_ILLISIBLE` when the key is not that person's */
  unwrap: (personne: string, cle: CleEnveloppee) => Buffer;
}>;

/** What a blind index is made from; two kinds never give the same index. */
export type GenreIndex =
  | 'NIR_NAISSANCE'
  | 'NIR'
  | 'ETAT_CIVIL'
  | 'NUMERO_FRANCE_TRAVAIL'
  | 'MATRICULE'
  | 'OUTIL_DEPARTEMENT'
  | 'PARTENAIRE'
  | 'FOYER'
  | 'CONTENU_FOYER'
  | 'CONTENU_IDENTITE';

/** Encrypts what identifies a person, and finds it again without reading it. */
export type Coffre = Readonly<{
  /** Encrypts a JSON value under a new key of that person. */
  sceller: (personne: string, valeur: unknown) => Scelle;
  /** Decrypts. @throws Failure `COFFRE_ILLISIBLE` when the key, the person or the bytes do not fit */
  ouvrir: (personne: string, scelle: Scelle) => unknown;
  /** Encrypts another value under the same key. */
  resceller: (personne: string, cle: CleEnveloppee, valeur: unknown) => Scelle;
  /** The same data key under the current master key: what it protects is not touched. */
  reenvelopper: (personne: string, cle: CleEnveloppee) => CleEnveloppee;
  cleCourante: string;
  /** Master key versions still read, to be re-wrapped. */
  anciennesCles: readonly string[];
  /** HMAC-SHA256, 32 bytes, of a kind and its canonical value, under the current index key. */
  index: (genre: GenreIndex, ...valeur: readonly string[]) => Buffer;
  indexVersion: string;
  /** The same under every index key still read, the current one first: what is looked for while that key changes. */
  indexPossibles: (genre: GenreIndex, ...valeur: readonly string[]) => readonly Buffer[];
}>;

/** A foyer already taken in; keys and hashes in hexadecimal. */
export type FoyerConnu = Readonly<{ id: string; cle: string; empreinte: string }>;

export type DroitConnu = Exclude<DroitState, { statut: 'inconnu' }>;

/** Blind indexes, in hexadecimal, of what makes a person resemble another one; they prove nothing. */
export type Ressemblance = Readonly<{ nir: string; etatCivil: string }>;

/** A person already known; `index` is the current blind index of NIR and birth date, in hexadecimal. */
export type UsagerConnu = Readonly<{
  id: UsagerId;
  droit: DroitConnu;
  cle: CleEnveloppee;
  /** What `cle` protects. */
  identite: Buffer;
  identiteEmpreinte: string;
  index: string | null;
  /** Indexes of the persons merged into this one. */
  alias: readonly string[];
}>;

/** What a batch of foyers changes. */
export type Changement = Readonly<{
  foyers: readonly FoyerConnu[];
  nouveaux: readonly Readonly<{
    id: UsagerId;
    droit: DroitConnu;
    scelle: Scelle;
    identiteEmpreinte: string;
    index: string;
    ressemblance: Ressemblance;
  }>[];
  droits: readonly Readonly<{ id: UsagerId; droit: DroitConnu }>[];
  identites: readonly Readonly<{ id: UsagerId; scelle: Scelle; identiteEmpreinte: string; ressemblance: Ressemblance }>[];
  /** The matricule under which a right was opened; `index` in hexadecimal, `valeur` sealed. */
  matricules: readonly Readonly<{ usagerId: UsagerId; portee: string; index: string; valeur: Buffer }>[];
  /** Declared identities, sealed, that a human has to compare with the one known. */
  candidats: readonly Readonly<{ usagerId: UsagerId; candidat: Buffer; empreinte: string }>[];
  evenements: readonly DroitEvent[];
  refus: readonly Refus[];
  bilan: Bilan;
}>;

/** Counts of an import, or of a part of it. */
export type Bilan = Readonly<{
  foyers: number;
  personnes: number;
  droitsOuverts: number;
  droitsFermes: number;
  /** Foyers said again word for word. */
  inchanges: number;
  refus: number;
}>;

/** The database as one batch sees it, inside its transaction. */
export type UniteImport = Readonly<{
  foyers: (cles: readonly string[]) => Promise<readonly FoyerConnu[]>;
  /** Those found by an index, and those with an open right through a foyer; locked until the end. */
  usagers: (par: Readonly<{ index: readonly string[]; foyers: readonly string[] }>) => Promise<readonly UsagerConnu[]>;
  ecrire: (changement: Changement) => Promise<void>;
  /** Foyers that the flux names, taken in or not; `complet` when one that is not named is absent. */
  voir: (foyers: readonly FoyerVu[], complet: boolean) => Promise<void>;
  /** Who resembles one of these persons, just written: same NIR, or same état civil, in the same département. */
  voisins: (nouveaux: readonly UsagerId[]) => Promise<readonly Voisinage[]>;
  douter: (doutes: readonly DouteEntreDeux[]) => Promise<void>;
}>;

/** A foyer and who tells of it: `CAF 331`. */
export type FoyerVu = Readonly<{ id: string; organisme: string }>;

export type FicheScellee = Readonly<{ id: UsagerId; scelle: Scelle }>;
export type Voisinage = Readonly<{ nouveau: FicheScellee; voisin: FicheScellee }>;
export type DouteEntreDeux = Readonly<{ motif: MotifDoute; ids: readonly [UsagerId, UsagerId] }>;

/** Why an import stopped before the end of the file; places and names of columns, never a value. */
export type Arret = Readonly<{
  code: string;
  ligne?: number;
  colonne?: number;
  attendu?: string;
  trouve?: string;
  colonnes?: string;
  limite?: string;
  /** The import that has already taken this file. */
  importId?: string;
}>;

/** An import under way, flux or file: the only one of its département until `fermer`. */
export type SessionCommune = Readonly<{
  id: string;
  /** Notes the file's SHA-256; gives the import that took the same file to its end. */
  dejaImporte: (empreinte: Buffer) => Promise<string | null>;
  /** Foyers or lines read so far. */
  avancer: (lus: number) => Promise<void>;
  /** The whole file is read and sound: writing begins. */
  commencer: (lus: number) => Promise<void>;
  /** A refusal that comes once writing has begun is told as an interruption. */
  terminer: (etat: 'TERMINE' | 'INTERROMPU' | 'REFUSE', arret: Arret | null) => Promise<void>;
  fermer: () => Promise<void>;
}>;

export type SessionImport = SessionCommune &
  Readonly<{
    noter: (annonce: Readonly<{ entete: EnteteFlux; frequence: Frequence | null }> | Readonly<{ totaux: TotauxFlux }>) => Promise<void>;
    /** When the newest imported flux of that emitter was made. */
    precedent: (emetteur: string) => Promise<LegalDate | null>;
    /** Notes the foyers with an open right that this complete flux does not hold. */
    releverAbsents: () => Promise<void>;
    /** One transaction. */
    lot: (travail: (unite: UniteImport) => Promise<void>) => Promise<void>;
  }>;

export type DemandeImport = Readonly<{
  departement: string;
  agentId: string;
  /** Reception of the file by the département's services. */
  dateReception: LegalDate;
  source: 'FLUX' | 'FICHIER';
  origin: Readonly<{ correlationId: string }>;
}>;

type Ouvrir<S> = (demande: DemandeImport) => Promise<Result<S, Rejection<'IMPORT_EN_COURS'>>>;
/** Where the foyers of a flux wait until the whole file is known to be sound. */
export type Tampon = Readonly<{
  ecrire: (foyer: FoyerDeclare) => Promise<void> | undefined;
  relire: () => AsyncIterable<FoyerDeclare>;
  fermer: () => Promise<void>;
}>;

export type Imports = Readonly<{ ouvrir: Ouvrir<SessionImport> }>;

export type Ids = Readonly<{ next: () => string }>;
