#!/bin/sh
# Makes the two roles of the service in an empty Postgres: the owner migrates the schema, the application uses it.
# Passwords come by environment variables, since others see arguments.
set -e
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" <<'SQL'
\getenv owner_password COLLECKT_OWNER_ROLE_PASSWORD
\getenv app_password COLLECKT_APP_ROLE_PASSWORD
create role colleckt_owner login password :'owner_password';
create role colleckt_app login password :'app_password';
create database colleckt owner colleckt_owner;
SQL
