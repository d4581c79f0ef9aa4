import { type Indicateur, partFavorable } from '../domain/indicateur/indicateur.js';

export const contratsDansLeMois: Indicateur = {
  code: 'contrats-dans-le-mois',
  libelle: 'Contrats d’engagement signés dans le mois',
  definition:
    'Part des contrats d’engagement signés au plus tard le dernier jour du mois qui suit la notification de la décision d’orientation (numérateur), ' +
    'parmi les contrats à signer dont ce mois est arrivé à son terme dans les douze derniers mois (dénominateur) ; un mois interrompu par une nouvelle décision ' +
    'ou par la suspension du contrat n’y est pas. Un contrat n’est donc compté qu’une fois son mois échu : les plus récents n’y sont pas encore. Source : faits ContratOuvert, ContratRemisASigner, ContratSigne et ContratSuspendu ; D. 5411-14-1 du code du travail.',
  unite: '%',
  natures: ['CONTRAT_A_SIGNER', 'CONTRAT_SIGNE', 'CONTRAT_SUSPENDU'],
  cas: `
    select usager_id, coalesce(suite = 'CONTRAT_SIGNE' and suite_le <= echeance, false) as favorable, null::numeric as valeur
    from (
      select usager_id, nature, echeance, lead(nature) over suivant as suite, lead(le) over suivant as suite_le
      from connus window suivant as (partition by usager_id, objet order by rang)
    ) contrats
    where nature = 'CONTRAT_A_SIGNER'
      and echeance <= (select au from parametres) and echeance > (select depuis from parametres)
      and (suite is null or suite = 'CONTRAT_SIGNE' or suite_le > echeance)`,
  mesures: [
    { code: 'contrats', libelle: 'Contrats dont le mois est échu', unite: 'contrats', calcul: ({ cas }) => cas },
    { code: 'signesDansLeMois', libelle: 'Signés dans le mois', unite: 'contrats', calcul: ({ favorables }) => favorables },
    { code: 'part', libelle: 'Part signée dans le mois, parmi les mois échus (%)', unite: '%', calcul: partFavorable },
  ],
};
