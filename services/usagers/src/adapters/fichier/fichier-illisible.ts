import { Failure } from '@relais/kernel';

export type CodeIllisible =
  | 'FICHIER_VIDE'
  | 'FICHIER_TROP_GROS'
  | 'ENCODAGE_INCONNU'
  | 'ENCODAGES_MELANGES'
  | 'CSV_MAL_FORME'
  | 'CLASSEUR_ILLISIBLE'
  | 'CLASSEUR_DEMESURE'
  | 'CLASSEUR_XML_INTERDIT'
  | 'COLONNES_MANQUANTES'
  | 'COLONNE_EN_DOUBLE';

/** Places and names of columns; never a value of the file. */
export type OuIllisible = Readonly<{ ligne?: number; limite?: string; colonnes?: string }>;

/** A département's file that is refused whole: nothing of it is taken. */
export class FichierIllisible extends Failure {
  constructor(code: CodeIllisible, details: OuIllisible = {}) {
    super('invalid', code, { message: `fichier refusé : ${code}`, details });
    this.name = 'FichierIllisible';
  }
}
