import { createHash } from 'node:crypto';
import { appliquer, etatInitial, type Depart, type Etat, type Mutation } from './etat.js';
import { type FichierLignes } from './lignes.js';

interface Ligne {
  compteur: number;
  mutations: readonly Mutation[];
}

export interface OptionsDepot {
  graine: string;
  depart: Depart;
  fichier: FichierLignes | undefined;
}

/** State, its log and its seeded id generator: everything that changes passes through `emettre`. */
export class Depot {
  readonly etat: Etat;

  constructor(private readonly options: OptionsDepot) {
    this.etat = etatInitial(options.depart);
    options.fichier?.relire((ligne) => this.rejouer(ligne as Ligne));
  }

  /** Logs then applies mutations as one atomic line: all of them survive a kill, or none. */
  emettre(...mutations: Mutation[]): void {
    this.emettreTout(mutations);
  }

  /** Same as `emettre`, for lists of any length. */
  emettreTout(mutations: readonly Mutation[]): void {
    if (mutations.length === 0) return;
    this.options.fichier?.ajouter({ compteur: this.etat.compteur, mutations } satisfies Ligne);
    // A structured copy: what callers keep must not be what the state holds.
    for (const mutation of structuredClone(mutations) as Mutation[]) appliquer(this.etat, mutation, this.options.depart);
  }

  /** 32 bytes drawn from the seed: same seed and same calls, same values. */
  tirer(espece: string): Buffer {
    this.etat.compteur += 1;
    const { generation, compteur } = this.etat;
    return createHash('sha256').update(`${this.options.graine} ${generation} ${compteur} ${espece}`).digest();
  }

  uuid(espece: string): string {
    const octets = this.tirer(espece).subarray(0, 16);
    octets.writeUInt8((octets.readUInt8(6) & 0x0f) | 0x40, 6);
    octets.writeUInt8((octets.readUInt8(8) & 0x3f) | 0x80, 8);
    return octets.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  private rejouer(ligne: Ligne): void {
    this.etat.compteur = ligne.compteur;
    for (const mutation of ligne.mutations) appliquer(this.etat, mutation, this.options.depart);
  }
}

/** Digest under which a secret (token, jeton) is kept. */
export const empreinte = (secret: string): string => createHash('sha256').update(secret).digest('hex');
