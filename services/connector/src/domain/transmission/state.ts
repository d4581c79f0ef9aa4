/**
 * - EN_ATTENTE: to be sent;
 * - EN_COURS: the intent is written, the call is being made;
 * - A_RELIRE: sent, perhaps taken into account;
 * - ACQUITTEE, REFUSEE: France Travail answered, for good;
 * - A_TRAITER: a person must look.
 */
export type EtatTransmission = 'EN_ATTENTE' | 'EN_COURS' | 'A_RELIRE' | 'ACQUITTEE' | 'REFUSEE' | 'A_TRAITER';

export const ETATS_TRANSMISSION: readonly EtatTransmission[] = ['EN_ATTENTE', 'EN_COURS', 'A_RELIRE', 'ACQUITTEE', 'REFUSEE', 'A_TRAITER'];

export type Transmission = Readonly<{
  etat: EtatTransmission;
  /** Calls whose intent was written. */
  envois: number;
  /** Tries in a row that moved nothing; sets the back-off. */
  echecs: number;
  /** Why it is where it is: the last code. */
  code: string | null;
  /** Milliseconds asked for by France Travail before the next try. */
  attenteMs: number | null;
}>;

export const transmissionInitiale: Transmission = { etat: 'EN_ATTENTE', envois: 0, echecs: 0, code: null, attenteMs: null };

/** True when nothing more will happen by itself. */
export const estClose = ({ etat }: Pick<Transmission, 'etat'>): boolean =>
  etat === 'ACQUITTEE' || etat === 'REFUSEE' || etat === 'A_TRAITER';
