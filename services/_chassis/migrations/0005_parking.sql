-- A parked person is designated by an id that says nothing of them: a key may be anything.
alter table parked_key add column id uuid not null default gen_random_uuid();
create unique index parked_key_by_id on parked_key (id);

-- What people did with parked messages, why, and the message as it was before.
create table parking_act (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  consumer text not null,
  topic text not null,
  key text not null,
  act text not null check (act in ('REPRISE', 'CORRECTION', 'PASSAGE', 'TROU')),
  author text not null,
  reason text not null,
  partition integer,
  message_offset bigint,
  headers jsonb,
  value bytea
);
create index parking_act_by_key on parking_act (consumer, topic, key, id);

create trigger parking_act_append_only before update or delete on parking_act
  for each row execute function append_only();
