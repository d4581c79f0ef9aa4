import { type LegalDate, type UsagerId } from '@relais/kernel';
import { type MotifFermeture } from './rules.js';

export type OrganismePayeur = 'CAF' | 'MSA';

/** A person has become subject to droits et devoirs in a département. */
export type DroitRsaOuvert = Readonly<{
  type: 'DroitRsaOuvert';
  data: Readonly<{
    usagerId: UsagerId;
    departement: string;
    foyerId: string;
    /** ROLEPERS as received: DEM, CJT, … */
    role: string;
    organismePayeur: OrganismePayeur;
    dateDemande: LegalDate | null;
    /** Reception by the département's services: starts the six weeks of art. D. 262-65-2 CASF. */
    dateReception: LegalDate;
    /** Where the foyer lives; null when the flux does not say it. */
    codeInsee: string | null;
    origine: 'FLUX_CAF_MSA';
  }>;
}>;

/** A person is no longer subject to droits et devoirs through that foyer. */
export type DroitRsaFerme = Readonly<{
  type: 'DroitRsaFerme';
  data: Readonly<{
    usagerId: UsagerId;
    departement: string;
    foyerId: string;
    motif: MotifFermeture;
    dateConstat: LegalDate;
  }>;
}>;

export type DroitEvent = DroitRsaOuvert | DroitRsaFerme;
