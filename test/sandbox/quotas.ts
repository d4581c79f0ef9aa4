import { type Etat } from './etat.js';
import { type Quota } from './modele.js';

const UNITES: Record<string, number> = { s: 1, m: 60, h: 3600, j: 86_400 };

/** Reads `5/s`, `300/m`; undefined when it is not of that form. */
export function lireQuota(texte: string): Quota | undefined {
  const [, limite, unite] = /^([1-9]\d*)\/([smhj])$/.exec(texte) ?? [];
  const fenetreSecondes = UNITES[unite ?? ''];
  return fenetreSecondes ? { limite: Number(limite), fenetreSecondes } : undefined;
}

export interface Depassement {
  /** Whole seconds before a call passes again; null when the quota hides it. */
  retryAfter: number | null;
}

/** Sliding window per client and API; counts only what it let pass. Not persisted. */
export class Quotas {
  private readonly passages = new Map<string, number[]>();

  constructor(private readonly etat: Etat) {}

  /** Counts one call at `instant` (epoch ms); returns the excess, or undefined when the call may pass. */
  compter(clientId: string, api: string, instant: number): Depassement | undefined {
    const quota = this.etat.quotas[api] ?? this.etat.quotas['*'];
    if (!quota) return undefined;
    const cle = `${clientId} ${api}`;
    const fenetre = quota.fenetreSecondes * 1000;
    const recents = (this.passages.get(cle) ?? []).filter((passage) => passage > instant - fenetre);
    this.passages.set(cle, recents);
    const premier = recents.at(-quota.limite);
    if (premier === undefined) {
      recents.push(instant);
      return undefined;
    }
    const secondes = Math.max(1, Math.ceil((premier + fenetre - instant) / 1000));
    return { retryAfter: quota.sansRetryAfter ? null : secondes };
  }

  oublier(): void {
    this.passages.clear();
  }
}
