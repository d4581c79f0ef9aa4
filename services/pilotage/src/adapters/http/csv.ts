import { type Chiffres, type Ligne } from '../../application/lire-chiffres.js';

const BOM = '\uFEFF';
const FIN = '\r\n';
const SECRET = 'secret';
const ENTETE_CLE = { commune: 'Commune (code INSEE)', departement: 'Département', organisme: 'Organisme' } as const;

// A cell that begins so would be run as a formula by a spreadsheet.
const FORMULE = /^[=+\-@\t\r]/;

/** One text of a line: never a formula, quoted when it holds what separates. */
export const texte = (valeur: string): string => {
  const sur = FORMULE.test(valeur) ? `'${valeur}` : valeur;
  return /[";\r\n]/.test(sur) ? `"${sur.replaceAll('"', '""')}"` : sur;
};

/** A number as French spreadsheets read it; empty when there is none. */
export const nombre = (valeur: number | null): string => (valeur === null ? '' : String(valeur).replace('.', ','));

const dateFrancaise = (jour: string): string => jour.split('-').reverse().join('/');

/** Figures as Excel in French opens them: UTF-8 with its mark, semicolons, decimal commas, CRLF. */
export const enCsv = ({ indicateur, departement, par, au, lignes, total }: Chiffres): string => {
  const entete = ['Indicateur', 'Situation au', 'Département', ENTETE_CLE[par], 'Libellé', 'Personnes', ...indicateur.mesures.map(({ libelle }) => libelle)];
  const corps = [...lignes, { ...total, cle: null }].map((ligne) => [
    texte(indicateur.libelle),
    dateFrancaise(au),
    texte(departement),
    texte(ligne.cle ?? ''),
    texte(ligne.libelle),
    ...chiffresDe(indicateur.mesures, ligne),
  ]);
  return BOM + [entete.map(texte), ...corps].map((ligne) => ligne.join(';') + FIN).join('');
};

const chiffresDe = (mesures: Chiffres['indicateur']['mesures'], { masque, personnes, mesures: valeurs }: Ligne): string[] =>
  masque ? [SECRET, ...mesures.map(() => SECRET)] : [nombre(personnes), ...mesures.map(({ code }) => nombre(valeurs[code] ?? null))];
