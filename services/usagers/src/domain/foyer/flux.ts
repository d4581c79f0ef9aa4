import { type FoyerDeclare } from './declaration.js';

/** IdentificationFlux: who made the file, when, for which month. */
export type EnteteFlux = Readonly<{
  emetteur: string;
  version: string | null;
  /** VERSIONFLUX, which VRSD0301 has. */
  versionFlux: string | null;
  /** TYPEFLUX, the frequency (`M` monthly). */
  frequence: string;
  nature: string | null;
  dateCreation: string;
  dateReference: string;
}>;

/** TransmissionFlux: the sender's own count of dossiers. */
export type TotauxFlux = Readonly<{ foyers: number; foyersEnAnomalie: number | null }>;

/** What a flux bénéficiaires gives, in its order. */
export type ElementFlux =
  | Readonly<{ type: 'entete'; entete: EnteteFlux }>
  | Readonly<{ type: 'foyer'; foyer: FoyerDeclare }>
  | Readonly<{ type: 'totaux'; totaux: TotauxFlux }>;
