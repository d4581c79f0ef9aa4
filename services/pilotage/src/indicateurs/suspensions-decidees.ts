import { type Indicateur } from '../domain/indicateur/indicateur.js';

export const suspensionsDecidees: Indicateur = {
  code: 'suspensions-decidees',
  libelle: 'Suspensions du RSA décidées',
  definition:
    'Nombre de décisions de suspension du RSA prises par le président du conseil départemental dans les douze derniers mois, ' +
    'qu’elles aient été levées depuis ou non ; les suppressions n’y sont pas. Source : faits SuspensionDecidee (L. 262-37 CASF).',
  unite: 'décisions',
  natures: ['SUSPENSION_DECIDEE'],
  cas: `
    select usager_id, null::boolean as favorable, null::numeric as valeur
    from connus where le > (select depuis from parametres)`,
  mesures: [{ code: 'suspensions', libelle: 'Suspensions décidées', unite: 'décisions', calcul: ({ cas }) => cas }],
};
