import { type DetenuVu, type Inventoried } from '@relais/chassis/personal-data';

/** What a service says that it holds of a person; null when it could not be asked. */
export type InventaireService = Readonly<{ service: string; lieux: readonly Inventoried[] | null }>;
export type DetenuService = Readonly<{ service: string; detenu: DetenuVu | null }>;

/** The other services, asked one by one by their internal route. Never throws: what did not answer is told. */
export type AutresServices = Readonly<{
  inventaires: (usagerId: string) => Promise<readonly InventaireService[]>;
  detenus: (usagerId: string) => Promise<readonly DetenuService[]>;
}>;
