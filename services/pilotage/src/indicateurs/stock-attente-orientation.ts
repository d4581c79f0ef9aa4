import { type Indicateur } from '../domain/indicateur/indicateur.js';

export const stockAttenteOrientation: Indicateur = {
  code: 'stock-attente-orientation',
  libelle: 'Personnes en attente d’orientation',
  definition:
    'Nombre de personnes dont l’orientation est ouverte, sans décision ni clôture, au jour demandé. ' +
    'Source : faits OrientationOuverte, OrientationDecidee et OrientationClose.',
  unite: 'personnes',
  natures: ['ORIENTATION_OUVERTE', 'ORIENTATION_DECIDEE', 'ORIENTATION_CLOSE'],
  cas: `
    select o.usager_id, null::boolean as favorable, null::numeric as valeur
    from connus o
    where o.nature = 'ORIENTATION_OUVERTE'
      and not exists (select from connus f where f.objet = o.objet and f.nature in ('ORIENTATION_DECIDEE', 'ORIENTATION_CLOSE'))`,
  mesures: [{ code: 'enAttente', libelle: 'Orientations en attente', unite: 'personnes', calcul: ({ cas }) => cas }],
};
