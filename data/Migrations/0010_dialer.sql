-- What the dialer needs beyond the core schema.

-- The standing leg survives a restart of the process, and so does the end of wrap-up.
alter table agent_states add column leg_id text, add column wrap_up_until timestamptz;

-- The attempt an entry is in or was last in: a late outcome of an earlier call finds another id and changes nothing.
alter table queue_entries add column call_id uuid;
create index queue_entries_reason_ix on queue_entries (tenant_id, campaign_id, account_id) where reason = 'cap_reached';

-- A call that is loaded again folds its events; sweeps look for calls without an end.
create index carrier_inbox_call_ix on carrier_inbox (tenant_id, call_id) where call_id is not null;
create index call_attempts_running_ix on call_attempts (tenant_id, campaign_id) where ended_at is null;
