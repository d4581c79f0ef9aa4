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

const FACT = 'id, topic, key, type, departement, payload, correlation_id, causation_id, traceparent, at';
const GIVEN = '$1::uuid, $2, $3, $4, $5, $6, $7::uuid, $8::uuid, $9, $10::timestamptz';

/** The first fact of a person on a topic. That it is the first, the key of the head says. */
export const INSERT_FIRST: Statement = {
  name: 'journal_first',
  text: `
  with head as (
    insert into journal_head (topic, key, last_sequence, added, last_xid) values ($2, $3, 1, 1, pg_current_xact_id())
  )
  insert into journal (${FACT}, sequence, xid) values (${GIVEN}, 1, pg_current_xact_id())`,
};

/** The fact of the sequence expected after the last one. */
export const INSERT_EXPECTED: Statement = {
  name: 'journal_expected',
  text: `
  with head as (
    update journal_head h set last_sequence = $11::int, added = 1, last_xid = greatest(h.last_xid, pg_current_xact_id())
    where topic = $2 and key = $3 and last_sequence = $11::int - 1
    returning last_xid
  )
  insert into journal (${FACT}, sequence, xid) values (${GIVEN}, $11::int, (select last_xid from head))`,
};

/** One fact after whatever came last. */
export const INSERT_NEXT: Statement = {
  name: 'journal_next',
  text: `
  with head as (
    insert into journal_head as h (topic, key, last_sequence, added, last_xid) values ($2, $3, 1, 1, pg_current_xact_id())
    on conflict (topic, key) do update
      set last_sequence = h.last_sequence + 1, added = 1, last_xid = greatest(h.last_xid, excluded.last_xid)
    returning last_sequence, last_xid
  )
  insert into journal (${FACT}, sequence, xid) select ${GIVEN}, last_sequence, last_xid from head
  returning sequence`,
};
