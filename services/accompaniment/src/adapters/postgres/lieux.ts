import { type Place } from '@relais/chassis/personal-data';

/** Where accompaniment holds something of a person. */
export const lieux: readonly Place[] = [
  {
    table: 'amenagement_motif',
    category: 'contrat',
    what: 'La raison d’un aménagement de l’intensité, en texte libre',
    select: 'select fait_id as "faitId", motif from amenagement_motif where usager_id = $1',
    erase: 'delete from amenagement_motif where usager_id = $1',
  },
  {
    table: 'rendez_vous',
    category: 'rendez_vous',
    what: 'Les rendez-vous et leur issue',
    select: 'select date_heure as "dateHeure", modalite, motif, issue, date_constat as "dateConstat" from rendez_vous where usager_id = $1 order by date_heure',
    erase: 'delete from rendez_vous where usager_id = $1',
  },
  {
    table: 'heures',
    category: 'activite',
    what: 'Les heures d’activité, par semaine',
    select: 'select semaine, nature, minutes, minutes_hebdomadaires as "minutesHebdomadaires" from heures where usager_id = $1 order by semaine, nature',
    erase: 'delete from heures where usager_id = $1',
  },
  {
    table: 'contrat',
    category: 'contrat',
    what: 'Le contrat d’engagement',
    select: `select contrat_id as "contratId", etat, organisme, structure_code as "structureCode", structure_type as "structureType", date_notification as "dateNotification",
      echeance, date_signature as "dateSignature", minutes_hebdomadaires as "minutesHebdomadaires", amenagement, date_refus as "dateRefus",
      date_suspension as "dateSuspension", transmission, transmission_code as "transmissionCode" from contrat where usager_id = $1`,
    erase: 'delete from contrat where usager_id = $1',
  },
];
