-- What an activation looks for among millions of entries: the few that were claimed or in a call when the one before it ended.
create index queue_entries_held_ix on queue_entries (tenant_id, campaign_id, status) where status in ('claimed', 'in_progress');
