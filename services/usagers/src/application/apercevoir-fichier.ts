import { type Champ, type Plan } from '../domain/fichier/colonnes.js';
import { type CodeRefusLigne, type LigneLue } from '../domain/fichier/ligne.js';
import { LIBELLES_LIGNES } from './libelles-lignes.js';
import { type ApercuFichier } from './vues-sources.js';

/** A file whose header is placed, and how it is written. */
export type FichierApercu = Readonly<{
  forme: Readonly<{ format: 'CSV' | 'XLSX'; encodage: string | null; separateur: string | null }>;
  entete: readonly string[];
  plan: Plan;
  lignes: () => AsyncIterable<LigneLue>;
}>;

const MONTREES = 10;

const montrer = ({ ligne, lue }: LigneLue): ApercuFichier['premieres'][number] => {
  if (!lue.ok) return { ligne, code: lue.error, motif: LIBELLES_LIGNES[lue.error], fiche: null };
  // The NIR identifies, it is not shown.
  const { nir, ...fiche } = lue.value;
  return { ligne, code: null, motif: null, fiche: { ...fiche, nirLu: nir !== null } };
};

const colonnesDe = ({ entete, plan }: FichierApercu): ApercuFichier['colonnes'] =>
  [...plan.places].map(([champ, place]: readonly [Champ, number]) => ({ champ, colonne: entete[place] ?? '' }));

/** What an import would read of a file: its first lines, its counts, each reason against a line. Writes nothing. */
export const apercevoir = async (fichier: FichierApercu): Promise<ApercuFichier> => {
  const premieres: ApercuFichier['premieres'][number][] = [];
  const refus = new Map<CodeRefusLigne, number>();
  let lignes = 0;
  for await (const lue of fichier.lignes()) {
    lignes += 1;
    if (premieres.length < MONTREES) premieres.push(montrer(lue));
    if (!lue.lue.ok) refus.set(lue.lue.error, (refus.get(lue.lue.error) ?? 0) + 1);
  }
  const parCode = [...refus].map(([code, nombre]) => ({ code, motif: LIBELLES_LIGNES[code], lignes: nombre }));
  const refusees = parCode.reduce((total, { lignes: nombre }) => total + nombre, 0);
  return { ...fichier.forme, colonnes: colonnesDe(fichier), ignorees: fichier.plan.ignorees, lignes, lisibles: lignes - refusees, refus: parCode, premieres };
};
