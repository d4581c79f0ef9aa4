import { type FichierLignes } from './lignes.js';

/** One API call received. Never a NIR, a jeton or a token. */
export interface EntreeJournal {
  numero: number;
  instant: string;
  api: string;
  operation: string;
  /** HTTP status answered (or that would have been, for a lost answer). */
  status: number;
  clientId: string | null;
  /** pa-identifiant-agent as received. */
  agent: string | null;
  /** Keyed digest of the request body; null without body. */
  empreinteCorps: string | null;
  /** Person concerned, when a valid jeton designated one. */
  numeroFranceTravail: string | null;
  /** Type of the fault that was applied. */
  faute: string | null;
  /** Trace id of the W3C traceparent header. */
  traceId: string | null;
}

const PLAFOND = 50_000;

/** Calls received, oldest first; memory keeps the last 50,000. */
export class Journal {
  private entrees: EntreeJournal[] = [];
  private dernier = 0;

  constructor(private readonly fichier: FichierLignes | undefined) {
    fichier?.relire((ligne) => this.garder(ligne as EntreeJournal));
  }

  noter(entree: Omit<EntreeJournal, 'numero'>): void {
    const complete = { numero: this.dernier + 1, ...entree };
    this.fichier?.ajouter(complete);
    this.garder(complete);
  }

  /** Entries matching every given field, after entry number `depuis`. */
  lire(filtre: Partial<EntreeJournal> = {}, depuis = 0): EntreeJournal[] {
    const criteres = Object.entries(filtre);
    return this.entrees.filter(
      (entree) => entree.numero > depuis && criteres.every(([champ, valeur]) => entree[champ as keyof EntreeJournal] === valeur),
    );
  }

  derniers(nombre: number): EntreeJournal[] {
    return this.entrees.slice(-nombre).reverse();
  }

  vider(): void {
    this.fichier?.vider();
    this.entrees = [];
    this.dernier = 0;
  }

  private garder(entree: EntreeJournal): void {
    this.entrees.push(entree);
    this.dernier = entree.numero;
    if (this.entrees.length > PLAFOND * 1.1) this.entrees = this.entrees.slice(-PLAFOND);
  }
}
