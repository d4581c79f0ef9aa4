import {
  REGLAGES_PAR_DEFAUT,
  type Activite,
  type ContratEngagement,
  type Entretien,
  type Faute,
  type Inscription,
  type Jeton,
  type Manquement,
  type Orientation,
  type Quota,
  type RendezVous,
  type Reglages,
  type Token,
  type Usager,
} from './modele.js';
import { type Dossier } from './modele-diagnostic.js';

/** Whole state of the sandbox, changed only by `appliquer`. */
export interface Etat {
  /** Number of resets so far: part of every generated id, so that an id never comes back with another meaning. */
  generation: number;
  /** Ids drawn since the last reset. */
  compteur: number;
  decalageMs: number;
  reglages: Reglages;
  quotas: Record<string, Quota>;
  fautes: Faute[];
  tokens: Map<string, Token>;
  jetons: Map<string, Jeton>;
  usagers: Map<string, Usager>;
  /** Numbers of the persons holding one NIR (13) and birth date. */
  identites: Map<string, Set<string>>;
  /** Orientations of each person, oldest first. */
  orientations: Map<string, Orientation[]>;
  contrats: Map<string, ContratEngagement>;
  /** Manquements of each person, oldest first. */
  manquements: Map<string, Manquement[]>;
  inscriptions: Map<string, Inscription>;
  /** Interviews of each person, oldest first. */
  entretiens: Map<string, Entretien[]>;
  rendezVous: Map<string, RendezVous[]>;
  /** Diagnostic of each person. */
  dossiers: Map<string, Dossier>;
  activites: Map<string, Activite>;
  /** Activity ids of each person. */
  activitesParUsager: Map<string, Set<string>>;
}

export type Mutation =
  | { type: 'token-emis'; token: Token }
  | { type: 'token-expire'; empreinte: string }
  | { type: 'jeton-emis'; jeton: Jeton }
  | { type: 'jeton-expire'; empreinte: string }
  | { type: 'usager-enregistre'; usager: Usager }
  | { type: 'usager-retire'; numeroFranceTravail: string }
  | { type: 'orientation-enregistree'; orientation: Orientation }
  | { type: 'contrat-enregistre'; contrat: ContratEngagement }
  | { type: 'manquement-enregistre'; manquement: Manquement }
  | { type: 'inscription-enregistree'; inscription: Inscription }
  | { type: 'entretien-enregistre'; entretien: Entretien }
  | { type: 'dossier-enregistre'; dossier: Dossier }
  | { type: 'rendez-vous-enregistre'; rendezVous: RendezVous }
  | { type: 'activite-ajoutee'; activite: Activite }
  | { type: 'activite-retiree'; identifiantActivite: string }
  | { type: 'faute-posee'; faute: Faute }
  | { type: 'faute-consommee'; id: string }
  | { type: 'fautes-effacees' }
  | { type: 'quotas-poses'; quotas: Record<string, Quota> }
  | { type: 'reglages-poses'; reglages: Reglages }
  | { type: 'horloge-avancee'; millisecondes: number }
  | { type: 'reinitialise' };

export interface Depart {
  quotas?: Record<string, Quota> | undefined;
  reglages?: Partial<Reglages> | undefined;
}

/** Empty state, with the quotas and switches given at start. */
export function etatInitial(depart: Depart = {}, generation = 0): Etat {
  return {
    generation,
    compteur: 0,
    decalageMs: 0,
    reglages: { ...REGLAGES_PAR_DEFAUT, ...depart.reglages },
    quotas: { ...depart.quotas },
    fautes: [],
    tokens: new Map(),
    jetons: new Map(),
    usagers: new Map(),
    identites: new Map(),
    orientations: new Map(),
    contrats: new Map(),
    manquements: new Map(),
    inscriptions: new Map(),
    entretiens: new Map(),
    rendezVous: new Map(),
    dossiers: new Map(),
    activites: new Map(),
    activitesParUsager: new Map(),
  };
}

/** Key of the identity index: NIR without key, then birth date. */
export const cleIdentite = (nir: string, dateNaissance: string): string => `${nir.slice(0, 13)} ${dateNaissance}`;

function oublierIdentite(etat: Etat, numero: string): void {
  const usager = etat.usagers.get(numero);
  if (!usager?.nir) return;
  etat.identites.get(cleIdentite(usager.nir, usager.dateNaissance))?.delete(numero);
}

function enregistrerUsager(etat: Etat, usager: Usager): void {
  oublierIdentite(etat, usager.numeroFranceTravail);
  etat.usagers.set(usager.numeroFranceTravail, usager);
  if (!usager.nir) return;
  const cle = cleIdentite(usager.nir, usager.dateNaissance);
  const numeros = etat.identites.get(cle) ?? new Set<string>();
  etat.identites.set(cle, numeros.add(usager.numeroFranceTravail));
}

/** Puts an object of a person in its list, in the place of the one with the same id. */
function ranger<T extends { id: string; numeroFranceTravail: string }>(listes: Map<string, T[]>, objet: T): void {
  const liste = listes.get(objet.numeroFranceTravail) ?? [];
  const rang = liste.findIndex(({ id }) => id === objet.id);
  if (rang < 0) liste.push(objet);
  else liste[rang] = objet;
  listes.set(objet.numeroFranceTravail, liste);
}

function retirerUsager(etat: Etat, numero: string): void {
  oublierIdentite(etat, numero);
  etat.usagers.delete(numero);
  for (const liste of [etat.orientations, etat.contrats, etat.manquements, etat.inscriptions, etat.entretiens, etat.rendezVous, etat.dossiers]) liste.delete(numero);
  for (const id of etat.activitesParUsager.get(numero) ?? []) etat.activites.delete(id);
  etat.activitesParUsager.delete(numero);
}

function ajouterActivite(etat: Etat, activite: Activite): void {
  etat.activites.set(activite.identifiantActivite, activite);
  const { numeroFranceTravail: numero } = activite;
  if (numero === null) return;
  const ids = etat.activitesParUsager.get(numero) ?? new Set<string>();
  etat.activitesParUsager.set(numero, ids.add(activite.identifiantActivite));
}

function retirerActivite(etat: Etat, id: string): void {
  const numero = etat.activites.get(id)?.numeroFranceTravail;
  if (numero) etat.activitesParUsager.get(numero)?.delete(id);
  etat.activites.delete(id);
}

/** Activities of one person, in every basket. */
export const activitesDe = (etat: Etat, numero: string): Activite[] =>
  [...(etat.activitesParUsager.get(numero) ?? [])].flatMap((id) => etat.activites.get(id) ?? []);

function consommer(etat: Etat, id: string): void {
  const faute = etat.fautes.find((posee) => posee.id === id);
  if (!faute || faute.reste === null) return;
  faute.reste -= 1;
  if (faute.reste <= 0) etat.fautes = etat.fautes.filter((posee) => posee !== faute);
}

type Reducteurs = {
  [Type in Mutation['type']]: (etat: Etat, mutation: Extract<Mutation, { type: Type }>, depart: Depart) => void;
};

const perimer = (porteur: { expire: number } | undefined): void => {
  if (porteur) porteur.expire = 0;
};

const REDUCTEURS: Reducteurs = {
  'token-emis': (etat, { token }) => void etat.tokens.set(token.empreinte, token),
  'token-expire': (etat, { empreinte }) => perimer(etat.tokens.get(empreinte)),
  'jeton-emis': (etat, { jeton }) => void etat.jetons.set(jeton.empreinte, jeton),
  'jeton-expire': (etat, { empreinte }) => perimer(etat.jetons.get(empreinte)),
  'usager-enregistre': (etat, { usager }) => enregistrerUsager(etat, usager),
  'usager-retire': (etat, { numeroFranceTravail }) => retirerUsager(etat, numeroFranceTravail),
  'orientation-enregistree': (etat, { orientation }) => ranger(etat.orientations, orientation),
  'contrat-enregistre': (etat, { contrat }) => void etat.contrats.set(contrat.numeroFranceTravail, contrat),
  'manquement-enregistre': (etat, { manquement }) => ranger(etat.manquements, manquement),
  'inscription-enregistree': (etat, { inscription }) => void etat.inscriptions.set(inscription.numeroFranceTravail, inscription),
  'entretien-enregistre': (etat, { entretien }) => ranger(etat.entretiens, entretien),
  'dossier-enregistre': (etat, { dossier }) => void etat.dossiers.set(dossier.numeroFranceTravail, dossier),
  'rendez-vous-enregistre': (etat, { rendezVous }) => ranger(etat.rendezVous, rendezVous),
  'activite-ajoutee': (etat, { activite }) => ajouterActivite(etat, activite),
  'activite-retiree': (etat, { identifiantActivite }) => retirerActivite(etat, identifiantActivite),
  'faute-posee': (etat, { faute }) => void etat.fautes.push(faute),
  'faute-consommee': (etat, { id }) => consommer(etat, id),
  'fautes-effacees': (etat) => void (etat.fautes = []),
  'quotas-poses': (etat, { quotas }) => void (etat.quotas = quotas),
  'reglages-poses': (etat, { reglages }) => void (etat.reglages = reglages),
  'horloge-avancee': (etat, { millisecondes }) => void (etat.decalageMs += millisecondes),
  reinitialise: (etat, _mutation, depart) => void Object.assign(etat, etatInitial(depart, etat.generation + 1)),
};

/** Applies one mutation in place: no clock, no I/O, so a replayed log gives back the same state. */
export function appliquer(etat: Etat, mutation: Mutation, depart: Depart = {}): void {
  const reduire = REDUCTEURS[mutation.type] as (etat: Etat, mutation: Mutation, depart: Depart) => void;
  reduire(etat, mutation, depart);
}
