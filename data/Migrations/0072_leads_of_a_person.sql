-- A person's leads in all campaigns: shown to the reviewer, and counted once where two campaigns deliver to one order.
create index leads_contact_ix on leads (tenant_id, contact_id, id);
