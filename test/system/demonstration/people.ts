import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cleDe } from '../../kit/flux-caf.js';

/** An invented person of the demonstration. */
export type Person = Readonly<{
  /** How the demonstration calls that person. */
  surnom: string;
  nir: string;
  dateNaissance: string;
  nom: string;
  prenom: string;
  numeroFranceTravail: string;
}>;

const cast = [
  { surnom: 'Amina', nom: 'DÉMONSTRATION', prenom: 'AMINA', sexe: 2 },
  { surnom: 'Bastien', nom: 'DÉMONSTRATION', prenom: 'BASTIEN', sexe: 1 },
  { surnom: 'Chloé', nom: 'DÉMONSTRATION', prenom: 'CHLOÉ', sexe: 2 },
] as const;

/** Counts the demonstrations played on these data, so that each has people of its own. */
export const nextRun = (data: string): number => {
  const file = path.join(data, 'demonstration.json');
  const last = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { lancements: number }).lancements : 0;
  mkdirSync(data, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ lancements: last + 1 })}\n`);
  return last + 1;
};

/** The people of one run: NIRs with a right key, numbers France Travail could have given. */
export const peopleOf = (run: number): Person[] =>
  cast.map(({ sexe, ...named }, index) => {
    const rank = run * cast.length + index;
    // Born in a month and a place that the generator of the rest of the flux does not use.
    const nir = `${sexe}9101${'99'}${String(100 + (rank % 899)).padStart(3, '0')}${String(1 + (Math.floor(rank / 899) % 998)).padStart(3, '0')}`;
    return {
      ...named,
      nir: `${nir}${cleDe(nir)}`,
      dateNaissance: '1991-01-15',
      numeroFranceTravail: String(33_000_000_000 + rank),
    };
  });
