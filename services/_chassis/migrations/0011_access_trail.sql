-- What kind of access, from where (an address, or the channel), and the place in commit order.
alter table access_trace
  add column kind text not null default 'consultation' check (kind in ('consultation', 'modification', 'transmission')),
  add column origin text,
  add column xid xid8 not null default pg_current_xact_id();
create index access_trace_in_commit_order on access_trace (xid, id);

-- How long the lines are kept; never less than a year.
create table access_retention (
  only_row boolean primary key default true check (only_row),
  days integer not null check (days >= 365),
  source text not null
);
insert into access_retention (days, source) values (365, 'CASF, art. R. 262-107 : traces des consultations, mises à jour et échanges gardées un an');

-- Lines leave once their time is over, and never change.
create function kept_for_its_retention() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and old.at < now() - make_interval(days => (select days from access_retention)) then return old; end if;
  raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end
$$;

drop trigger access_trace_append_only on access_trace;
create trigger access_trace_append_only before update or delete on access_trace
  for each row execute function kept_for_its_retention();
create trigger access_trace_never_truncated before truncate on access_trace
  for each statement execute function append_only();

-- Each line holds the one before: written after the fact, in commit order, so that no writer waits for another.
create table access_chain (
  rank bigint primary key,
  trace bigint not null unique,
  xid xid8 not null,
  hash bytea not null,
  at timestamptz not null default now()
);
create trigger access_chain_append_only before update or delete on access_chain
  for each row execute function kept_for_its_retention();
create trigger access_chain_never_truncated before truncate on access_chain
  for each statement execute function append_only();

-- Where the chain was, under a key that the database does not hold; each seal holds the one before.
create table access_seal (
  number bigint primary key,
  rank bigint not null,
  hash bytea not null,
  at text not null,
  previous bytea not null,
  mac bytea not null
);
create trigger access_seal_append_only before update or delete on access_seal
  for each row execute function append_only();
create trigger access_seal_never_truncated before truncate on access_seal
  for each statement execute function append_only();
