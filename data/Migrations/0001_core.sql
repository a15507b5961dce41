-- Core schema. Runs as pivotal_owner; pivotal_app is the only role the product works as.
-- Every tenant table: tenant_id first in the primary key, in every unique key and in every foreign key,
-- row-level security enabled and forced (see protect_tenant_table at the end).
-- A missing tenant setting reads as null and matches nothing: it fails closed.

create extension if not exists pg_trgm;

grant usage on schema public to pivotal_app, pivotal_search;

-- ---------------------------------------------------------------- system tables (no tenant data of their own)

create table tenants (
  id            uuid primary key,
  name          text not null check (length(name) between 1 and 120),
  slug          text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{1,62}$'),
  status        text not null default 'active' check (status in ('active', 'suspended')),
  time_zone     text not null default 'America/New_York',
  is_demo       boolean not null default false,
  created_at    timestamptz not null default now()
);

-- Sign-in throttling counts before anyone is known, so it cannot belong to a tenant. Keys are SHA-256 hashes.
create table sign_in_attempts (
  key_hash      bytea not null,
  at            timestamptz not null,
  id            uuid not null,
  primary key (key_hash, at, id)
);

-- ---------------------------------------------------------------- identity

create table clients (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  name          text not null check (length(name) between 1 and 200),
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table users (
  tenant_id          uuid not null references tenants (id),
  id                 uuid not null,
  email              text not null,
  email_normalized   text not null,
  username           text not null,
  username_normalized text not null,
  first_name         text not null default '',
  last_name          text not null default '',
  password_hash      text,
  security_stamp     text not null,
  status             text not null default 'active' check (status in ('active', 'disabled')),
  client_id          uuid,
  time_zone          text,
  last_sign_in_at    timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  version            bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, email_normalized),
  unique (tenant_id, username_normalized),
  foreign key (tenant_id, client_id) references clients (tenant_id, id)
);
create index users_email_ix on users (email_normalized);

create table user_roles (
  tenant_id     uuid not null,
  user_id       uuid not null,
  role          text not null check (role in ('admin', 'campaign_manager', 'data_ops', 'quality_analyst', 'agent', 'content_creator', 'client_user')),
  assigned_by   uuid,
  assigned_at   timestamptz not null default now(),
  primary key (tenant_id, user_id, role),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

-- The cookie holds "{tenant:N}.{256-bit token}"; only the token's hash is stored.
create table sessions (
  tenant_id     uuid not null,
  id            uuid not null,
  user_id       uuid not null,
  token_hash    bytea not null,
  created_at    timestamptz not null default now(),
  last_seen_at  timestamptz not null default now(),
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  ip            text,
  user_agent    text,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table setup_links (
  tenant_id     uuid not null,
  id            uuid not null,
  user_id       uuid not null,
  token_hash    bytea not null,
  expires_at    timestamptz not null,
  used_at       timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table idempotency_keys (
  tenant_id     uuid not null,
  user_id       uuid not null,
  key           text not null check (length(key) between 1 and 255),
  route         text not null,
  request_hash  bytea not null,
  status        int,
  response      text,
  created_at    timestamptz not null default now(),
  primary key (tenant_id, user_id, key)
);

create table audit_log (
  tenant_id     uuid not null,
  id            uuid not null,
  at            timestamptz not null default now(),
  actor_id      uuid,
  actor_kind    text not null default 'user' check (actor_kind in ('user', 'system', 'client')),
  action        text not null,
  entity        text not null,
  entity_id     uuid,
  data          jsonb not null default '{}',
  ip            text,
  primary key (tenant_id, id)
);
create index audit_log_entity_ix on audit_log (tenant_id, entity, entity_id, id);

-- ---------------------------------------------------------------- accounts and contacts

create table accounts (
  tenant_id          uuid not null references tenants (id),
  id                 uuid not null,
  name               text not null,
  name_normalized    text not null,
  name_lower         text not null,
  domain             text,
  domain_normalized  text,
  website            text,
  industry           text,
  description        text,
  annual_revenue     numeric(20,2),
  revenue_range      text,
  staff_count_range  text,
  hq_street_1        text,
  hq_street_2        text,
  hq_street_3        text,
  hq_city            text,
  hq_state           text,
  hq_state_abbr      text,
  hq_postal_code     text,
  hq_country         text,
  company_location   text,
  founded_year       int,
  founded_date       date,
  founded_precision  text check (founded_precision in ('year', 'day')),
  linkedin_url       text,
  linkedin_id        text,
  main_phone         text,
  main_phone_e164    text,
  web_technologies   text[] not null default '{}',
  sic_code           text,
  naics_code         text,
  custom_fields      jsonb not null default '{}',
  source_import_id   uuid,
  owner_id           uuid,
  deleted_at         timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  version            bigint not null default 1,
  primary key (tenant_id, id)
);
create unique index accounts_domain_ux on accounts (tenant_id, domain_normalized) where deleted_at is null and domain_normalized is not null;
create unique index accounts_name_place_ux on accounts (tenant_id, name_normalized, coalesce(hq_city, ''), coalesce(hq_country, '')) where deleted_at is null and domain_normalized is null;
create index accounts_name_ix on accounts (tenant_id, name_lower text_pattern_ops, id) where deleted_at is null;

create table contacts (
  tenant_id          uuid not null references tenants (id),
  id                 uuid not null,
  account_id         uuid,
  full_name          text not null,
  full_name_lower    text not null,
  first_name         text,
  last_name          text,
  job_title          text,
  department         text,
  seniority          text,
  list_label         text,
  linkedin_url       text,
  email              text not null,
  email_normalized   text not null,
  email_verification text not null default 'unknown',
  email_ai_confidence numeric(5,2),
  direct_phone       text,
  direct_phone_e164  text,
  phone_ai_confidence numeric(5,2),
  mobile_phone       text,
  mobile_phone_e164  text,
  city               text,
  state              text,
  state_abbr         text,
  postal_code        text,
  country            text,
  contact_location   text,
  time_zone          text,
  former_position    text,
  time_in_position   text,
  time_in_position_months int,
  time_in_company    text,
  time_in_company_months int,
  research_date      date,
  custom_fields      jsonb not null default '{}',
  suppressed_email   boolean not null default false,
  suppressed_phone   boolean not null default false,
  is_invalid         boolean not null default false,
  invalid_reason     text,
  source_import_id   uuid,
  owner_id           uuid,
  deleted_at         timestamptz,
  created_at         timestamptz not null default now(),
  updated_at         timestamptz not null default now(),
  version            bigint not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
create unique index contacts_email_ux on contacts (tenant_id, email_normalized) where deleted_at is null;
create index contacts_account_ix on contacts (tenant_id, account_id);
create index contacts_name_ix on contacts (tenant_id, full_name_lower text_pattern_ops, id) where deleted_at is null;
create index contacts_direct_ix on contacts (tenant_id, direct_phone_e164) where direct_phone_e164 is not null;
create index contacts_mobile_ix on contacts (tenant_id, mobile_phone_e164) where mobile_phone_e164 is not null;

create table suppressions (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  kind          text not null check (kind in ('phone', 'email', 'domain')),
  value         text not null,             -- E.164, normalised e-mail, or normalised domain
  reason        text not null default '',
  source        text not null default 'manual' check (source in ('manual', 'import', 'disposition', 'api')),
  added_by      uuid,
  created_at    timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, kind, value)
);

-- ---------------------------------------------------------------- audience

create table lists (
  tenant_id     uuid not null references tenants (id),
  id            uuid not null,
  name          text not null check (length(name) between 1 and 200),
  description   text not null default '',
  created_by    uuid,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  version       bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);

create table list_members (
  tenant_id     uuid not null,
  list_id       uuid not null,
  contact_id    uuid not null,
  added_at      timestamptz not null default now(),
  primary key (tenant_id, list_id, contact_id),
  foreign key (tenant_id, list_id) references lists (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
create index list_members_contact_ix on list_members (tenant_id, contact_id);

-- ---------------------------------------------------------------- imports (rows owned by ImportGrain once started)

create table imports (
  tenant_id      uuid not null references tenants (id),
  id             uuid not null,
  file_name      text not null,
  file_path      text not null,
  file_bytes     bigint not null,
  status         text not null check (status in ('uploaded', 'running', 'completed', 'failed', 'cancelled')),
  encoding       text not null,
  delimiter      text not null,
  headers        jsonb not null,
  samples        jsonb not null default '[]',
  mapping        jsonb not null default '[]',
  list_id        uuid,
  total_rows     bigint,
  processed_rows bigint not null default 0,
  created_rows   bigint not null default 0,
  updated_rows   bigint not null default 0,
  unchanged_rows bigint not null default 0,
  duplicate_rows bigint not null default 0,
  rejected_rows  bigint not null default 0,
  suppressed_rows bigint not null default 0,
  accounts_created bigint not null default 0,
  accounts_updated bigint not null default 0,
  error          text,
  epoch          bigint not null default 0,   -- activation fence
  created_by     uuid,
  created_at     timestamptz not null default now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, list_id) references lists (tenant_id, id)
);

create table import_errors (
  tenant_id     uuid not null,
  import_id     uuid not null,
  row_number    bigint not null,             -- 1 = first data row
  reasons       jsonb not null,              -- [{code, field, detail}]
  cells         jsonb not null,              -- the row as it came, in header order
  primary key (tenant_id, import_id, row_number),
  foreign key (tenant_id, import_id) references imports (tenant_id, id) on delete cascade
);

-- ---------------------------------------------------------------- campaigns, queue, calls

create table campaigns (
  tenant_id        uuid not null references tenants (id),
  id               uuid not null,
  name             text not null check (length(name) between 1 and 200),
  type             text not null default 'call' check (type in ('call', 'email', 'combo')),
  status           text not null default 'draft' check (status in ('draft', 'active', 'paused', 'draining', 'completed', 'cancelled')),
  list_id          uuid,
  script           text not null default '',
  questions        jsonb not null default '[]',
  checklist        jsonb not null default '[]',
  dial_mode        text not null default 'progressive' check (dial_mode in ('manual', 'preview', 'power', 'progressive', 'predictive', 'agentless')),
  caller_id        text,
  ring_timeout_s   int not null default 25 check (ring_timeout_s between 15 and 120),
  amd_enabled      boolean not null default true,
  max_concurrent   int not null default 50 check (max_concurrent between 1 and 1000),
  max_attempts     int not null default 3 check (max_attempts between 1 and 20),
  retry_minutes    int not null default 120 check (retry_minutes between 1 and 43200),
  wrap_up_s        int not null default 60 check (wrap_up_s between 0 and 3600),
  window_days      int[] not null default '{1,2,3,4,5}',   -- ISO days, 1 = Monday
  window_start     time not null default '09:00',
  window_end       time not null default '17:00',
  time_zone        text not null default 'America/New_York',
  use_contact_zone boolean not null default true,
  cap_mode         text check (cap_mode in ('queue_size', 'connected_calls', 'positive_dispositions')),
  cap_value        int check (cap_value between 1 and 100000),
  lead_goal        int check (lead_goal > 0),
  created_by       uuid,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  started_at       timestamptz,
  finished_at      timestamptz,
  epoch            bigint not null default 0,  -- CampaignQueueGrain's activation fence
  version          bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  check ((cap_mode is null) = (cap_value is null)),
  foreign key (tenant_id, list_id) references lists (tenant_id, id)
);

create table campaign_agents (
  tenant_id     uuid not null,
  campaign_id   uuid not null,
  agent_id      uuid not null,
  assigned_by   uuid,
  assigned_at   timestamptz not null default now(),
  released_at   timestamptz,
  primary key (tenant_id, campaign_id, agent_id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, agent_id) references users (tenant_id, id) on delete cascade
);
create unique index campaign_agents_active_ux on campaign_agents (tenant_id, agent_id) where released_at is null;

-- One row per contact and campaign; owned by CampaignQueueGrain.
create table queue_entries (
  tenant_id       uuid not null,
  campaign_id     uuid not null,
  contact_id      uuid not null,
  account_id      uuid,
  phone_e164      text not null,
  phone_kind      text not null check (phone_kind in ('direct', 'mobile', 'hq')),
  time_zone       text not null,
  status          text not null default 'queued' check (status in ('queued', 'claimed', 'in_progress', 'done', 'removed')),
  reason          text,                       -- why removed or why it waits: dnc, cap_reached, no_phone, max_attempts …
  priority        int not null default 0,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  claimed_until   timestamptz,
  last_outcome    text,
  epoch           bigint not null default 0,
  created_at      timestamptz not null default now(),
  updated_at      timestamptz not null default now(),
  primary key (tenant_id, campaign_id, contact_id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id) on delete cascade
);
create index queue_entries_due_ix on queue_entries (tenant_id, campaign_id, priority desc, next_attempt_at, contact_id) where status = 'queued';
create index queue_entries_phone_ix on queue_entries (tenant_id, phone_e164) where status in ('queued', 'claimed');

-- The intent row is written before the dial. A contact has at most one open attempt in the whole tenant: the index says so.
create table call_attempts (
  tenant_id       uuid not null,
  id              uuid not null,
  campaign_id     uuid not null,
  contact_id      uuid not null,
  account_id      uuid,
  agent_id        uuid,
  phone_e164      text not null,
  attempt_no      int not null,
  status          text not null default 'intent' check (status in ('intent', 'dialing', 'ringing', 'answered', 'bridged', 'ended')),
  carrier_leg_id  text,
  amd_result      text check (amd_result in ('human', 'machine', 'fax', 'not_sure')),
  outcome         text check (outcome in ('connected', 'abandoned', 'no_answer', 'busy', 'voicemail', 'fax', 'invalid_number', 'failed', 'cancelled')),
  created_at      timestamptz not null default now(),
  dialed_at       timestamptz,
  answered_at     timestamptz,
  bridged_at      timestamptz,
  ended_at        timestamptz,
  hangup_cause    text,
  hangup_source   text,
  recording_id    text,
  disposition     text check (disposition in ('no_answer', 'busy', 'voicemail', 'voicemail_left', 'connected', 'not_interested', 'callback_requested', 'qualified', 'dnc_request', 'wrong_number', 'invalid_data')),
  notes           text,
  answers         jsonb,
  callback_at     timestamptz,
  disposed_at     timestamptz,
  disposed_by     uuid,
  epoch           bigint not null default 0,
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id)
);
create unique index call_attempts_open_ux on call_attempts (tenant_id, contact_id) where ended_at is null;
create index call_attempts_campaign_ix on call_attempts (tenant_id, campaign_id, id);
create index call_attempts_contact_ix on call_attempts (tenant_id, contact_id, id);
create index call_attempts_agent_ix on call_attempts (tenant_id, agent_id, id) where agent_id is not null;

-- Exactly-once effect of carrier events: the insert decides.
create table carrier_inbox (
  tenant_id     uuid not null,
  provider      text not null,
  event_id      text not null,
  call_id       uuid,
  event_type    text not null,
  occurred_at   timestamptz not null,
  received_at   timestamptz not null default now(),
  handled_at    timestamptz,
  body          jsonb not null,
  primary key (tenant_id, provider, event_id)
);
create index carrier_inbox_open_ix on carrier_inbox (tenant_id, received_at) where handled_at is null;

-- Lead cap of one account in one campaign; owned by LeadCapGrain. A reservation not committed or released by its lease's end is free again.
create table cap_reservations (
  tenant_id     uuid not null,
  campaign_id   uuid not null,
  account_id    uuid not null,
  ref_id        uuid not null,                -- queue entry's contact (queue_size) or call attempt (the other two)
  state         text not null check (state in ('reserved', 'committed', 'released')),
  leased_until  timestamptz,
  updated_at    timestamptz not null default now(),
  epoch         bigint not null default 0,
  primary key (tenant_id, campaign_id, account_id, ref_id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade
);

create table agent_states (
  tenant_id     uuid not null,
  agent_id      uuid not null,
  status        text not null check (status in ('offline', 'available', 'on_call', 'wrap_up', 'break')),
  reason        text,
  since         timestamptz not null,
  idle_since    timestamptz,
  campaign_id   uuid,
  call_id       uuid,
  epoch         bigint not null default 0,
  primary key (tenant_id, agent_id),
  foreign key (tenant_id, agent_id) references users (tenant_id, id) on delete cascade
);

create table agent_state_log (
  tenant_id     uuid not null,
  id            uuid not null,
  agent_id      uuid not null,
  status        text not null,
  reason        text,
  campaign_id   uuid,
  call_id       uuid,
  at            timestamptz not null,
  primary key (tenant_id, id)
);
create index agent_state_log_agent_ix on agent_state_log (tenant_id, agent_id, at);

-- ---------------------------------------------------------------- leads, orders, portal

create table leads (
  tenant_id      uuid not null,
  id             uuid not null,
  campaign_id    uuid not null,
  contact_id     uuid not null,
  account_id     uuid,
  attempt_id     uuid not null,
  agent_id       uuid,
  status         text not null default 'new' check (status in ('new', 'under_review', 'approved', 'rejected', 'published')),
  answers        jsonb not null default '{}',
  checklist      jsonb not null default '{}',   -- item id -> true|false
  notes          text not null default '',
  review_notes   text not null default '',
  rejected_reason text,
  reviewer_id    uuid,
  review_started_at timestamptz,
  decided_at     timestamptz,
  published_at   timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  epoch          bigint not null default 0,     -- LeadGrain's activation fence
  version        bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, attempt_id),
  check (status <> 'rejected' or rejected_reason is not null),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
  foreign key (tenant_id, contact_id) references contacts (tenant_id, id),
  foreign key (tenant_id, attempt_id) references call_attempts (tenant_id, id)
);
create index leads_status_ix on leads (tenant_id, status, id);
create index leads_campaign_ix on leads (tenant_id, campaign_id, id);

create table orders (
  tenant_id      uuid not null,
  id             uuid not null,
  client_id      uuid not null,
  number         text not null,
  title          text not null check (length(title) between 1 and 200),
  type           text not null default 'call' check (type in ('call', 'email', 'combo')),
  status         text not null default 'draft' check (status in ('draft', 'submitted', 'in_progress', 'completed', 'cancelled')),
  lead_goal      int not null check (lead_goal between 1 and 1000000),
  audience       jsonb not null default '{}',
  questions      jsonb not null default '[]',
  notes          text not null default '',
  due_on         date,
  compliance_confirmed boolean not null default false,
  created_by     uuid,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  submitted_at   timestamptz,
  version        bigint not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, number),
  foreign key (tenant_id, client_id) references clients (tenant_id, id)
);

create table order_campaigns (
  tenant_id     uuid not null,
  order_id      uuid not null,
  campaign_id   uuid not null,
  linked_by     uuid not null,
  linked_at     timestamptz not null default now(),
  primary key (tenant_id, order_id, campaign_id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id) on delete cascade,
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id)
);
create index order_campaigns_campaign_ix on order_campaigns (tenant_id, campaign_id);

create table order_downloads (
  tenant_id     uuid not null,
  id            uuid not null,
  order_id      uuid not null,
  user_id       uuid not null,
  at            timestamptz not null default now(),
  lead_count    int not null,
  lead_ids      uuid[] not null,
  sha256        text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, order_id) references orders (tenant_id, id)
);
create index order_downloads_order_ix on order_downloads (tenant_id, order_id, id);

-- ---------------------------------------------------------------- protection

-- Puts a table behind its tenant. Later migrations call it for each new tenant table.
create function protect_tenant_table(t regclass) returns void
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', t);
  execute format('alter table %s force row level security', t);
  execute format(
    'create policy tenant_isolation on %s
       using (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))
       with check (tenant_id = (select nullif(current_setting(''app.tenant'', true), '''')::uuid))', t);
  execute format('grant select, insert, update, delete on %s to pivotal_app', t);
end $$;
revoke all on function protect_tenant_table(regclass) from public;

select protect_tenant_table(t::regclass) from unnest(array[
  'clients', 'users', 'user_roles', 'sessions', 'setup_links', 'idempotency_keys',
  'accounts', 'contacts', 'suppressions', 'lists', 'list_members', 'imports', 'import_errors',
  'campaigns', 'campaign_agents', 'queue_entries', 'call_attempts', 'carrier_inbox', 'cap_reservations',
  'agent_states', 'agent_state_log', 'leads', 'orders', 'order_campaigns', 'order_downloads'
]) as t;

-- The audit log only grows.
alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy tenant_isolation on audit_log
  using (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid));
grant select, insert on audit_log to pivotal_app;

-- System tables. A tenant row is seen by that tenant only; creation goes through provision_tenant.
alter table tenants enable row level security;
alter table tenants force row level security;
create policy own_tenant on tenants
  using (id = (select nullif(current_setting('app.tenant', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.tenant', true), '')::uuid));
grant select, update (name, time_zone) on tenants to pivotal_app;
grant select, insert, delete on sign_in_attempts to pivotal_app;

-- ---------------------------------------------------------------- the few places that look across tenants
-- Owned by pivotal_search (NOLOGIN BYPASSRLS); each returns the least it can. Two-tenant tests in tests/ApiTests/Tenancy.

grant select on tenants, users, user_roles, campaigns, call_attempts, imports, carrier_inbox to pivotal_search;
grant insert on tenants to pivotal_search;

-- Who may sign in with this e-mail or user name, in which tenant. The caller checks the password of each.
create function auth_sign_in_candidates(login text)
returns table (tenant_id uuid, tenant_name text, tenant_slug text, user_id uuid, password_hash text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select u.tenant_id, t.name, t.slug, u.id, u.password_hash
  from public.users u join public.tenants t on t.id = u.tenant_id
  where u.status = 'active' and t.status = 'active' and u.email_normalized = login
$$;

create function provision_tenant(new_id uuid, new_name text, new_slug text, zone text, demo boolean)
returns void
language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into public.tenants (id, name, slug, time_zone, is_demo) values (new_id, new_name, new_slug, zone, demo)
$$;

create function any_user_exists() returns boolean
language sql stable security definer set search_path = pg_catalog, public as $$
  select exists (select 1 from public.users)
$$;

-- What the process has to wake after a start: running queues, unfinished imports, calls without an end.
create function work_to_resume()
returns table (tenant_id uuid, kind text, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.tenant_id, 'campaign', c.id from public.campaigns c where c.status in ('active', 'draining')
  union all
  select i.tenant_id, 'import', i.id from public.imports i where i.status = 'running'
  union all
  select a.tenant_id, 'call', a.id from public.call_attempts a where a.ended_at is null
$$;

create function active_tenants() returns table (id uuid, slug text, name text, is_demo boolean)
language sql stable security definer set search_path = pg_catalog, public as $$
  select t.id, t.slug, t.name, t.is_demo from public.tenants t where t.status = 'active' order by t.slug
$$;

-- Handing over ownership needs create on the schema for the moment of the hand-over only.
grant create on schema public to pivotal_search;
alter function auth_sign_in_candidates(text) owner to pivotal_search;
alter function provision_tenant(uuid, text, text, text, boolean) owner to pivotal_search;
alter function any_user_exists() owner to pivotal_search;
alter function work_to_resume() owner to pivotal_search;
alter function active_tenants() owner to pivotal_search;
revoke create on schema public from pivotal_search;
revoke all on function auth_sign_in_candidates(text), provision_tenant(uuid, text, text, text, boolean), any_user_exists(), work_to_resume(), active_tenants() from public;
grant execute on function auth_sign_in_candidates(text), provision_tenant(uuid, text, text, text, boolean), any_user_exists(), work_to_resume(), active_tenants() to pivotal_app;
