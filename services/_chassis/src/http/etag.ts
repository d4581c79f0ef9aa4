import { Failure } from '@relais/kernel';

/** The entity tag of a version: `"v3"`. */
export const etagOf = (version: number): string => `"v${version}"`;

/** The version of an If-Match header; undefined when absent or `*`. Throws REQUETE_INVALIDE otherwise. */
export const versionOf = (ifMatch: string | undefined): number | undefined => {
  if (ifMatch === undefined || ifMatch === '*') return undefined;
  const match = /^"v(\d{1,9})"$/.exec(ifMatch.trim());
  if (!match) {
    throw new Failure('invalid', 'REQUETE_INVALIDE', {
      message: 'If-Match',
      details: { champs: [{ champ: 'If-Match', probleme: 'attendu : la valeur ETag de la lecture, par exemple "v3"' }] },
    });
  }
  return Number(match[1]);
};
