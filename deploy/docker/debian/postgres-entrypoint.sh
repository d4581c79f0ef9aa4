#!/bin/sh
# As the published image does: a first run creates the superuser postgres with POSTGRES_PASSWORD, then the command runs.
set -eu
export PGDATA="${PGDATA:-/var/lib/postgresql/data}"
as_postgres() { setpriv --reuid postgres --regid postgres --init-groups "$@"; }
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 700 "$PGDATA"
  secret=$(mktemp)
  printf '%s' "${POSTGRES_PASSWORD:?}" >"$secret"
  chown postgres "$secret"
  as_postgres initdb -U postgres -E UTF8 --auth=scram-sha-256 --pwfile="$secret" >/dev/null
  rm "$secret"
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  install -d -o postgres -g postgres -m 775 /var/run/postgresql
  as_postgres pg_ctl -w start -o "-c listen_addresses=''"
  as_postgres pg_ctl -w stop
fi
[ "$1" = postgres ] && set -- "$@" -c "listen_addresses=*"
exec setpriv --reuid postgres --regid postgres --init-groups "$@"
