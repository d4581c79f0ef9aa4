#!/bin/sh
# One database and one owner a service, and the registry's: what the local stack does for its embedded server.
set -eu
for name in usagers orientation connector registre; do
  psql -v ON_ERROR_STOP=1 -U postgres -v name="$name" -v password="$POSTGRES_PASSWORD" <<'SQL'
create role :"name" login password :'password';
create database :"name" owner :"name";
SQL
done
