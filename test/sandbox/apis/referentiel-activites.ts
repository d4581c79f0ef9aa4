import { type AppelStructure, type Operation, type Reponse } from '../api.js';
import { ACTIVITES, DOMAINES, FAMILLES, domaineDe } from '../referentiel.js';

function activite(code: string): object | undefined {
  const connue = ACTIVITES.find((candidate) => candidate.code === code);
  if (!connue) return undefined;
  const codeDomaine = domaineDe(connue.codeFamille);
  return { ...connue, libelleFamille: FAMILLES[connue.codeFamille], codeDomaine, libelleDomaine: DOMAINES[codeDomaine] };
}

function famille(code: string, detail = true): object | undefined {
  const libelle = FAMILLES[code];
  if (libelle === undefined) return undefined;
  const codeDomaine = domaineDe(code);
  const tete = { code, libelle, codeDomaine, libelleDomaine: DOMAINES[codeDomaine] };
  const membres = ACTIVITES.filter(({ codeFamille }) => codeFamille === code);
  return detail ? { ...tete, activites: membres.map((membre) => activite(membre.code)) } : tete;
}

function domaine(code: string, detail = true): object | undefined {
  const libelle = DOMAINES[code];
  if (libelle === undefined) return undefined;
  const familles = Object.keys(FAMILLES).filter((codeFamille) => domaineDe(codeFamille) === code);
  return detail ? { code, libelle, familles: familles.map((membre) => famille(membre)) } : { code, libelle };
}

const rendre = (corps: object | undefined): Reponse => (corps ? { status: 200, corps } : { status: 204 });

const lectureDe = (scopes: readonly string[]) => (nom: string, chemin: string, lire: (appel: AppelStructure) => object | undefined): Operation => ({
  nom,
  methode: 'GET',
  chemin: `/referentiel-activites${chemin}`,
  scopes,
  acces: 'structure',
  traiter: (appel) => rendre(lire(appel)),
});

const code = ({ parametres }: AppelStructure): string => parametres['code'] ?? '';

/** Reference lists of activities (scope referentielCD), for one version. */
export function operationsReferentielDe(version: 'v1' | 'v2'): readonly Operation[] {
  const lecture = lectureDe([`api_activites-operationnelles${version}`, 'referentielCD', 'profil_accedant']);
  return [
    lecture('referentiel', '', () => Object.keys(DOMAINES).map((domaineConnu) => domaine(domaineConnu))),
    lecture('referentiel-activite', '/activites/:code', (appel) => activite(code(appel))),
    lecture('referentiel-domaine', '/domaines/:code', (appel) => domaine(code(appel), false)),
    lecture('referentiel-domaine-detail', '/domaines/:code/detail', (appel) => domaine(code(appel))),
    lecture('referentiel-famille', '/familles/:code', (appel) => famille(code(appel), false)),
    lecture('referentiel-famille-detail', '/familles/:code/detail', (appel) => famille(code(appel))),
  ];
}
