import { type LegalDate, type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { type DroitState } from '../domain/droit/decider.js';
import { type DroitEvent } from '../domain/droit/events.js';
import { type Refus } from '../domain/foyer/constats.js';
import { type EnteteFlux, type TotauxFlux } from '../domain/foyer/flux.js';

/** A person's data key (wrapped) and what it protects. Destroying `cle` destroys the rest. */
export type Scelle = Readonly<{ cleVersion: string; cle: Buffer; donnees: Buffer }>;

/** What a blind index is made from; two kinds never give the same index. */
export type GenreIndex = 'NIR_NAISSANCE' | 'NUMERO_FRANCE_TRAVAIL' | 'FOYER' | 'CONTENU_FOYER' | 'CONTENU_IDENTITE';

/** Encrypts what identifies a person, and finds it again without reading it. */
export type Coffre = Readonly<{
  /** Encrypts a JSON value under a new key of that person. */
  sceller: (personne: string, valeur: unknown) => Scelle;
  /** Decrypts. @throws Failure `COFFRE_ILLISIBLE` when the key, the person or the bytes do not fit */
  ouvrir: (personne: string, scelle: Scelle) => unknown;
  /** Encrypts another value under the same key. */
  resceller: (personne: string, cle: Omit<Scelle, 'donnees'>, valeur: unknown) => Scelle;
  /** HMAC-SHA256, 32 bytes, of a kind and its canonical value. */
  index: (genre: GenreIndex, ...valeur: readonly string[]) => Buffer;
}>;

/** A foyer already taken in; keys and hashes in hexadecimal. */
export type FoyerConnu = Readonly<{ id: string; cle: string; empreinte: string }>;

export type DroitConnu = Exclude<DroitState, { statut: 'inconnu' }>;

/** A person already known; `index` is the current blind index of NIR and birth date, in hexadecimal. */
export type UsagerConnu = Readonly<{
  id: UsagerId;
  droit: DroitConnu;
  cle: Omit<Scelle, 'donnees'>;
  identiteEmpreinte: string;
  index: string | null;
}>;

/** What a batch of foyers changes. */
export type Changement = Readonly<{
  foyers: readonly FoyerConnu[];
  nouveaux: readonly Readonly<{ id: UsagerId; droit: DroitConnu; scelle: Scelle; identiteEmpreinte: string; index: string }>[];
  droits: readonly Readonly<{ id: UsagerId; droit: DroitConnu }>[];
  identites: readonly Readonly<{ id: UsagerId; scelle: Scelle; identiteEmpreinte: string }>[];
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
}>;

/** Why an import stopped before the end of the file. */
export type Arret = Readonly<{ code: string; ligne?: number; colonne?: number; attendu?: string; trouve?: string }>;

/** An import under way: the only one of its département until `fermer`. */
export type SessionImport = Readonly<{
  id: string;
  noter: (annonce: Readonly<{ entete: EnteteFlux }> | Readonly<{ totaux: TotauxFlux }>) => Promise<void>;
  /** One transaction. */
  lot: (travail: (unite: UniteImport) => Promise<void>) => Promise<void>;
  terminer: (arret: Arret | null) => Promise<void>;
  fermer: () => Promise<void>;
}>;

export type DemandeImport = Readonly<{
  departement: string;
  agentId: string;
  /** Reception of the file by the département's services. */
  dateReception: LegalDate;
  origin: Readonly<{ correlationId: string }>;
}>;

export type Imports = Readonly<{
  ouvrir: (demande: DemandeImport) => Promise<Result<SessionImport, Rejection<'IMPORT_EN_COURS'>>>;
}>;

export type Ids = Readonly<{ next: () => string }>;
