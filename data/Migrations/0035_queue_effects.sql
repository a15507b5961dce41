-- The queues a contact stands in.
create index queue_entries_contact_ix on queue_entries (tenant_id, contact_id);
create index queue_entries_quota_ix on queue_entries (tenant_id, campaign_id) where reason = 'quota_full';

-- A promise to call back: when, and by whom (null: whoever is free). It is kept until a call that rang.
alter table queue_entries add column callback_at timestamptz, add column callback_agent uuid;
create index queue_entries_callback_ix on queue_entries (tenant_id, callback_at) where callback_at is not null;

-- Lane '@' holds the callbacks that wait for an agent of their own; no other claim takes them. Otherwise as before: whose moment, priority or number of calls
-- changed gets a new place when it is due again.
create or replace function leave_lane() returns trigger language plpgsql as $$
begin
  if new.status <> 'queued' then return new; end if;
  if new.reason is null and new.callback_at is not null then new.reason := 'callback'; end if;
  if new.reason = 'callback' and new.callback_agent is not null then
    new.lane := '@';
    new.sort_key := '';
  elsif old.lane = '@' then
    select case when c.queue_order = '' then '' end into new.lane from campaigns c where c.tenant_id = new.tenant_id and c.id = new.campaign_id;
    new.sort_key := null;
  elsif old.lane > '' and new.lane = old.lane
        and (new.next_attempt_at <> old.next_attempt_at or new.priority <> old.priority or new.attempts <> old.attempts) then
    new.lane := null;
    new.sort_key := null;
  end if;
  return new;
end $$;
drop trigger queue_entries_leave_lane on queue_entries;
create trigger queue_entries_leave_lane before update on queue_entries for each row
  when (old.lane > '' or new.callback_at is not null) execute function leave_lane();

-- A cap may be shared by all campaigns of the tenant, under the tenant's id, and a quota keeps its places in the same table under its own id.
alter table cap_reservations drop constraint cap_reservations_tenant_id_campaign_id_fkey;
alter table lead_caps drop constraint lead_caps_tenant_id_campaign_id_fkey;
