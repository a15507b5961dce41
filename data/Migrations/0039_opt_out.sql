-- Whoever presses the key that a message names is never called again.

-- When the key was pressed; written in the transaction that puts the numbers on the do-not-call list.
alter table call_attempts add column opted_out_at timestamptz;
create index call_attempts_opted_out_ix on call_attempts (tenant_id, campaign_id, created_at) where opted_out_at is not null;

alter table suppressions drop constraint suppressions_source_check;
alter table suppressions add constraint suppressions_source_check check (source in ('manual', 'import', 'disposition', 'api', 'opt_out'));
