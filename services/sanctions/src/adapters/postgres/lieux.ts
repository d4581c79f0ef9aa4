import { type Place } from '@relais/chassis/personal-data';

/** Where sanctions holds something of a person. */
export const lieux: readonly Place[] = [
  {
    table: 'sanction',
    category: 'sanction',
    what: 'Les dossiers de manquement et de sanction',
    select: `select sanction_id as "sanctionId", statut, auteur, date_proposition as "dateProposition", echeance, dossier, transmission,
      transmission_code as "transmissionCode" from sanction where usager_id = $1 order by date_proposition`,
    erase: 'delete from sanction where usager_id = $1',
  },
  {
    table: 'rattachement',
    category: 'rattachement',
    what: 'La structure qui suit la personne',
    select: 'select structure_code as "structureCode" from rattachement where usager_id = $1',
    erase: 'delete from rattachement where usager_id = $1',
  },
  {
    table: 'droit',
    category: 'droit_rsa',
    what: 'Le droit ouvert et le foyer, pour connaître la composition du foyer',
    select: 'select foyer_id as "foyerId", ouvert from droit where usager_id = $1',
    erase: 'delete from droit where usager_id = $1',
  },
];
