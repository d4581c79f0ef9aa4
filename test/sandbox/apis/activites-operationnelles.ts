import { type Api, type AppelStructure, type Erreur, type Reponse } from '../api.js';
import { type Compte } from '../comptes.js';
import { type Etat } from '../etat.js';
import { type Activite } from '../modele.js';
import { operationsReferentielDe } from './referentiel-activites.js';
import { codesActivite } from '../referentiel.js';

const CRITERES = ['codeActivite', 'codeFamille', 'codeDomaine'] as const;
type Details = Record<string, string | undefined>;

function incoherent(appel: AppelStructure, message: string, details: Details): Reponse {
  const erreur = { code: 'PARAM_INCOHERENT', message, details };
  return { status: 400, corps: appel.contexte.depot.etat.reglages.erreurActivitesEnTableau ? [erreur] : erreur };
}

/** Is this activity in the basket of this client's structure? */
export function dansLePanier(etat: Etat, activite: Activite, { structure }: Compte): boolean {
  if (activite.panier.structure !== null) return activite.panier.structure === structure.code_aurore;
  if (activite.panier.organisme !== structure.type || activite.numeroFranceTravail === null) return false;
  return etat.usagers.get(activite.numeroFranceTravail)?.structures.includes(structure.code_aurore) ?? false;
}

type Position = [number, string];
const position = (activite: Activite): Position => [Date.parse(activite.dateEcheance), activite.identifiantActivite];
const comparer = ([a, idA]: Position, [b, idB]: Position): number => a - b || (idA < idB ? -1 : Number(idA > idB));

// Position of the last row given, so that a page stays right when activities disappear between two calls.
const ecrireCurseur = (derniere: Activite): string =>
  Buffer.from(JSON.stringify({ curseurD3: position(derniere), curseurSo: null })).toString('base64');

function lireCurseur(curseur: string): Position | undefined {
  try {
    const { curseurD3 } = JSON.parse(Buffer.from(curseur, 'base64').toString('utf8')) as { curseurD3: Position };
    return typeof curseurD3[0] === 'number' && typeof curseurD3[1] === 'string' ? curseurD3 : undefined;
  } catch {
    return undefined;
  }
}

/** An activity as the wire names it. */
export function versActivite(activite: Activite): object {
  return {
    identifiantActivite: activite.identifiantActivite,
    codeActivite: activite.codeActivite,
    usager:
      activite.numeroFranceTravail === null
        ? undefined
        : { identifiant: activite.numeroFranceTravail, typeIdentifiant: 'numeroFranceTravail' },
    dateCreation: activite.dateCreation,
    dateEcheance: activite.dateEcheance,
    dateEcheanceProche: activite.dateEcheanceProche,
    attributsSpecifiques: activite.attributs.length > 0 ? activite.attributs : undefined,
  };
}

type Rendre = (appel: AppelStructure, lignes: Activite[]) => Reponse;

const enPages: Rendre = (appel, lignes) => {
  const rendues = lignes.slice(0, appel.contexte.taillePage);
  const derniere = rendues.at(-1);
  const hasMore = lignes.length > rendues.length;
  return {
    status: 200,
    corps: {
      size: rendues.length,
      activites: rendues.map(versActivite),
      hasMore,
      cursor: hasMore && derniere ? ecrireCurseur(derniere) : undefined,
    },
  };
};

/** v1: the most urgent only, as a bare array. */
const enTableau: Rendre = (appel, lignes) => ({ status: 200, corps: lignes.slice(0, appel.contexte.taillePage).map(versActivite) });

function chercher(appel: AppelStructure, rendre: Rendre): Reponse {
  const { requete, client } = appel;
  const donnes = CRITERES.filter((critere) => requete[critere] !== undefined && requete[critere] !== '');
  const [critere] = donnes;
  if (!critere || donnes.length > 1) {
    const details = Object.fromEntries(donnes.map((nom) => [nom, requete[nom]]));
    return incoherent(appel, 'Il faut renseigner exactement un paramètre.', details);
  }
  const apres = requete['cursor'] ? lireCurseur(requete['cursor']) : null;
  if (apres === undefined) return incoherent(appel, "Le curseur n'est pas valide.", { cursor: requete['cursor'] });
  const codes = codesActivite(critere, requete[critere] ?? '');
  const { etat } = appel.contexte.depot;
  const lignes = [...etat.activites.values()]
    .filter(({ codeActivite }) => codes.has(codeActivite))
    .filter(({ numeroFranceTravail: numero }) => !requete['numeroFranceTravail'] || numero === requete['numeroFranceTravail'])
    .filter((activite) => dansLePanier(etat, activite, client))
    .filter((activite) => !apres || comparer(position(activite), apres) > 0)
    .sort((a, b) => comparer(position(a), position(b)));
  return lignes.length === 0 ? { status: 204 } : rendre(appel, lignes);
}

// 500 has no body in this API.
const erreur = ({ status, message }: Erreur): Reponse => (status >= 500 ? { status } : { status, corps: { code: 'PARAM_INCOHERENT', message, details: {} } });

const version = (nom: string, numero: 'v1' | 'v2', rendre: Rendre): Api => ({
  nom,
  base: `/partenaire/activites-operationnelles/${numero}`,
  scopes: [`api_activites-operationnelles${numero}`, 'activitesCD', 'profil_accedant'],
  erreur,
  operations: [
    { nom: 'chercher', methode: 'GET', chemin: '/activites/chercher', acces: 'structure', traiter: (appel) => chercher(appel, rendre) },
    ...operationsReferentielDe(numero),
  ],
});

/** activites-operationnelles v2 (fact sheet section 7): the work queue that partners poll. */
export const activitesOperationnelles = version('activites-operationnelles', 'v2', enPages);

/** activites-operationnelles v1: the same queue without pages. */
export const activitesOperationnellesV1 = version('activites-operationnelles-v1', 'v1', enTableau);
