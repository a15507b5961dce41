-- Who left a queue because somebody else has his number is looked for when that one gives it up.
create index queue_entries_doubles_ix on queue_entries (tenant_id, phone_e164) where status = 'removed' and reason = 'duplicate_phone';
