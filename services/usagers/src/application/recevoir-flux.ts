import { type Rejection, type Result } from '@relais/kernel';
import { controlerEntete, controlerTotaux } from '../domain/foyer/controle-flux.js';
import { type ElementFlux, type EnteteFlux, type TotauxFlux } from '../domain/foyer/flux.js';
import { type Frequence, type ReglagesFlux } from '../domain/foyer/reglages-flux.js';
import { type Arret, type SessionImport, type Tampon } from './ports.js';

/** A flux as it arrives; `empreinte` is the SHA-256 of what was read of it. */
export type FluxRecu = Readonly<{ elements: AsyncIterable<ElementFlux>; empreinte: () => Buffer }>;

export type Reception = Readonly<{ reglages: ReglagesFlux; rejouer: boolean }>;

type Lu = { foyers: number; frequence: Frequence | null; totaux: TotauxFlux | null };

/** Foyers between two signs of progress. */
const PAS = 5_000;

/** Why a flux is refused whole. */
export class FluxRefuse extends Error {
  constructor(readonly arret: Arret) {
    super(arret.code);
  }
}

const exiger = <T>(lu: Result<T, Rejection>): T => {
  if (lu.ok) return lu.value;
  throw new FluxRefuse({ ...lu.error.details, code: lu.error.code });
};

const noterEntete = async (session: SessionImport, entete: EnteteFlux, { reglages, rejouer }: Reception): Promise<Frequence> => {
  const precedent = rejouer ? null : await session.precedent(entete.emetteur);
  const frequence = controlerEntete(entete, reglages, precedent);
  await session.noter({ entete, frequence: frequence.ok ? frequence.value : null });
  return exiger(frequence);
};

const garderFoyer = async (session: SessionImport, tampon: Tampon, [foyer, lus]: readonly [Parameters<Tampon['ecrire']>[0], number]): Promise<void> => {
  await tampon.ecrire(foyer);
  if (lus % PAS === 0) await session.avancer(lus);
};

/**
 * Reads a flux to its end and checks it, before anything of it is written: what it says it is, its
 * order after the one before, its totals, and that it was not imported already.
 * @returns how often it comes; throws FluxRefuse, or the reader's fault
 */
export const recevoirTout = async (session: SessionImport, { elements, empreinte }: FluxRecu, de: Reception & Readonly<{ tampon: Tampon }>): Promise<Frequence> => {
  const lu: Lu = { foyers: 0, frequence: null, totaux: null };
  for await (const element of elements) {
    if (element.type === 'foyer') await garderFoyer(session, de.tampon, [element.foyer, (lu.foyers += 1)]);
    else if (element.type === 'entete') lu.frequence = await noterEntete(session, element.entete, de);
    else await session.noter({ totaux: (lu.totaux = element.totaux) });
  }
  if (lu.totaux) exiger(controlerTotaux(lu.foyers, lu.totaux, de.reglages));
  const deja = await session.dejaImporte(empreinte());
  if (deja !== null && !de.rejouer) throw new FluxRefuse({ code: 'FICHIER_DEJA_IMPORTE', importId: deja });
  await session.commencer(lu.foyers);
  return lu.frequence ?? 'QUOTIDIEN';
};
