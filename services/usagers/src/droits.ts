import { type PersonalData } from '@relais/chassis/personal-data';
import { inventory } from '@relais/chassis/personal-data';
import { type Platform } from '@relais/chassis/lifecycle';
import { ouvrirDroits } from './adapters/http/acces-droits.js';
import { confirmer, demander, lireEffacement } from './adapters/postgres/effacements.js';
import { Effacements } from './application/droits/effacements.js';
import { type AutresServices } from './application/droits/ports.js';

type Moyens = Pick<Platform, 'pool' | 'journal' | 'ids' | 'clock' | 'relay'> & Readonly<{ donnees: PersonalData; autres: AutresServices }>;

/** The erasure of persons, on this database and with the other services. */
export const effacements = ({ pool, journal, ids, clock, relay, donnees, autres }: Moyens): Effacements =>
  new Effacements({
    ouvrirDroits: (acte, departement) => ouvrirDroits(pool, acte, departement),
    lire: (usagerId, effacementId) => lireEffacement(pool, usagerId, effacementId),
    demander: (demande) => demander(pool, demande),
    confirmer: async (confirmation) => {
      const fait = await confirmer({ pool, journal, lieux: donnees.places }, confirmation);
      relay.wake();
      return fait;
    },
    inventaires: async (usagerId) => [
      { service: 'usagers', lieux: await inventory(pool, donnees.places, usagerId) },
      ...(await autres.inventaires(usagerId)),
    ],
    ids,
    clock,
  });
