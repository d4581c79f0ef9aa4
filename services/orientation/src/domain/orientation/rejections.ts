import { type Rejection } from '@relais/kernel';

export const REJECTIONS = [
  'USAGER_INCONNU',
  'DECISION_NON_HABILITEE',
  'COMPETENCE_FRANCE_TRAVAIL',
  'PRECONISATION_ABSENTE',
  'PRECONISATION_INDETERMINEE',
  'STRUCTURE_INCOHERENTE',
  'STRUCTURE_ABSENTE',
  'ORIENTATION_DEJA_DECIDEE',
  'ORIENTATION_CLOSE',
] as const;

export type OrientationRejection = Rejection<(typeof REJECTIONS)[number]>;
