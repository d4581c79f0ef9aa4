import { type Decider, type LegalDate, ok, type UsagerId } from '@relais/kernel';
import { type DroitEvent, type DroitRsaFerme, type DroitRsaOuvert, type OrganismePayeur } from './events.js';
import { type MotifFermeture } from './rules.js';

type Constat = Readonly<{ usagerId: UsagerId; departement: string; foyerId: string }>;

/** What one flux says of one person in one foyer. */
export type ConstaterDroit =
  | (Constat &
      Readonly<{
        ouvert: true;
        role: string;
        organismePayeur: OrganismePayeur;
        dateDemande: LegalDate | null;
        dateReception: LegalDate;
        codeInsee: string | null;
      }>)
  | (Constat & Readonly<{ ouvert: false; motif: MotifFermeture; dateConstat: LegalDate }>);

export type DroitState =
  | Readonly<{ statut: 'inconnu' }>
  | Readonly<{ statut: 'ouvert' | 'ferme'; departement: string; foyerId: string }>;

type Ouverture = Extract<ConstaterDroit, { ouvert: true }>;
type Fermeture = Extract<ConstaterDroit, { ouvert: false }>;

const ferme = ({ usagerId, departement, foyerId, motif, dateConstat }: Fermeture): DroitRsaFerme => ({
  type: 'DroitRsaFerme',
  data: { usagerId, departement, foyerId, motif, dateConstat },
});

const ouvre = ({ ouvert: _, ...constat }: Ouverture): DroitRsaOuvert => ({
  type: 'DroitRsaOuvert',
  data: { ...constat, origine: 'FLUX_CAF_MSA' },
});

const constaterOuvert = (constat: Ouverture, etat: DroitState): readonly DroitEvent[] => {
  if (etat.statut !== 'ouvert') return [ouvre(constat)];
  if (etat.foyerId === constat.foyerId) return [];
  const { usagerId, dateReception } = constat;
  const quitte = { ...etat, usagerId, ouvert: false, motif: 'CHANGEMENT_DE_FOYER', dateConstat: dateReception } as const;
  return [ferme(quitte), ouvre(constat)];
};

// A foyer that the person has left for another one has nothing to close any more.
const constaterFerme = (constat: Fermeture, etat: DroitState): readonly DroitEvent[] =>
  etat.statut === 'ouvert' && etat.foyerId === constat.foyerId ? [ferme(constat)] : [];

/** One usager's right: a flux states facts, so nothing is ever refused; repeating it changes nothing. */
export const droitDecider: Decider<ConstaterDroit, DroitEvent, DroitState, never> = {
  initial: { statut: 'inconnu' },
  decide: (constat, etat) => ok(constat.ouvert ? constaterOuvert(constat, etat) : constaterFerme(constat, etat)),
  evolve: (etat, event) => {
    const { departement, foyerId } = event.data;
    switch (event.type) {
      case 'DroitRsaOuvert':
        return { statut: 'ouvert', departement, foyerId };
      case 'DroitRsaFerme':
        return etat.statut === 'ouvert' && etat.foyerId === foyerId ? { ...etat, statut: 'ferme' } : etat;
    }
  },
};
