-- The role that `pg_dump` signs in as: it reads every tenant's rows and can change nothing. Keep its password away from the product's processes.
--   BACKUP_PASSWORD_FILE=… psql --no-psqlrc -f deploy/database/backup-role.sql "host=… user=<administrator> dbname=pivotal"
\set ON_ERROR_STOP on
set client_min_messages = warning;
\set backup_password `cat "$BACKUP_PASSWORD_FILE"`

select 'create role pivotal_backup' where not exists (select from pg_roles where rolname = 'pivotal_backup')
\gexec

-- Row-level security is forced for everybody else, and a dump that silently left rows out would be none: pg_dump refuses without this attribute.
alter role pivotal_backup with login nosuperuser bypassrls nocreatedb nocreaterole noreplication password :'backup_password';
grant pg_read_all_data to pivotal_backup;
grant connect on database pivotal to pivotal_backup;
