type Statement = Readonly<{ name: string; text: string }>;

// The head of each person moves first: its row lock serialises writers, and a row without a moved head has no rank,
// which the table refuses. A rank is never below the one of the person's sentence before: a transaction that began
// earlier and writes later would otherwise be sent first.
/** Facts of any persons. Prepared once a connection: planning costs more than writing. */
export const INSERT_MANY: Statement = { name: 'journal_many', text: `
  with head as (
    insert into journal_head as h (topic, key, last_sequence, added, last_xid)
    select s.topic, s.key, s.last, s.added, pg_current_xact_id()
    from unnest($11::text[], $12::text[], $13::int[], $14::int[]) as s (topic, key, last, added)
    where s.last = s.added or exists (select from journal_head k where k.topic = s.topic and k.key = s.key)
    order by s.topic, s.key
    on conflict (topic, key) do update
      set last_sequence = excluded.last_sequence, added = excluded.added, last_xid = greatest(h.last_xid, excluded.last_xid)
      where h.last_sequence + excluded.added = excluded.last_sequence
    returning topic, key, last_xid
  )
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at, xid)
  select f.id, f.topic, f.key, f.sequence, f.type, f.departement, f.payload, f.correlation_id, f.causation_id, $15, $10, head.last_xid
  from unnest($1::uuid[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::bytea[], $8::uuid[], $9::uuid[])
    with ordinality as f (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, rank)
    left join head on head.topic = f.topic and head.key = f.key
  order by f.rank` };

/** One fact, most often: the sequence that was expected, or whatever comes next when that is null. */
export const INSERT_ONE: Statement = {
  name: 'journal_one',
  text: `
  with head as (
    insert into journal_head as h (topic, key, last_sequence, added, last_xid)
    select $2, $3, coalesce($11::int, 1), 1, pg_current_xact_id()
    where coalesce($11::int, 1) = 1 or exists (select from journal_head k where k.topic = $2 and k.key = $3)
    on conflict (topic, key) do update
      set last_sequence = h.last_sequence + 1, added = 1, last_xid = greatest(h.last_xid, excluded.last_xid)
      where $11::int is null or h.last_sequence + 1 = $11::int
    returning last_sequence, last_xid
  )
  insert into journal (id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at, xid)
  select $1::uuid, $2, $3, last_sequence, $4, $5, $6, $7::uuid, $8::uuid, $9, $10::timestamptz, last_xid from (select) fact left join head on true
  returning sequence`,
};
