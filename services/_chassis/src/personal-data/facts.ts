import { type Codec } from '@relais/schemas';
import { type Queryable } from '../postgres/index.js';

type Told = Readonly<{ topic: string; type: string; le: string; donnees: Readonly<Record<string, unknown>> | null }>;
type Seen = Readonly<{ le: string; structure: string | null; acte: string; finalite: string; accorde: boolean }>;

/** Everything this service's journal tells of a person, oldest first; `donnees` is null for bytes of a schema no longer known. */
export const factsOf = async (db: Queryable, codec: Codec, person: string): Promise<Told[]> => {
  const { rows } = await db.query<{ topic: string; type: string; at: Date; payload: Buffer }>(
    'select topic, type, at, payload from journal where key = $1 order by topic, sequence',
    [person],
  );
  return Promise.all(
    rows.map(async ({ topic, type, at, payload }) => {
      const read = await codec.decode(payload);
      return { topic, type, le: at.toISOString(), donnees: read.known ? (read.data) : null };
    }),
  );
};

/** Who looked at a person, by structure: the agents are not named. */
export const accessesTo = async (db: Queryable, person: string): Promise<Seen[]> => {
  const { rows } = await db.query<Omit<Seen, 'le'> & { at: Date }>(
    `select at, structure, action as acte, purpose as finalite, granted as accorde from access_trace where subject = $1 order by id`,
    [person],
  );
  return rows.map(({ at, ...rest }) => ({ le: at.toISOString(), ...rest }));
};
