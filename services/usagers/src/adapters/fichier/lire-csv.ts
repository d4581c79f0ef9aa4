import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Colonnes, colonnesReconnues } from '../../domain/fichier/colonnes.js';
import { FichierIllisible } from './fichier-illisible.js';

/** A line of a file, and where it begins. */
export type Enregistrement = Readonly<{ ligne: number; valeurs: readonly string[] }>;

export const SEPARATEURS = [';', ',', '\t'] as const;
export type Separateur = (typeof SEPARATEURS)[number];

const MORCEAU = 65_536;
const LIGNE_MAX = 64 * 1024;

/** The separator that finds most declared columns in the header; the first of `;` `,` tab when several do. */
export const detecterSeparateur = (texte: string, colonnes: Colonnes): Separateur => {
  const entete = texte.replace(/^[\r\n]+/, '').split(/\r?\n|\r/, 1)[0] ?? '';
  const notes = SEPARATEURS.map((separateur) => {
    const noms = entete.split(separateur).map((nom) => nom.replace(/^\s*"|"\s*$/g, ''));
    return { separateur, note: colonnesReconnues(noms, colonnes) };
  });
  return notes.reduce((meilleur, autre) => (autre.note > meilleur.note ? autre : meilleur)).separateur;
};

function* morceaux(texte: string): Generator<string> {
  for (let debut = 0; debut < texte.length; debut += MORCEAU) yield texte.slice(debut, debut + MORCEAU);
}

type Info = Readonly<{ record: string[]; info: Readonly<{ lines: number }> }>;

/** The lines of a CSV, header included, empty ones passed over. @throws FichierIllisible `CSV_MAL_FORME`, at its line */
export async function* lireCsv(texte: string, separateur: Separateur): AsyncGenerator<Enregistrement, void, undefined> {
  const parser = Readable.from(morceaux(texte)).pipe(
    parse({ delimiter: separateur, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: LIGNE_MAX }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<Info>) {
      // The count is of the lines read when the record ends: one that holds line breaks begins before.
      const dedans = record.reduce((total, valeur) => total + valeur.split('\n').length - 1, 0);
      yield { ligne: info.lines - dedans, valeurs: record };
    }
  } catch (erreur) {
    if (!(erreur instanceof CsvError)) throw erreur;
    throw new FichierIllisible('CSV_MAL_FORME', { ligne: Number((erreur as unknown as { lines?: number }).lines ?? 1) });
  }
}
