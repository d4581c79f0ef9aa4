// What a spreadsheet takes for a formula (or for the end of a cell) at the head of a cell.
const FORMULE = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NOMBRE = /^[+-]?[\d\s.,()/-]+$/;
const A_ENTOURER = /[";\r\n]/;

/** True for a text that a spreadsheet would run; a number with its sign is none. */
export const estFormule = (texte: string): boolean => FORMULE.test(texte) && !NOMBRE.test(texte);

/** One cell of a CSV of ours, separated by `;`: never run by a spreadsheet, whatever the text. */
export const cellule = (texte: string): string => {
  const inerte = FORMULE.test(texte) ? `'${texte}` : texte;
  return A_ENTOURER.test(inerte) ? `"${inerte.replace(/"/g, '""')}"` : inerte;
};
