/** Why a message cannot be read; stable. */
export type ContratErrorCode =
  | 'MESSAGE_VIDE'
  | 'ENTETE_INVALIDE'
  | 'TYPE_INCONNU'
  | 'TYPE_CONTREDIT'
  | 'CLE_CONTREDITE'
  | 'EVENEMENT_ILLISIBLE'
  | 'SCHEMA_INCOMPATIBLE'
  | 'SCHEMA_INCONNU'
  | 'SCHEMA_A_CHERCHER'
  | 'REGISTRE_INDISPONIBLE'
  | 'WEBHOOK_ILLISIBLE';

/** A message that cannot be read: a stable code, and what to do, in French. Carries no value of the message. */
export class ContratError extends Error {
  constructor(
    readonly code: ContratErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ContratError';
  }
}
