import { type Agregat, type Indicateur, uneDecimale } from '../domain/indicateur/indicateur.js';

const MINUTES = 60;
const heures = ({ somme }: Agregat): number => uneDecimale(somme / MINUTES);

export const heuresActivite: Indicateur = {
  code: 'heures-activite',
  libelle: 'Heures d’activité réalisées',
  definition:
    'Somme des heures d’activité déclarées au titre des contrats d’engagement pour les semaines commencées dans les douze derniers mois, ' +
    'et moyenne par personne (dénominateur : personnes ayant au moins une activité déclarée) ; une nouvelle déclaration de la même semaine et de la même activité ' +
    'remplace la précédente. Source : faits HeuresDeclarees.',
  unite: 'heures',
  natures: ['HEURES_DECLAREES'],
  cas: `
    select usager_id, null::boolean as favorable, quantite::numeric as valeur
    from (
      select distinct on (usager_id, objet, detail) usager_id, quantite
      from connus where le > (select depuis from parametres)
      order by usager_id, objet, detail, rang desc
    ) dernieres
    where quantite > 0`,
  mesures: [
    { code: 'heures', libelle: 'Heures réalisées', unite: 'heures', calcul: heures },
    {
      code: 'heuresParPersonne',
      libelle: 'Heures par personne',
      unite: 'heures',
      calcul: (agregat) => (agregat.personnes === 0 ? null : uneDecimale(agregat.somme / MINUTES / agregat.personnes)),
    },
  ],
};
