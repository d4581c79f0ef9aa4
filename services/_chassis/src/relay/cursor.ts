import { type Queryable } from '../postgres/index.js';
import { type Cursor } from './pages.js';

/** How far the relay of a service has sent; nothing yet when it never ran. */
export const readCursor = async (db: Queryable, service: string): Promise<Cursor> => {
  const { rows } = await db.query<{ xid: string; position: string }>(
    'select xid::text as xid, position::text as position from relay_cursor where name = $1',
    [service],
  );
  const [row] = rows;
  return row ? { xid: BigInt(row.xid), position: BigInt(row.position) } : { xid: 0n, position: 0n };
};

/**
 * Keeps how far everything was acknowledged; never goes back, whoever writes late. Not waited for on the disk: a
 * cursor that a crash takes back sends a page again, as any crash between a send and the cursor does.
 */
export const saveCursor = async (db: Queryable, service: string, { xid, position }: Cursor): Promise<void> => {
  await db.query(
    `insert into relay_cursor as c (name, xid, position)
     select $1, $2::xid8, $3 where set_config('synchronous_commit', 'off', true) = 'off'
     on conflict (name) do update set xid = excluded.xid, position = excluded.position
     where (c.xid, c.position) < (excluded.xid, excluded.position)`,
    [service, String(xid), String(position)],
  );
};
