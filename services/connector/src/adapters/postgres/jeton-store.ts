import { type Pool } from '@relais/chassis/postgres';
import { type JetonStore } from '../france-travail/jeton-cache.js';
import { type Sceau } from './sceau.js';

type Row = Readonly<{ sceau: Buffer; expire_le: Date }>;

const objet = (departement: string, usagerId: string): string => `jeton ${departement} ${usagerId}`;

/**
 * Jetons of one département kept in Postgres, sealed, by usagerId. One that can no longer be opened (key
 * changed) counts as absent.
 */
export const createJetonStore = (pool: Pool, sceau: Sceau, departement: string): JetonStore => ({
  read: async (usagerId) => {
    const { rows } = await pool.query<Row>('select sceau, expire_le from jeton where departement = $1 and usager_id = $2', [departement, usagerId]);
    const [row] = rows;
    if (!row) return undefined;
    try {
      return { value: sceau.ouvrir(objet(departement, usagerId), row.sceau), goodUntilMs: row.expire_le.getTime() };
    } catch {
      return undefined;
    }
  },
  write: async (usagerId, { value, goodUntilMs }) => {
    await pool.query(
      `insert into jeton (departement, usager_id, sceau, expire_le) values ($1, $2, $3, $4)
       on conflict (departement, usager_id) do update set sceau = excluded.sceau, expire_le = excluded.expire_le`,
      [departement, usagerId, sceau.sceller(objet(departement, usagerId), value), new Date(goodUntilMs)],
    );
  },
  forget: async (usagerId) => {
    await pool.query('delete from jeton where departement = $1 and usager_id = $2', [departement, usagerId]);
  },
});

/** Removes the jetons whose day is over. */
export const purgerJetons = async (pool: Pool): Promise<number> => {
  const { rowCount } = await pool.query('delete from jeton where expire_le < now()');
  return rowCount ?? 0;
};
