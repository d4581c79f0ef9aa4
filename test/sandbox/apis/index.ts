import { type Api } from '../api.js';
import { activitesOperationnelles, activitesOperationnellesV1 } from './activites-operationnelles.js';
import { conclusionsEntretiens } from './conclusions-entretiens.js';
import { connexion } from './connexion.js';
import { contratEngagement } from './contrat-engagement.js';
import { diagnostic } from './diagnostic.js';
import { gestionSanctions } from './gestion-sanctions.js';
import { informationsAdministratives } from './informations-administratives.js';
import { orientationV1 } from './orientation-v1.js';
import { orientationV2, testOrientationV2 } from './orientation-v2.js';
import { rechercherUsager } from './rechercher-usager.js';
import { rendezVousPartenaire } from './rendez-vous-partenaire.js';
import { statutUsager } from './statut-usager.js';

/** Every API of the sandbox. */
export const APIS: readonly Api[] = [
  connexion,
  rechercherUsager,
  informationsAdministratives,
  activitesOperationnelles,
  activitesOperationnellesV1,
  orientationV1,
  orientationV2,
  testOrientationV2,
  contratEngagement,
  gestionSanctions,
  statutUsager,
  rendezVousPartenaire,
  conclusionsEntretiens,
  diagnostic,
];
