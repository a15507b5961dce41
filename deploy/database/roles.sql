-- The product's roles and its empty database, on a server of your own (PostgreSQL 15 or newer). May be run again: it sets attributes, passwords and grants anew.
--   OWNER_PASSWORD_FILE=… APP_PASSWORD_FILE=… psql --no-psqlrc -f deploy/database/roles.sql "host=… user=<administrator> dbname=postgres"
-- The same as data/Shared/DatabaseRoles.cs does with PIVOTAL_DB. Passwords come from files, so that they are on no command line.
\set ON_ERROR_STOP on
set client_min_messages = warning;
\set owner_password `cat "$OWNER_PASSWORD_FILE"`
\set app_password `cat "$APP_PASSWORD_FILE"`

select format('create role %I', name)
from unnest(array['pivotal_owner', 'pivotal_app', 'pivotal_search']) as name
where not exists (select from pg_roles where rolname = name)
\gexec

alter role pivotal_owner with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'owner_password';
alter role pivotal_app with login nosuperuser nobypassrls nocreatedb nocreaterole noreplication password :'app_password';
-- Cannot sign in; owns the few functions that look past row-level security.
alter role pivotal_search with nologin nosuperuser bypassrls nocreatedb nocreaterole noreplication;
-- The owner hands those functions over in migrations.
grant pivotal_search to pivotal_owner;

select 'create database pivotal owner pivotal_owner'
where not exists (select from pg_database where datname = 'pivotal')
\gexec

revoke all on database pivotal from public;
grant connect on database pivotal to pivotal_app, pivotal_search;

\connect pivotal
grant usage, create on schema public to pivotal_owner;
grant usage on schema public to pivotal_app, pivotal_search;
revoke create on schema public from pivotal_app, pivotal_search, public;
