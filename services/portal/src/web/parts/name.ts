import { type Identite } from '../lib/model.js';

/** How a person is called on the pages, as far as the profile may know. */
export const nameOf = (identite: Identite | null | undefined): string =>
  identite ? `${identite.nom} ${identite.prenom}` : 'Identité non consultable';
