import { verifyRecords, type TrailReport } from '@relais/chassis/trail';
import { randomOf } from './random.js';
import { tamperings } from './tamperings.js';
import { instantAt, KEY, recordsOf, soundTrail, type Trail } from './trails.js';

export type Played = Readonly<{ seed: number; name: string; sound: Trail; tampered: Trail; before: TrailReport; after: TrailReport }>;

const NAMES = Object.keys(tamperings);
export const NOW = Date.parse(instantAt(20_000));

/** A sound trail and one tampering of it, from a seed, both verified with the seals that were told outside. */
export const play = (seed: number): Played => {
  const random = randomOf(seed);
  const name = NAMES[seed % NAMES.length] as string;
  const sound = soundTrail(random);
  const tampered = (tamperings[name] as (typeof tamperings)[string])(sound, random);
  const options = { key: KEY, anchors: sound.seals, now: NOW };
  return { seed, name, sound, tampered, before: verifyRecords(recordsOf(sound), options), after: verifyRecords(recordsOf(tampered), options) };
};
