import { type CommuneDeclaree, type FoyerDeclare, type PersonneDeclaree } from '../../domain/foyer/declaration.js';
import { type EnteteFlux, type TotauxFlux } from '../../domain/foyer/flux.js';

/** The texts read under one element, and the blocs found below it. */
export type Bloc = Readonly<{ nom: string; ligne: number; textes: Map<string, string>; blocs: Bloc[] }>;

/** Says which element was needed and is not there. */
export class ElementManquant extends Error {
  constructor(
    readonly element: string,
    readonly parent: string,
  ) {
    super(`<${element}> manque dans <${parent}>`);
  }
}

const texte = (bloc: Bloc, nom: string): string | null => bloc.textes.get(nom) ?? null;

const exiger = (bloc: Bloc, nom: string): string => {
  const valeur = bloc.textes.get(nom);
  if (valeur === undefined) throw new ElementManquant(nom, bloc.nom);
  return valeur;
};

const nombre = (valeur: string, bloc: Bloc, nom: string): number => {
  if (!/^\d{1,9}$/.test(valeur)) throw new ElementManquant(nom, bloc.nom);
  return Number(valeur);
};

export const lireEntete = (bloc: Bloc): EnteteFlux => ({
  emetteur: exiger(bloc, 'APPLIEME'),
  version: texte(bloc, 'NUMVERSIONAPPLIEME'),
  versionFlux: texte(bloc, 'VERSIONFLUX'),
  frequence: exiger(bloc, 'TYPEFLUX'),
  nature: texte(bloc, 'NATFLUX'),
  dateCreation: exiger(bloc, 'DTCREAFLUX'),
  dateReference: exiger(bloc, 'DTREF'),
});

export const lireTotaux = (bloc: Bloc): TotauxFlux => {
  const anomalies = texte(bloc, 'NBTOTDOSRSATRANSMANO');
  return {
    foyers: nombre(exiger(bloc, 'NBTOTDOSRSATRANSM'), bloc, 'NBTOTDOSRSATRANSM'),
    foyersEnAnomalie: anomalies === null ? null : nombre(anomalies, bloc, 'NBTOTDOSRSATRANSMANO'),
  };
};

const premierPrenom = (liste: string | null): string | null => liste?.split(/[\s,;]+/, 1)[0] ?? null;

const lirePersonne = (bloc: Bloc): PersonneDeclaree => {
  const rsa = bloc.blocs.find((prestation) => texte(prestation, 'NATPREST') === 'RSA');
  return {
    ligne: bloc.ligne,
    nir: texte(bloc, 'NIR'),
    dateNaissance: texte(bloc, 'DTNAI'),
    nom: texte(bloc, 'NOM'),
    nomNaissance: texte(bloc, 'NOMNAI'),
    prenom: texte(bloc, 'PRENOM') ?? premierPrenom(texte(bloc, 'LISPRENOMS')),
    civilite: texte(bloc, 'QUAL'),
    sexe: texte(bloc, 'SEXE'),
    role: rsa ? texte(rsa, 'ROLEPERS') : null,
    soumisDroitsDevoirs: texte(bloc, 'TOPPERSDRODEVORSA'),
    dateDeces: texte(bloc, 'DTDC'),
  };
};

const lireDepart = (bloc: Bloc): FoyerDeclare['depart'] => {
  const organisme = texte(bloc, 'FONORGPRENMUT');
  return organisme === null ? null : { organisme, numeroOrganisme: texte(bloc, 'NUMORGPRENMUT'), date: texte(bloc, 'DDDEPAMUT') };
};

// RGADR 01 is the current address; the others are earlier ones.
const lireCommune = (adresses: readonly Bloc[]): CommuneDeclaree | null => {
  const actuelle = adresses.find((adresse) => texte(adresse, 'RGADR') === '01') ?? adresses[0];
  const codeInsee = actuelle && texte(actuelle, 'NUMCOM');
  if (!actuelle || !codeInsee) return null;
  return { codeInsee, codePostal: texte(actuelle, 'CODEPOS'), libelle: texte(actuelle, 'NOMCOM') };
};

/** One InfosFoyerRSA, typed. @throws ElementManquant */
export const lireFoyer = (bloc: Bloc): FoyerDeclare => {
  const personnes = bloc.blocs.filter(({ nom }) => nom === 'Personne');
  if (personnes.length === 0) throw new ElementManquant('Personne', bloc.nom);
  return {
    ligne: bloc.ligne,
    organisme: exiger(bloc, 'FONORG'),
    numeroOrganisme: exiger(bloc, 'NUMORG'),
    matricule: exiger(bloc, 'MATRICULE'),
    numeroDemande: exiger(bloc, 'NUMDEMRSA'),
    dateDemande: texte(bloc, 'DTDEMRSA'),
    departement: texte(bloc, 'IDEPARTE'),
    etatDossier: exiger(bloc, 'ETATDOSRSA'),
    motifCloture: texte(bloc, 'MOTICLORSA'),
    depart: lireDepart(bloc),
    commune: lireCommune(bloc.blocs.filter(({ nom }) => nom === 'Adresse')),
    personnes: personnes.map(lirePersonne),
  };
};
