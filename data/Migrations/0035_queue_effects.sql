-- The queues a contact stands in.
create index queue_entries_contact_ix on queue_entries (tenant_id, contact_id);
