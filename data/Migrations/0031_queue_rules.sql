-- Who is next. A campaign with the default order (highest priority, then longest due) claims along queue_entries_due_ix, one walk for each open time zone.
-- One with another order, a list mix or a share for first calls puts each contact, when it is due, into a lane with a sort key and claims along
-- queue_entries_lane_ix. Both claims read as many rows as they take, whatever the size of the queue.
alter table queue_entries
  add column list_id  uuid,                        -- the list of the mix that brought the contact in
  add column lane     text collate "C" default '', -- '' default order; null not yet put into its lane; otherwise the lane it stands in
  add column sort_key text collate "C";            -- its place in the lane, smallest first
alter table campaigns add column queue_order text not null default '';  -- which order the lanes and keys of the rows are made for; '' the default

drop index queue_entries_due_ix;
create index queue_entries_due_ix on queue_entries (tenant_id, campaign_id, time_zone, priority desc, next_attempt_at, contact_id) where status = 'queued' and lane = '';
create index queue_entries_lane_ix on queue_entries (tenant_id, campaign_id, lane, time_zone, sort_key, contact_id) where status = 'queued' and lane > '';
create index queue_entries_laneless_ix on queue_entries (tenant_id, campaign_id, next_attempt_at) where status = 'queued' and lane is null;
create index queue_entries_filtered_ix on queue_entries (tenant_id, campaign_id) where reason = 'filtered';
create index queue_entries_zone_ix on queue_entries (tenant_id, campaign_id, time_zone);

-- A contact whose moment, priority or number of calls changed gets a new place when it is due again.
create function leave_lane() returns trigger language plpgsql as $$
begin
  new.lane := null;
  new.sort_key := null;
  return new;
end $$;
create trigger queue_entries_leave_lane before update on queue_entries for each row
  when (old.lane > '' and new.lane = old.lane
        and (new.next_attempt_at <> old.next_attempt_at or new.priority <> old.priority or new.attempts <> old.attempts))
  execute function leave_lane();

-- The properties a campaign's filters and quotas may look at, by name.
create function contact_properties(c contacts, a accounts) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'country', c.country, 'state', c.state, 'city', c.city, 'job_title', c.job_title, 'department', c.department, 'seniority', c.seniority,
    'list_label', c.list_label, 'industry', a.industry, 'staff_count_range', a.staff_count_range, 'revenue_range', a.revenue_range,
    'account_name', a.name, 'account_domain', a.domain_normalized, 'account_country', a.hq_country)
$$;

-- Whether the properties satisfy every filter {field, operator, values}; texts are compared without case and surrounding blanks.
create function matches_filters(properties jsonb, filters jsonb) returns boolean language sql immutable as $$
  select coalesce(bool_and(
    case f ->> 'operator'
      when 'is' then exists (select 1 from jsonb_array_elements_text(f -> 'values') v where lower(trim(v)) = p.value)
      when 'is_not' then not exists (select 1 from jsonb_array_elements_text(f -> 'values') v where lower(trim(v)) = p.value)
      when 'contains' then exists (select 1 from jsonb_array_elements_text(f -> 'values') v where position(lower(trim(v)) in p.value) > 0)
      when 'starts_with' then exists (select 1 from jsonb_array_elements_text(f -> 'values') v where starts_with(p.value, lower(trim(v))))
      when 'is_empty' then p.value = ''
      when 'is_not_empty' then p.value <> ''
      else false
    end), true)
  from jsonb_array_elements(filters) f
  cross join lateral (select lower(trim(coalesce(properties ->> (f ->> 'field'), '')))) as p (value)
$$;

-- Attempt caps count calls by contact, by number and by account over a stretch of time, whatever the campaign.
create index call_attempts_contact_time_ix on call_attempts (tenant_id, contact_id, created_at);
create index call_attempts_phone_time_ix on call_attempts (tenant_id, phone_e164, created_at);
create index call_attempts_account_time_ix on call_attempts (tenant_id, account_id, created_at) where account_id is not null;
