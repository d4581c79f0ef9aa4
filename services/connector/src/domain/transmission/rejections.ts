import { type Rejection } from '@relais/kernel';

export type TransmissionRejection = Rejection<
  | 'TRANSMISSION_CLOSE'
  | 'TRANSMISSION_EN_COURS'
  | 'RELECTURE_NECESSAIRE'
  | 'RIEN_A_RELIRE'
  | 'AUCUN_ENVOI_EN_COURS'
  | 'RIEN_A_RELANCER'
  | 'RIEN_A_CONCLURE'
  | 'CONSTAT_NECESSAIRE'
  | 'TRANSMISSION_DEPASSEE'
>;
