-- What held for a call when it was made.

-- The law of a campaign at one time: the profiles as they stood, and what the campaign decided itself. The id is a digest of the body, so what holds for a million calls stands here once.
create table law_snapshots (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  body          jsonb not null check (jsonb_typeof(body) = 'object'),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id)
);
select protect_tenant_table('law_snapshots');
-- Evidence is not rewritten.
revoke update on law_snapshots from pivotal_app;

-- No foreign key: the digest is stored before the first call that names it, and a check for each of a million calls would only cost.
alter table call_attempts add column caller_id text, add column law_id uuid;

-- After a machine, as after an abandoned call, a number may have to rest.
create index call_attempts_machine_ix on call_attempts (tenant_id, phone_e164, ended_at) where amd_result = 'machine';

-- Records older than the law's longest retention are removed for a tenant that has asked for it.
alter table tenants add column removes_old_calls boolean not null default false;
grant update (removes_old_calls) on tenants to pivotal_app;
