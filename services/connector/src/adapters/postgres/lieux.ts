import { type Place } from '@relais/chassis/personal-data';
import { type Sceau } from './sceau.js';
import { objetTransmission } from './transmissions.js';

const DU_DOSSIER = 'where transmission_id in (select id from transmission where usager_id = $1)';

const effacables: readonly Place[] = [
  {
    table: 'transmission_tentative',
    category: 'technique',
    what: 'Les essais de transmission à France Travail, et les justifications scellées des agents',
    select: `select genre, debut, fin, issue, code, message from transmission_tentative ${DU_DOSSIER} order by id`,
    erase: `delete from transmission_tentative ${DU_DOSSIER}`,
  },
  {
    table: 'activite',
    category: 'technique',
    what: 'Les activités relevées chez France Travail',
    select: 'select code_activite as "codeActivite", etat, vue_le as "vueLe", disparue_le as "disparueLe" from activite where usager_id = $1',
    erase: 'delete from activite where usager_id = $1',
  },
  {
    table: 'jeton',
    category: 'technique',
    what: 'L’accès à la personne chez France Travail, scellé',
    select: 'select expire_le as "expireLe" from jeton where usager_id = $1',
    erase: 'delete from jeton where usager_id = $1',
  },
  {
    table: 'limitation',
    category: 'technique',
    what: 'La limitation du traitement',
    select: 'select depuis from limitation where usager_id = $1',
    erase: 'delete from limitation where usager_id = $1',
  },
  {
    table: 'livraison',
    category: 'orientation',
    what: 'Ce qui a été livré à un partenaire',
    select: `select a.nom as partenaire, l.type, l.contenu, l.etat, l.cree_le as "creeLe", l.close_le as "closeLe"
      from livraison l join abonnement_partenaire a on a.id = l.abonnement_id where l.usager_id = $1 order by l.rang`,
    erase: 'delete from livraison where usager_id = $1',
  },
];

/** Where the connector holds something of a person. */
export const lieux = (sceau: Sceau): readonly Place[] => [
  ...effacables,
  {
    table: 'transmission',
    category: 'technique',
    what: 'Ce qui a été transmis à France Travail, scellé',
    select: `select id, api, operation, contenu, etat, code, cree_le as "creeLe", close_le as "closeLe" from transmission where usager_id = $1 order by rang`,
    shown: ({ id, contenu, ...rest }) => ({ ...rest, contenu: JSON.parse(sceau.ouvrir(objetTransmission(id as string), contenu as Buffer)) as unknown }),
    erase: 'delete from transmission where usager_id = $1',
  },
];
