import { type Place } from '@relais/chassis/personal-data';

/** Where orientation holds something of a person. */
export const lieux: readonly Place[] = [
  {
    table: 'orientation',
    category: 'orientation',
    what: 'L’orientation : ce qui est préconisé, ce qui est décidé',
    select: `select orientation_id as "orientationId", statut, date_reception as "dateReception", echeance, preconisation, decision, transmission,
      transmission_code as "transmissionCode" from orientation where usager_id = $1`,
    erase: 'delete from orientation where usager_id = $1',
  },
];
