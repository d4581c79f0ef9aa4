import { z } from 'zod';
import { type IdentiteFranceTravail } from '../../../domain/panier/activite.js';
import { maybeLegalDate, maybeText } from '../reading.js';

const etatCivil = z.object({
  nir: maybeText.optional(),
  dateNaissance: maybeLegalDate.optional(),
  nom: maybeText.optional(),
  prenom: maybeText.optional(),
});

const reponse = z.object({ numeroFranceTravail: maybeText.optional(), etatCivil: etatCivil.catch({}).optional() });

/** informations-administratives v1 (fact sheet section 5); every field may be missing. */
export const readIdentite = (json: unknown): IdentiteFranceTravail | undefined => {
  const read = reponse.safeParse(json);
  if (!read.success) return undefined;
  const { numeroFranceTravail = null, etatCivil: civil = {} } = read.data;
  const { nir = null, dateNaissance = null, nom = null, prenom = null } = civil;
  return { numeroFranceTravail, nir, dateNaissance, nom, prenom };
};
