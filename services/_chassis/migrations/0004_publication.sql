-- How far the brokers had acknowledged the journal, and when: one row each time the relay moves.
create table relay_progress (
  name text not null,
  xid xid8 not null,
  position bigint not null,
  -- Unknown for what was sent before this table.
  at timestamptz,
  primary key (name, xid, position)
);
insert into relay_progress (name, xid, position) select name, xid, position from relay_cursor;

create function note_relay_progress() returns trigger language plpgsql as $$
begin
  insert into relay_progress (name, xid, position, at) values (new.name, new.xid, new.position, clock_timestamp()) on conflict do nothing;
  return null;
end
$$;
create trigger relay_cursor_progress after insert or update on relay_cursor
  for each row execute function note_relay_progress();
