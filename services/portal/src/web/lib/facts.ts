import { type Fait } from './model.js';
import { type Reach, STAYS } from './reach.js';
import { stories, type Told } from './stories.js';

const told = ({ type, resume }: Fait): Told | undefined => (stories as Readonly<Record<string, ((seen: object) => Told) | undefined>>)[type]?.(resume);

/** Tells a fact; one of a service newer than the pages is told by its own name. */
export const tell = (fait: Fait): Told => told(fait) ?? { title: fait.type.split('.').at(-1) ?? fait.type, source: fait.service, text: '', reach: STAYS };

/** Whether France Travail and partners are told of a fact, and why not. */
export const reachOf = (fait: Fait): Reach => (told(fait)?.reach ?? STAYS)(fait);
