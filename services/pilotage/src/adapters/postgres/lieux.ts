import { type Place } from '@relais/chassis/personal-data';

/** Where pilotage holds something of a person. */
export const lieux: readonly Place[] = [
  {
    table: 'fait',
    category: 'technique',
    what: 'Les faits comptés dans les indicateurs',
    select: `select nature, le, connu_le as "connuLe", detail, commune, organisme, structure, echeance, quantite from fait where usager_id = $1 order by le`,
    ground: 'Indicateurs (L. 5311-9 C. trav.) : des faits datés, sans identité, sous un identifiant aléatoire que plus rien ne rattache à la personne.',
  },
];
