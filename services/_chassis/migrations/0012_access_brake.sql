-- How many persons an account may have seen within so many minutes: its usual day's share, and a margin beyond.
create table access_limit (
  minutes integer primary key check (minutes between 1 and 1440),
  act text not null check (act in ('ALERTE', 'FREIN')),
  -- Records beyond normal use that a stolen account gets at most.
  margin integer not null check (margin between 1 and 500),
  usual_share numeric not null check (usual_share between 0 and 1),
  -- Whatever is usual: who takes more each day does not go on for ever.
  ceiling integer not null check (ceiling > 0)
);
insert into access_limit (minutes, act, margin, usual_share, ceiling) values
  (10, 'ALERTE', 60, 0.25, 500),
  (1440, 'FREIN', 300, 1, 2000);

-- What was told of accounts that go beyond it: alarms, accounts stopped, stops lifted.
create table access_brake (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  agent text not null,
  act text not null check (act in ('ALERTE', 'ARRET', 'LEVEE')),
  minutes integer,
  persons integer,
  allowed integer,
  author text,
  reason text
);
create index access_brake_by_agent on access_brake (agent, id);
create trigger access_brake_append_only before update or delete on access_brake
  for each row execute function append_only();
create trigger access_brake_never_truncated before truncate on access_brake
  for each statement execute function append_only();
