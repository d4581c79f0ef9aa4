import { type Rejection, type Result, type UsagerId } from '@relais/kernel';
import { type Candidat, type CodeDesignation } from '../domain/fichier/designation.js';
import { type CodeRefusLigne, type FicheFichier } from '../domain/fichier/ligne.js';
import { type CleEnveloppee, type DemandeImport, type SessionCommune } from './ports.js';

export type CodeRefusFichier = CodeRefusLigne | CodeDesignation;

/** A candidate, the key of that person, and the hash of what a file said of them before. */
export type CandidatConnu = Candidat & Readonly<{ cle: CleEnveloppee; apportEmpreinte: Buffer | null }>;

/** What a file says of a person, sealed under that person's key. */
export type ApportFichier = Readonly<{ usagerId: UsagerId; contenu: Buffer; empreinte: Buffer }>;

export type ChangementFichier = Readonly<{
  apports: readonly ApportFichier[];
  refus: readonly Readonly<{ ligne: number; portee: 'LIGNE'; code: CodeRefusFichier }>[];
  bilan: Readonly<{ lignes: number; modifies: number; inchanges: number }>;
}>;

/** The database as one batch of lines sees it, inside its transaction. */
export type UniteFichier = Readonly<{
  /** Who each line may speak of, in the order of the lines; locked until the end. */
  candidats: (fiches: readonly FicheFichier[]) => Promise<readonly (readonly CandidatConnu[])[]>;
  ecrire: (changement: ChangementFichier) => Promise<void>;
}>;

/** `lot` is one transaction. */
export type SessionFichier = SessionCommune & Readonly<{ lot: (travail: (unite: UniteFichier) => Promise<void>) => Promise<void> }>;

export type ImportsFichier = Readonly<{ ouvrir: (demande: DemandeImport) => Promise<Result<SessionFichier, Rejection<'IMPORT_EN_COURS'>>> }>;
