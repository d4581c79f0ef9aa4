import { type Contexte } from './contexte.js';
import { activitesDe, type Mutation } from './etat.js';
import { type RendezVous, type VersionRendezVous } from './modele.js';
import { champTexte } from './valeurs.js';

/** Appointments of partners (fact sheet section 12): a 202 is taken in, seen only some time after. */

export interface Depot {
  contexte: Contexte;
  instant: Date;
  numeroFranceTravail: string;
}

const rendezVousDe = ({ contexte, numeroFranceTravail }: Depot): RendezVous[] =>
  contexte.depot.etat.rendezVous.get(numeroFranceTravail) ?? [];

/** An appointment of this person, whether it is seen yet or not. */
export const rendezVousConnu = (depot: Depot, id: string): RendezVous | undefined => rendezVousDe(depot).find((connu) => connu.id === id);

function versionRecue({ contexte, instant }: Depot, action: VersionRendezVous['action'], contenu: Record<string, unknown>): VersionRendezVous {
  const visible = instant.getTime() + contexte.depot.etat.reglages.delaiRendezVousMs;
  return { recueLe: instant.toISOString(), visibleLe: new Date(visible).toISOString(), action, contenu };
}

// The first appointment of accompaniment is what ACT380 asks for.
function premierPris({ contexte, numeroFranceTravail }: Depot, contenu: Record<string, unknown>): Mutation[] {
  if (champTexte(contenu, 'motif') !== 'ACC') return [];
  return activitesDe(contexte.depot.etat, numeroFranceTravail)
    .filter(({ codeActivite }) => codeActivite === 'ACT380')
    .map(({ identifiantActivite }) => ({ type: 'activite-retiree', identifiantActivite }));
}

export function creer(depot: Depot, contenu: Record<string, unknown>): { id: string; mutations: Mutation[] } {
  const { contexte, numeroFranceTravail } = depot;
  const id = contexte.depot.uuid('rendez-vous');
  const rendezVous = { id, numeroFranceTravail, versions: [versionRecue(depot, 'CREATION', contenu)] };
  return { id, mutations: [{ type: 'rendez-vous-enregistre', rendezVous }, ...premierPris(depot, contenu)] };
}

export function changer(depot: Depot, connu: RendezVous, contenu: Record<string, unknown>): Mutation[] {
  const version = versionRecue(depot, 'MODIFICATION', contenu);
  return [{ type: 'rendez-vous-enregistre', rendezVous: { ...connu, versions: [...connu.versions, version] } }];
}

export function annuler(depot: Depot, connu: RendezVous): Mutation[] {
  const contenu = { ...connu.versions.at(-1)?.contenu, statut: 'ANNULE' };
  const version = versionRecue(depot, 'ANNULATION', contenu);
  return [{ type: 'rendez-vous-enregistre', rendezVous: { ...connu, versions: [...connu.versions, version] } }];
}

export interface RendezVousVisible {
  id: string;
  /** Epoch milliseconds. */
  debut: number;
  dureeMinutes: number;
  versions: VersionRendezVous[];
  contenu: Record<string, unknown>;
}

function visible({ instant }: Depot, { id, versions }: RendezVous): RendezVousVisible[] {
  const vues = versions.filter(({ visibleLe }) => Date.parse(visibleLe) <= instant.getTime());
  const contenu = vues.at(-1)?.contenu;
  if (!contenu) return [];
  const duree = contenu['duree'];
  return [{ id, versions: vues, contenu, debut: Date.parse(champTexte(contenu, 'date') ?? ''), dureeMinutes: typeof duree === 'number' ? duree : 30 }];
}

/** What is seen of a person's appointments now, by date. */
export const rendezVousVisibles = (depot: Depot): RendezVousVisible[] =>
  rendezVousDe(depot)
    .flatMap((rendezVous) => visible(depot, rendezVous))
    .sort((a, b) => a.debut - b.debut);

const occupe = ({ contenu }: RendezVousVisible): boolean => contenu['statut'] !== 'ANNULE';
const fin = ({ debut, dureeMinutes }: RendezVousVisible): number => debut + dureeMinutes * 60_000;

/** Does this appointment overlap another one of the person? */
export const enConflit = (vu: RendezVousVisible, tous: readonly RendezVousVisible[]): boolean =>
  occupe(vu) && tous.some((autre) => autre.id !== vu.id && occupe(autre) && autre.debut < fin(vu) && vu.debut < fin(autre));
