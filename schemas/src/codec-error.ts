export type CodecErrorCode =
  | 'EVENEMENT_NON_CONFORME'
  | 'EVENEMENT_ILLISIBLE'
  | 'SCHEMA_NON_ENREGISTRE'
  | 'SCHEMA_INCOMPATIBLE';

/** A value that does not fit its schema, or bytes that cannot be read. Carries no field value. */
export class CodecError extends Error {
  constructor(
    readonly code: CodecErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CodecError';
  }
}
