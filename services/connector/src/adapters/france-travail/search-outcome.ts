import { z } from 'zod';
import { type Outcome, succeeded } from '../../domain/transmission/outcome.js';
import { type Said } from './dialects.js';
import { maybeText } from './reading.js';

/** The person found, and the day pass to ask about them. */
export type UsagerTrouve = Readonly<{
  /** Opaque, secret, good for about a day. */
  jeton: string;
  /** O or N; null when France Travail says neither. */
  identiteCertifiee: string | null;
  numeroFranceTravail: string | null;
}>;

const resultat = z.object({
  jetonUsager: maybeText,
  topIdentiteCertifiee: maybeText.optional().transform((top) => top ?? null),
  numeroFranceTravail: maybeText.optional().transform((numero) => numero ?? null),
});

const found = (json: unknown): Outcome<UsagerTrouve> => {
  const read = resultat.safeParse(json);
  if (!read.success || read.data.jetonUsager === null) return { kind: 'needs-human', code: 'S001_SANS_JETON' };
  const { jetonUsager, topIdentiteCertifiee, numeroFranceTravail } = read.data;
  return succeeded({ jeton: jetonUsager, identiteCertifiee: topIdentiteCertifiee, numeroFranceTravail });
};

const kinds = {
  S002: 'not-found',
  // Several people.
  S003: 'needs-human',
  R001: 'out-of-perimeter',
  R002: 'out-of-perimeter',
  R997: 'refused-by-rule',
  // Nearly always a person without an address there (fact sheet section 4).
  R998: 'needs-human',
  R999: 'retry-later',
} as const;

const isKnown = (code: string): code is keyof typeof kinds => Object.hasOwn(kinds, code);

/**
 * rechercher-usager says nearly everything inside HTTP 200 (fact sheet section 4): the code decides, the
 * status does not. A code that we do not know is for a human.
 */
export const searchOutcome = (json: unknown, { code = 'SANS_CODE' }: Said): Outcome<UsagerTrouve> => {
  if (code === 'S001') return found(json);
  return { kind: isKnown(code) ? kinds[code] : 'needs-human', code };
};
