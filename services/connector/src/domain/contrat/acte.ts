import { type LegalDate } from '@relais/kernel';

/** A signature or a refusal of the contrat d'engagement: version 1 of the API carries its day, nothing else. */
export type ActeContrat = Readonly<{ date: LegalDate; agentId: string }>;

/** A contract as France Travail shows it; the state stays text, since new ones appear. */
export type ContratVu = Readonly<{
  /** A_SIGNER, SIGNE, REFUSE, EN_ATTENTE_SIGNATURE, SUSPENDU… */
  etat: string | null;
  dateSignature: LegalDate | null;
  dateRefus: LegalDate | null;
}>;

/** A contract signed or refused once exists: it is changed, no longer created; A_SIGNER keeps the date that says so. */
export const existe = (vu: ContratVu | null): boolean => vu !== null && (vu.dateSignature !== null || vu.dateRefus !== null);
