import { type Identite } from './identite.js';

/** A name as it is compared: capitals, no accent, one space between words. `Lebœuf-Zoé` -> `LEBOEUF ZOE`. */
export const normaliser = (nom: string): string =>
  nom
    .toUpperCase()
    .replace(/Œ/g, 'OE')
    .replace(/Æ/g, 'AE')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();

/** Nom de naissance (nom d'usage when it is not known), premier prénom and birth date: what makes two records look alike. */
export const etatCivil = ({ nomNaissance, nom, prenom, dateNaissance }: Pick<Identite, 'nom' | 'nomNaissance' | 'prenom' | 'dateNaissance'>): readonly [string, string, string] => [
  normaliser(nomNaissance ?? nom),
  normaliser(prenom),
  dateNaissance,
];

export type Accord = 'IDENTIQUE' | 'DIFFERENT' | 'INCONNU';

type Noms = Readonly<{ nom: string | null; nomNaissance: string | null; prenom: string | null }>;

const nomsDe = ({ nom, nomNaissance }: Noms): Set<string> => new Set([nom, nomNaissance].flatMap((n) => (n ? [normaliser(n)] : [])));
const prenomDe = ({ prenom }: Noms): string => (prenom ? (normaliser(prenom).split(' ')[0] ?? '') : '');

/**
 * Whether two records may carry the names of one person: a shared nom (d'usage or de naissance) or
 * the same first prénom is enough, since a marriage changes one and a correction the other.
 */
export const accordDesNoms = (a: Noms, b: Noms): Accord => {
  const [deA, deB] = [nomsDe(a), nomsDe(b)];
  const [prenomA, prenomB] = [prenomDe(a), prenomDe(b)];
  if (deA.size === 0 || deB.size === 0 || prenomA === '' || prenomB === '') return 'INCONNU';
  return prenomA === prenomB || [...deA].some((nom) => deB.has(nom)) ? 'IDENTIQUE' : 'DIFFERENT';
};
