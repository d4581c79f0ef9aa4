import { Failure } from '@relais/kernel';

/** Where a flux stops being readable, and what was expected there; never a value of the file. */
export type Illisible = Readonly<{ ligne: number; colonne: number; attendu: string; trouve?: string }>;

/** The flux cannot be read past this point; what came before it stands. */
export class FluxIllisible extends Failure {
  constructor(readonly position: Illisible) {
    const trouve = position.trouve === undefined ? '' : `, trouvé : ${position.trouve}`;
    super('invalid', 'FLUX_ILLISIBLE', {
      message: `Fichier illisible ligne ${position.ligne}, colonne ${position.colonne} ; attendu : ${position.attendu}${trouve}.`,
      details: position,
    });
    this.name = 'FluxIllisible';
  }
}
