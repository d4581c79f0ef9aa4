import { ok, refuse, type Rejection, type Result } from '@relais/kernel';
import { lireDate } from '../personne/identite.js';
import { type EnteteFlux, type TotauxFlux } from './flux.js';
import { type Frequence, type ReglagesFlux } from './reglages-flux.js';

/** A flux that holds every foyer: one that it does not name is absent from it. */
export const estComplet = (frequence: Frequence): boolean => frequence !== 'QUOTIDIEN';

export type RefusFlux = Rejection<'FREQUENCE_INCONNUE' | 'TOTAUX_DISCORDANTS' | 'FLUX_DEPASSE'>;

/** What a flux says it is. @param precedent creation of the newest flux of the same emitter that was imported */
export const controlerEntete = (entete: EnteteFlux, { frequences }: ReglagesFlux, precedent: string | null): Result<Frequence, RefusFlux> => {
  const frequence = Object.hasOwn(frequences, entete.frequence) ? frequences[entete.frequence] : undefined;
  if (!frequence) {
    return refuse({ code: 'FREQUENCE_INCONNUE', details: { attendu: `TYPEFLUX parmi ${Object.keys(frequences).join(', ')}`, trouve: entete.frequence.slice(0, 10) } });
  }
  const creation = lireDate(entete.dateCreation);
  if (precedent !== null && creation !== null && creation < precedent) {
    return refuse({ code: 'FLUX_DEPASSE', details: { attendu: `un flux créé à partir du ${precedent}`, trouve: creation } });
  }
  return ok(frequence);
};

/**
 * Whether a file holds what it says it sends. NBTOTDOSRSATRANSM counts « y compris dans le flux
 * anomalie » (vrsb0801.xsd): the dossiers sent there may be counted and not be here.
 */
export const controlerTotaux = (lus: number, { foyers, foyersEnAnomalie }: TotauxFlux, { totaux }: ReglagesFlux): Result<null, RefusFlux> => {
  const attendus = [foyers, foyers - (foyersEnAnomalie ?? 0)];
  if (totaux === 'SIGNALER' || attendus.includes(lus)) return ok(null);
  return refuse({ code: 'TOTAUX_DISCORDANTS', details: { attendu: `${foyers} dossiers annoncés`, trouve: `${lus} dossiers lus` } });
};
