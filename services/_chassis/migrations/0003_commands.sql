-- Answers already given under an Idempotency-Key; written with the decision itself.
create table idempotency (
  agent text not null,
  key text not null,
  fingerprint text not null,
  version integer not null,
  answer jsonb not null,
  at timestamptz not null default now(),
  primary key (agent, key)
);

-- Who looked at whom, or tried to, and why.
create table access_trace (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  agent text not null,
  structure text,
  departement text,
  subject text not null,
  action text not null,
  purpose text not null,
  granted boolean not null,
  reason text
);
create index access_trace_by_subject on access_trace (subject, at);
create index access_trace_by_agent on access_trace (agent, at);

create trigger access_trace_append_only before update or delete on access_trace
  for each row execute function append_only();
