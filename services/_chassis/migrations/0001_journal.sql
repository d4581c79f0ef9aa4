-- The journal is the outbox: what a service says, in the order it was decided, ready to send.
create table journal (
  position bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  id uuid not null unique,
  topic text not null,
  key text not null,
  sequence integer not null check (sequence > 0),
  type text not null,
  departement text not null,
  payload bytea not null,
  correlation_id uuid not null,
  causation_id uuid,
  traceparent text,
  at timestamptz not null,
  -- One history per person and topic: the next sequence can be taken once only.
  unique (topic, key, sequence)
);

-- Commit order is (xid, position): identity values are taken before commit and prove nothing.
create index journal_in_commit_order on journal (xid, position);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger journal_append_only before update or delete on journal
  for each row execute function append_only();
create trigger journal_never_truncated before truncate on journal
  for each statement execute function append_only();

create table relay_cursor (
  name text primary key,
  xid xid8 not null,
  position bigint not null
);
