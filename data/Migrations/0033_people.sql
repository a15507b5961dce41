-- What a campaign knows of each of its agents: who gets calls first, and how long the wrap-up may be.
alter table campaign_agents
  add column skill_level int not null default 5 check (skill_level between 1 and 10),  -- order skill_level: more first
  add column rank int not null default 5 check (rank between 1 and 99),                -- order rank: 1 first
  add column wrap_up_s int check (wrap_up_s between 0 and 3600);                       -- null: the campaign's

-- A call that was dialled for one agent (modes preview and manual), or for nobody (mode agentless: who answers hears a message).
alter table call_attempts
  add column for_agent uuid,
  add column agentless boolean not null default false,
  add column message_at timestamptz;

-- What breaks are for. With any, an agent's break names one of them.
create table pause_codes (
  tenant_id        uuid not null,
  id               uuid not null,
  code             text not null check (code ~ '^[a-z0-9_]{1,40}$'),
  label            text not null check (length(label) between 1 and 60),
  paid             boolean not null default true,
  max_minutes      int check (max_minutes between 1 and 1440),      -- of one break; null: no limit
  max_minutes_day  int check (max_minutes_day between 1 and 1440),  -- of all breaks of a day on the tenant's clock
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  version          bigint not null default 1,
  primary key (tenant_id, id),
  constraint pause_codes_code_ux unique (tenant_id, code),
  foreign key (tenant_id) references tenants (id)
);
select protect_tenant_table('pause_codes');

alter table call_attempts drop constraint call_attempts_outcome_check;
alter table call_attempts add constraint call_attempts_outcome_check
  check (outcome in ('connected', 'abandoned', 'no_answer', 'busy', 'voicemail', 'fax', 'invalid_number', 'failed', 'cancelled', 'message_delivered'));
