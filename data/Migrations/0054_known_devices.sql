-- Browsers in which somebody has signed in before. Guesses from elsewhere do not count against them.
create table known_devices (
  tenant_id   uuid not null,
  user_id     uuid not null,
  token_hash  bytea not null,
  seen_at     timestamptz not null,
  primary key (tenant_id, user_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

alter table known_devices enable row level security;
alter table known_devices force row level security;
create policy tenant_isolation on known_devices
  using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
grant select, insert, update, delete on known_devices to pivotal_app;

create index idempotency_keys_age_ix on idempotency_keys (tenant_id, created_at);
create index sign_in_attempts_age_ix on sign_in_attempts (at);

-- A search path that does not end in pg_temp begins with it.
alter function auth_sign_in_candidates(text) set search_path = pg_catalog, public, pg_temp;
alter function provision_tenant(uuid, text, text, text, boolean) set search_path = pg_catalog, public, pg_temp;
alter function any_user_exists() set search_path = pg_catalog, public, pg_temp;
alter function work_to_resume() set search_path = pg_catalog, public, pg_temp;
alter function active_tenants() set search_path = pg_catalog, public, pg_temp;
