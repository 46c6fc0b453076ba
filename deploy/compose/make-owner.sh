#!/bin/sh
# Run once, when PostgreSQL makes its data folder: the owner of Vigie's tables, who is no superuser.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --set=password="$(cat /run/secrets/vigie_db_password)" <<'SQL'
CREATE ROLE vigie LOGIN CREATEROLE NOSUPERUSER PASSWORD :'password';
CREATE DATABASE vigie OWNER vigie;
SQL
