import { cellule } from '../../domain/fichier/injection.js';
import { type LigneRefus } from '../postgres/rapports.js';

const COLONNES = ['ligne', 'portee', 'code', 'motif'] as const;

/** A reject file: one line and one reason a refusal, for a spreadsheet (mark, `;`), with nothing that it could run. */
export const enRejets = (refus: readonly LigneRefus[]): string =>
  `\ufeff${[COLONNES, ...refus.map((ligne) => COLONNES.map((colonne) => String(ligne[colonne])))].map((valeurs) => valeurs.map(cellule).join(';')).join('\r\n')}\r\n`;
