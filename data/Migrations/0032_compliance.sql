-- Compliance of every call.

-- A tenant's own jurisdiction profiles, beside those that come with the product. The body is JurisdictionProfile without id and name.
create table compliance_profiles (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  name          text not null check (length(name) between 1 and 100),
  body          jsonb not null check (jsonb_typeof(body) = 'object'),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  version       bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select protect_tenant_table('compliance_profiles');

-- What was known when a call was made beyond the free agents.
alter table call_attempts add column admission jsonb;

-- How long a number rests whose call was abandoned.
create index call_attempts_abandoned_ix on call_attempts (tenant_id, phone_e164, ended_at) where outcome = 'abandoned';

-- What the legal windows of the abandon budget are counted from.
create index call_attempts_answered_ix on call_attempts (tenant_id, campaign_id, created_at) where outcome = 'abandoned' or bridged_at is not null;
