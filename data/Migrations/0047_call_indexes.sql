-- Every index of call_attempts is written twice for each dial. Ids are in the order of time, so an index by moment serves what two did: by id and by moment.
create index call_attempts_campaign_time_ix on call_attempts (tenant_id, campaign_id, created_at);
drop index call_attempts_campaign_ix;
drop index call_attempts_contact_ix;
-- Open calls are few, and call_attempts_open_ux holds just these.
drop index call_attempts_running_ix;
