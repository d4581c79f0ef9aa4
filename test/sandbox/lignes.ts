import { appendFileSync, closeSync, ftruncateSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Append-only file of JSON lines, written before the answer leaves, so a killed process loses nothing it answered. */
export class FichierLignes {
  private readonly descripteur: number;

  constructor(private readonly chemin: string) {
    mkdirSync(dirname(chemin), { recursive: true });
    this.descripteur = openSync(chemin, 'a');
  }

  /**
   * Reads every line, oldest first. A torn last line (process killed while writing) is cut off the file.
   * Throws when another line cannot be read.
   */
  relire(recevoir: (ligne: unknown) => void): void {
    const contenu = readFileSync(this.chemin);
    let debut = 0;
    for (let numero = 1; debut < contenu.length; numero += 1) {
      const fin = contenu.indexOf(0x0a, debut);
      if (fin < 0) break;
      recevoir(this.decoder(contenu.toString('utf8', debut, fin), numero));
      debut = fin + 1;
    }
    if (debut < contenu.length) ftruncateSync(this.descripteur, debut);
  }

  ajouter(ligne: unknown): void {
    appendFileSync(this.descripteur, `${JSON.stringify(ligne)}\n`);
  }

  vider(): void {
    ftruncateSync(this.descripteur, 0);
  }

  fermer(): void {
    closeSync(this.descripteur);
  }

  private decoder(texte: string, numero: number): unknown {
    try {
      return JSON.parse(texte);
    } catch {
      throw new Error(`${this.chemin} : la ligne ${numero} est illisible. Supprimez ce dossier de données pour repartir de zéro.`);
    }
  }
}
