-- A queue learns by lines what has changed, whatever changed it and whether or not whoever did lived to say so: now also of its campaign's settings and law, its agents, newcomers on its lists, and of
-- suppressed numbers that belong to no contact alone. No call is begun while a line about its contact or its campaign is unread, so nobody is dialled on what is out of date.
-- One line for each thing, so that a paused campaign's lines are no more than its people. A change writes its line under a new id: who removes by the ids he has read never removes a later change.
alter table queue_news no force row level security;
delete from queue_news a using queue_news b where a.tenant_id = b.tenant_id and a.campaign_id = b.campaign_id and a.contact_id = b.contact_id and a.id < b.id and (b.unlisted or not a.unlisted);
delete from queue_news a using queue_news b where a.tenant_id = b.tenant_id and a.campaign_id = b.campaign_id and a.contact_id = b.contact_id and a.id <> b.id and a.unlisted and not b.unlisted;
alter table queue_news force row level security;
alter table queue_news
  add column what text not null default 'contact' check (what in ('contact', 'settings', 'agents', 'members')),
  alter column contact_id drop not null,
  add constraint queue_news_about check ((what = 'contact') = (contact_id is not null));
create unique index queue_news_one_ux on queue_news (tenant_id, campaign_id, what, contact_id) nulls not distinct;
drop index queue_news_campaign_ix;

create or replace function note_queue_news(contacts uuid[]) returns void language sql set search_path = pg_catalog, public as $$
  insert into queue_news (tenant_id, campaign_id, contact_id)
  select q.tenant_id, q.campaign_id, q.contact_id
  from queue_entries q join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
  where q.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and q.contact_id = any(contacts) and c.status in ('active', 'paused', 'draining')
  order by q.campaign_id, q.contact_id
  on conflict (tenant_id, campaign_id, what, contact_id) do update set id = default
$$;

create or replace function members_left() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into queue_news (tenant_id, campaign_id, contact_id, unlisted)
  select distinct q.tenant_id, q.campaign_id, q.contact_id, true
  from old_rows o
  join queue_entries q on q.tenant_id = o.tenant_id and q.contact_id = o.contact_id
  join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
  where c.status in ('active', 'paused', 'draining') and (c.list_id = o.list_id or c.rules -> 'queue' -> 'lists' @> jsonb_build_array(jsonb_build_object('listId', o.list_id::text)))
  order by q.campaign_id, q.contact_id
  on conflict (tenant_id, campaign_id, what, contact_id) do update set id = default, unlisted = true;
  return null;
end $$;

-- Of a campaign itself: what is about its settings, agents or members.
create function note_campaign_news(changed uuid[], about text) returns void language sql set search_path = pg_catalog, public as $$
  insert into queue_news (tenant_id, campaign_id, what)
  select c.tenant_id, c.id, about from campaigns c
  where c.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and c.id = any(changed) and c.status in ('active', 'paused', 'draining')
  order by c.id
  on conflict (tenant_id, campaign_id, what, contact_id) do update set id = default
$$;

create function campaign_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array[new.id], 'settings');
  return null;
end $$;
create trigger campaign_changed after update on campaigns for each row
  when ((old.name, old.list_id, old.script, old.questions, old.dial_mode, old.caller_id, old.ring_timeout_s, old.amd_enabled, old.max_concurrent, old.max_attempts, old.retry_minutes, old.wrap_up_s,
         old.window_days, old.window_start, old.window_end, old.time_zone, old.use_contact_zone, old.cap_mode, old.cap_value, old.power_ratio, old.abandon_cap, old.rules, old.lead_goal)
    is distinct from (new.name, new.list_id, new.script, new.questions, new.dial_mode, new.caller_id, new.ring_timeout_s, new.amd_enabled, new.max_concurrent, new.max_attempts, new.retry_minutes, new.wrap_up_s,
         new.window_days, new.window_start, new.window_end, new.time_zone, new.use_contact_zone, new.cap_mode, new.cap_value, new.power_ratio, new.abandon_cap, new.rules, new.lead_goal))
  execute function campaign_changed();

create function profile_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array(select c.id from campaigns c where c.tenant_id = new.tenant_id and c.rules -> 'compliance' -> 'profiles' ? new.id::text), 'settings');
  return null;
end $$;
create trigger profile_changed after update on compliance_profiles for each row when (old.body is distinct from new.body) execute function profile_changed();

create function campaign_agents_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array(select distinct r.campaign_id from changed_rows r), 'agents');
  return null;
end $$;
create trigger campaign_agents_came after insert on campaign_agents referencing new table as changed_rows for each statement execute function campaign_agents_changed();
create trigger campaign_agents_changed after update on campaign_agents referencing new table as changed_rows for each statement execute function campaign_agents_changed();
create trigger campaign_agents_left after delete on campaign_agents referencing old table as changed_rows for each statement execute function campaign_agents_changed();
create trigger campaign_agents_moved after update on campaign_agents referencing old table as changed_rows for each statement execute function campaign_agents_changed();

create function members_came() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array(
    select c.id from (select distinct tenant_id, list_id from new_rows) l
    join campaigns c on c.tenant_id = l.tenant_id and (c.list_id = l.list_id or c.rules -> 'queue' -> 'lists' @> jsonb_build_array(jsonb_build_object('listId', l.list_id::text)))), 'members');
  return null;
end $$;
create trigger members_came after insert on list_members referencing new table as new_rows for each statement execute function members_came();

-- A number that is suppressed may be a company's, which no contact's own columns name; a contact's own are flagged, which is news of its own.
create function suppressed_came() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare numbers text[] := array(select value from new_rows where kind = 'phone');
begin
  if numbers <> '{}' then
    perform note_queue_news(array(select distinct q.contact_id from queue_entries q where q.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and q.phone_e164 = any(numbers) and q.status <> 'removed'));
  end if;
  return null;
end $$;
create trigger suppressed_came after insert on suppressions referencing new table as new_rows for each statement execute function suppressed_came();
