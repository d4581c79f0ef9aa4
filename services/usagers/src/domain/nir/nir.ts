import { type Branded, ok, refuse, type Rejection, type Result } from '@relais/kernel';

/**
 * Numéro d'inscription au répertoire (ou numéro d'attente), 13 caractères sans clé, en majuscules :
 * sexe, année, mois, département, commune, ordre.
 */
export type Nir = Branded<'Nir'>;

export type CodeRefusNir = 'NIR_LONGUEUR' | 'NIR_FORME' | 'NIR_SEXE' | 'NIR_MOIS' | 'NIR_CLE';

// Sexe 1-2; 3-4 and 7-8 are waiting numbers (NIA) of the same shape.
const SEXE = /^[123478]$/;
const FORME = /^\d{6}[\dAB]\d{6}$/;
const CORSE: Readonly<Record<string, string>> = { A: '19', B: '18' };

// 01-12, then 20, 30-42 and 50-99 when the civil register did not give the month.
const moisAdmis = (mois: number): boolean =>
  (mois >= 1 && mois <= 12) || mois === 20 || (mois >= 30 && mois <= 42) || mois >= 50;

const nombre = (nir: string): number => {
  const corse = CORSE[nir.charAt(6)];
  return Number(corse === undefined ? nir : `${nir.slice(0, 5)}${corse}${nir.slice(7)}`);
};

/** Clé de contrôle, two digits: 97 − (N mod 97), where 2A counts as 19 and 2B as 18. */
export const cleNir = (nir: Nir): string => String(97 - (nombre(nir) % 97)).padStart(2, '0');

const refusDeForme = (treize: string): CodeRefusNir | null => {
  const departement = treize.slice(5, 7);
  if (!FORME.test(treize) || (/[AB]/.test(departement) && !departement.startsWith('2'))) return 'NIR_FORME';
  if (!SEXE.test(treize.charAt(0))) return 'NIR_SEXE';
  return moisAdmis(Number(treize.slice(3, 5))) ? null : 'NIR_MOIS';
};

/**
 * Reads a NIR of 13 characters, or of 15 with its key, spaces allowed; gives the 13.
 * Refused with a code, never with the number itself.
 */
export const lireNir = (texte: string): Result<Nir, Rejection<CodeRefusNir>> => {
  const brut = texte.replace(/\s/g, '').toUpperCase();
  if (brut.length !== 13 && brut.length !== 15) return refuse({ code: 'NIR_LONGUEUR', details: { longueur: brut.length } });
  const treize = brut.slice(0, 13);
  const code = refusDeForme(treize);
  if (code) return refuse({ code });
  const nir = treize as Nir;
  return brut.length === 15 && brut.slice(13) !== cleNir(nir) ? refuse({ code: 'NIR_CLE' }) : ok(nir);
};
