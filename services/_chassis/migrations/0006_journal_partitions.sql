-- The journal by periods: what is old can be set aside whole, without a dead row.
alter table journal rename to journal_whole;
alter index journal_in_commit_order rename to journal_whole_in_commit_order;

create sequence journal_position as bigint;

create table journal (
  position bigint not null default nextval('journal_position'),
  -- The rank in commit order: the transaction, or the one that told the sentence before of the same person when that is later.
  xid xid8 not null default pg_current_xact_id(),
  -- By the clock of the database: the one of the service may be moved.
  recorded_at timestamptz not null default now(),
  id uuid not null,
  topic text not null,
  key text not null,
  sequence integer not null check (sequence > 0),
  type text not null,
  departement text not null,
  payload bytea not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  at timestamptz not null
) partition by range (recorded_at);
alter sequence journal_position owned by journal.position;

create index journal_in_commit_order on journal (xid, position);
create index journal_by_key on journal (topic, key, sequence);

-- The last sequence of each person and topic: the lock between writers, and the proof that each is taken once.
-- No unique index of a partitioned table could be that without the period in it.
create table journal_head (
  topic text not null,
  key text not null,
  last_sequence integer not null check (last_sequence > 0),
  -- How many the last writing added.
  added integer not null check (added > 0),
  last_xid xid8 not null,
  primary key (topic, key)
) with (fillfactor = 80);

create trigger journal_append_only before update or delete on journal
  for each row execute function append_only();
create trigger journal_never_truncated before truncate on journal
  for each statement execute function append_only();

-- Holds what falls in a period that nobody prepared; it stays empty when all goes well.
create table journal_default partition of journal default;
create trigger journal_never_truncated before truncate on journal_default
  for each statement execute function append_only();

-- Prepares the period (day, month or year) that holds an instant; true when it was made now.
-- Attached rather than created in place: writers are not held up.
create function journal_prepare(period text, instant timestamptz) returns boolean language plpgsql as $$
declare
  first timestamptz := date_trunc(period, instant at time zone 'UTC') at time zone 'UTC';
  after timestamptz := (date_trunc(period, instant at time zone 'UTC') + ('1 ' || period)::interval) at time zone 'UTC';
  name text := 'journal_' || to_char(first at time zone 'UTC', case period when 'year' then 'YYYY' when 'month' then 'YYYY_MM' else 'YYYY_MM_DD' end);
begin
  perform pg_advisory_xact_lock(hashtext('relais.journal.periods'));
  if to_regclass(name) is not null then
    return false;
  end if;
  execute format('create table %I (like journal including defaults including constraints)', name);
  execute format('create trigger journal_never_truncated before truncate on %I for each statement execute function append_only()', name);
  execute format('alter table journal attach partition %I for values from (%L) to (%L)', name, first, after);
  return true;
exception
  -- Another length of period already covers that instant.
  when invalid_object_definition then
    return false;
end
$$;

select journal_prepare('month', now());
insert into journal (position, xid, id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at)
  select position, xid, id, topic, key, sequence, type, departement, payload, correlation_id, causation_id, traceparent, at
  from journal_whole order by xid, position;
select setval('journal_position', coalesce(max(position), 0) + 1, false) from journal;
insert into journal_head (topic, key, last_sequence, added, last_xid)
  select distinct on (topic, key) topic, key, sequence, 1, xid from journal order by topic, key, sequence desc;
drop table journal_whole;
