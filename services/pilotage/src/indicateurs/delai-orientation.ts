import { type Indicateur, partFavorable, uneDecimale } from '../domain/indicateur/indicateur.js';

/** Six weeks: D. 262-65-2 CASF. */
const JOURS = 42;

export const delaiOrientation: Indicateur = {
  code: 'delai-orientation',
  libelle: 'Délai entre l’ouverture du droit et l’orientation',
  definition:
    'Jours entre la réception, par le département, de l’information d’ouverture du droit au RSA et la première décision d’orientation : ' +
    'médiane, et part des décisions prises en 42 jours au plus (numérateur) parmi les décisions des douze derniers mois (dénominateur) ; ' +
    'les orientations encore en attente n’y sont pas. Source : faits OrientationOuverte et OrientationDecidee ; délai de six semaines, D. 262-65-2 CASF.',
  unite: 'jours',
  natures: ['ORIENTATION_OUVERTE', 'ORIENTATION_DECIDEE'],
  cas: `
    select o.usager_id, min(d.le) - o.le <= ${JOURS} as favorable, (min(d.le) - o.le)::numeric as valeur
    from connus o join connus d on d.objet = o.objet and d.nature = 'ORIENTATION_DECIDEE'
    where o.nature = 'ORIENTATION_OUVERTE'
    group by o.usager_id, o.objet, o.le
    having min(d.le) > (select depuis from parametres)`,
  mesures: [
    { code: 'decisions', libelle: 'Décisions', unite: 'décisions', calcul: ({ cas }) => cas },
    { code: 'medianeJours', libelle: 'Délai médian (jours)', unite: 'jours', calcul: ({ mediane }) => (mediane === null ? null : uneDecimale(mediane)) },
    { code: 'partDansLeDelai', libelle: 'Décisions en 42 jours au plus (%)', unite: '%', calcul: partFavorable },
  ],
};
