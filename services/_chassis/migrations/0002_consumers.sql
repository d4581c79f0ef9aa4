-- Where each consumer stands; moved in the same transaction as the effects.
create table consumer_offset (
  consumer text not null,
  topic text not null,
  partition integer not null,
  next_offset bigint not null,
  primary key (consumer, topic, partition)
);

-- The last sequence applied for each person: proof of once and of order.
create table inbox (
  consumer text not null,
  topic text not null,
  key text not null,
  last_sequence integer not null,
  primary key (consumer, topic, key)
);

-- A person whose events wait; the row is the lock between the live consumer and a resumption.
create table parked_key (
  consumer text not null,
  topic text not null,
  key text not null,
  failure_class text not null,
  code text not null,
  reason text not null,
  parked_at timestamptz not null default now(),
  primary key (consumer, topic, key)
);

create table parked_message (
  consumer text not null,
  topic text not null,
  partition integer not null,
  message_offset bigint not null,
  key text not null,
  headers jsonb not null,
  value bytea,
  parked_at timestamptz not null default now(),
  primary key (consumer, topic, partition, message_offset)
);
create index parked_message_by_key on parked_message (consumer, topic, key, message_offset);
