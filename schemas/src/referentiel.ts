import { readFileSync } from 'node:fs';

/** Why data of a kind is processed, on what ground, and how long it is kept. */
export type Traitement = Readonly<{ libelle: string; finalite: string; base: string; personnes: string; conservation: string }>;

type Referentiel = Readonly<{
  categories: Readonly<Record<string, Traitement>>;
  horsBus: readonly (Traitement & Readonly<{ donnees: string; destinataires: string }>)[];
}>;

const referentiel = JSON.parse(readFileSync(new URL('../referentiel.json', import.meta.url), 'utf8')) as Referentiel;

/** The data categories of the contract, by code. */
export const categories = referentiel.categories;

/** What is processed without going through the bus. */
export const horsBus = referentiel.horsBus;
