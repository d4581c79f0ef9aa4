import { type Queryable } from '../postgres/index.js';

/** For so long each move of the relay is kept; then one a minute, the last. */
const EXACT_DAYS = 7;

// A fact is told to be published at the first move not before it: the last one of a minute answers for the others of that minute.
const THIN = `
  delete from relay_progress p using (
    select xid, position, at, lead(at) over (order by xid, position) as next
    from relay_progress where name = $1 and at < $2::timestamptz - make_interval(days => $3)
  ) r
  where p.name = $1 and (p.xid, p.position) = (r.xid, r.position) and date_trunc('minute', r.at) = date_trunc('minute', r.next)`;

const FORGET = `
  delete from relay_progress p using (select xid, position from journal order by xid, position limit 1) first
  where p.name = $1 and (p.xid, p.position) < (first.xid, first.position)`;

/** Keeps what tells when a fact of the journal was published: exactly for some days, to the minute before; nothing of what is set aside. */
export const thinProgress = async (db: Queryable, service: string, now: Date): Promise<void> => {
  await db.query(FORGET, [service]);
  await db.query(THIN, [service, now, EXACT_DAYS]);
};
