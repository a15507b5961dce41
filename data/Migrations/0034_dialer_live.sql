-- Where an agent's idle time went: milliseconds per quarter of an hour and reason. Quarters, because every time zone's day begins with one.
-- Written by the campaign's queue alone, behind its fence, as absolute values: a batch that is written twice changes nothing.
create table agent_idle (
  tenant_id    uuid not null,
  campaign_id  uuid not null,
  quarter      timestamptz not null,
  agent_id     uuid not null,
  reason       text not null,
  milliseconds bigint not null check (milliseconds >= 0),
  seen_until   timestamptz not null,
  primary key (tenant_id, campaign_id, quarter, agent_id, reason),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade,
  foreign key (tenant_id, agent_id) references users (tenant_id, id) on delete cascade
);
select protect_tenant_table('agent_idle');

-- Reports and the pacing chart read calls by when they were made, and agents' states by when they began.
create index call_attempts_created_ix on call_attempts (tenant_id, created_at);
create index call_attempts_callback_ix on call_attempts (tenant_id, callback_at, id) where callback_at is not null;
create index agent_state_log_at_ix on agent_state_log (tenant_id, at);
