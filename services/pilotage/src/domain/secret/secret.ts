import { type Agregat } from '../indicateur/indicateur.js';

/**
 * Statistical secrecy. A cell is masked when it speaks of fewer persons than the threshold, on either
 * side of what it measures. Others are masked with it until what the total and the visible cells
 * leave to be found by subtraction speaks, itself, of enough persons in at least two cells.
 */
export type Masques = Readonly<{ cellules: ReadonlySet<number>; total: boolean }>;

type Comptes = readonly number[];

const comptesDe = ({ personnes, personnesFavorables, personnesDefavorables }: Agregat): Comptes => [
  personnes,
  personnesFavorables,
  personnesDefavorables,
];

const tropPeu = (compte: number, seuil: number): boolean => compte > 0 && compte < seuil;
const sensible = (comptes: Comptes, seuil: number): boolean => comptes.some((compte) => tropPeu(compte, seuil));

const somme = (comptes: readonly Comptes[]): Comptes =>
  comptes.reduce<number[]>((sommes, un) => un.map((compte, rang) => (sommes[rang] ?? 0) + compte), []);

/**
 * Which cells of one table, and whether its total, are masked.
 * @param seuil persons below which nothing is shown; 1 masks nothing
 */
export const masquer = (cellules: readonly Agregat[], total: Agregat, seuil: number): Masques => {
  const comptes = cellules.map(comptesDe);
  const masques = new Set(comptes.flatMap((un, rang) => (sensible(un, seuil) ? [rang] : [])));
  // Without its total nothing is found by subtraction, and a total too small always has a masked cell.
  if (sensible(comptesDe(total), seuil)) return { cellules: masques, total: true };
  while (masques.size > 0) {
    const suivante = complement(comptes, masques, seuil);
    if (suivante === undefined) break;
    masques.add(suivante);
  }
  return { cellules: masques, total: false };
};

/** The smallest visible cell that protects what is masked better; undefined when it is protected, or nothing is left. */
const complement = (comptes: readonly Comptes[], masques: ReadonlySet<number>, seuil: number): number | undefined => {
  const reste = somme([...masques].map((rang) => comptes[rang] ?? []));
  const utile = (un: Comptes): boolean => un.some((compte, rang) => compte > 0 && tropPeu(reste[rang] ?? 0, seuil));
  const seule = masques.size === 1;
  const protege = !seule && !sensible(reste, seuil);
  if (protege) return undefined;
  const visibles = [...comptes.keys()].filter((rang) => !masques.has(rang));
  const utiles = visibles.filter((rang) => utile(comptes[rang] ?? []));
  const candidats = utiles.length > 0 ? utiles : seule ? visibles : [];
  const taille = (rang: number): number => comptes[rang]?.[0] ?? 0;
  return candidats.sort((a, b) => taille(a) - taille(b))[0];
};

const auPlusProche = (base: number, compte: number): number => Math.round(compte / base) * base;

/** Rounds what is counted to the nearest multiple of `base` (1: as it is); shares are then those of rounded counts. */
export const arrondir = (agregat: Agregat, base: number): Agregat => {
  if (base === 1) return agregat;
  const { personnes, personnesFavorables, personnesDefavorables, cas, favorables, somme: brute } = agregat;
  const [p = 0, pf = 0, pd = 0, c = 0, f = 0, s = 0] = [personnes, personnesFavorables, personnesDefavorables, cas, favorables, brute].map((compte) =>
    auPlusProche(base, compte),
  );
  return { ...agregat, personnes: p, personnesFavorables: pf, personnesDefavorables: pd, cas: c, favorables: f, somme: s };
};
