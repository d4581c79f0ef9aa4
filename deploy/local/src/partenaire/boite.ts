import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** One webhook as it was received. */
export interface Recu {
  /** webhook-id: the same for every try of one message. */
  readonly id: string;
  /** Instant of the first reception (ISO 8601, UTC). */
  readonly recuLe: string;
  readonly corps: unknown;
}

/** The webhooks received, each once, kept in a file of JSON lines. */
export class Boite {
  private readonly recus: Recu[];
  private readonly connus: Set<string>;
  private doublons = 0;

  constructor(private readonly fichier: string) {
    const lignes = existsSync(fichier) ? readFileSync(fichier, 'utf8').split('\n') : [];
    this.recus = lignes.filter((ligne) => ligne.endsWith('}')).map((ligne) => JSON.parse(ligne) as Recu);
    this.connus = new Set(this.recus.map(({ id }) => id));
  }

  /** Keeps it; false when this id was already there. */
  garder(recu: Recu): boolean {
    if (this.connus.has(recu.id)) {
      this.doublons += 1;
      return false;
    }
    appendFileSync(this.fichier, `${JSON.stringify(recu)}\n`);
    this.connus.add(recu.id);
    this.recus.push(recu);
    return true;
  }

  /** What is there, in order of reception, and how many repeated deliveries were set aside since the start. */
  contenu(): { readonly recus: readonly Recu[]; readonly doublons: number } {
    return { recus: [...this.recus], doublons: this.doublons };
  }
}
