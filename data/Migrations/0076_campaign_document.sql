-- A campaign's settings are one document (CampaignDocument, docs/adr/0020-campaign-document.md). The columns they were stay beside it, kept in step by a trigger in both directions: a process of the version
-- before reads and writes them while it still runs, and statements filter and group by some. What a process writes decides: the document where it wrote that, otherwise the columns it changed.
alter table campaigns
  add column document jsonb check (jsonb_typeof(document) = 'object'),
  add column document_version int not null default 1;

create function campaign_document_of(c campaigns) returns jsonb language sql stable set search_path = pg_catalog, public as $$
  select jsonb_build_object(
    'name', c.name, 'type', c.type, 'listId', c.list_id, 'script', c.script, 'questions', c.questions, 'checklist', c.checklist, 'dialMode', c.dial_mode, 'callerId', c.caller_id,
    'ringTimeoutSeconds', c.ring_timeout_s, 'amdEnabled', c.amd_enabled, 'maxConcurrent', c.max_concurrent, 'maxAttempts', c.max_attempts, 'retryMinutes', c.retry_minutes, 'wrapUpSeconds', c.wrap_up_s,
    'window', jsonb_build_object(
      'days', to_jsonb(c.window_days), 'start', to_char(c.window_start, case when extract(second from c.window_start) < 1 then 'HH24:MI' else 'HH24:MI:SS' end),
      'end', to_char(c.window_end, case when extract(second from c.window_end) < 1 then 'HH24:MI' else 'HH24:MI:SS' end), 'timeZone', c.time_zone, 'useContactZone', c.use_contact_zone),
    'cap', case when c.cap_mode is not null then jsonb_build_object('mode', c.cap_mode, 'value', c.cap_value) end,
    'leadGoal', c.lead_goal, 'powerRatio', c.power_ratio, 'abandonCap', c.abandon_cap, 'rules', c.rules)
$$;

alter table campaigns no force row level security;
update campaigns c set document = campaign_document_of(c);
alter table campaigns force row level security;
alter table campaigns alter column document set not null;

create function keep_campaign_document() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  was jsonb;
  d jsonb;
begin
  if tg_op = 'INSERT' and new.document is null then
    new.document := campaign_document_of(new);
    return new;
  end if;
  if tg_op = 'UPDATE' and new.document is not distinct from old.document then
    -- Only what changed: the document may know more of a setting than its column does, and settings that have none.
    was := campaign_document_of(old);
    new.document := old.document || coalesce((select jsonb_object_agg(e.key, e.value) from jsonb_each(campaign_document_of(new)) e where e.value is distinct from was -> e.key), '{}');
    return new;
  end if;
  d := new.document;
  new.name := d ->> 'name';
  new.type := d ->> 'type';
  new.list_id := (d ->> 'listId')::uuid;
  new.script := d ->> 'script';
  new.questions := d -> 'questions';
  new.checklist := d -> 'checklist';
  new.dial_mode := d ->> 'dialMode';
  new.caller_id := d ->> 'callerId';
  new.ring_timeout_s := (d ->> 'ringTimeoutSeconds')::int;
  new.amd_enabled := (d ->> 'amdEnabled')::boolean;
  new.max_concurrent := (d ->> 'maxConcurrent')::int;
  new.max_attempts := (d ->> 'maxAttempts')::int;
  new.retry_minutes := (d ->> 'retryMinutes')::int;
  new.wrap_up_s := (d ->> 'wrapUpSeconds')::int;
  new.window_days := array(select jsonb_array_elements_text(d #> '{window,days}')::int);
  new.window_start := (d #>> '{window,start}')::time;
  new.window_end := (d #>> '{window,end}')::time;
  new.time_zone := d #>> '{window,timeZone}';
  new.use_contact_zone := (d #>> '{window,useContactZone}')::boolean;
  new.cap_mode := d #>> '{cap,mode}';
  new.cap_value := (d #>> '{cap,value}')::int;
  new.lead_goal := (d ->> 'leadGoal')::int;
  new.power_ratio := (d ->> 'powerRatio')::numeric;
  new.abandon_cap := (d ->> 'abandonCap')::numeric;
  new.rules := d -> 'rules';
  return new;
end $$;
-- A move of the status and the queue's own columns touch no setting and pay nothing.
create trigger keep_campaign_document before insert or update of
  document, name, type, list_id, script, questions, checklist, dial_mode, caller_id, ring_timeout_s, amd_enabled, max_concurrent, max_attempts, retry_minutes, wrap_up_s,
  window_days, window_start, window_end, time_zone, use_contact_zone, cap_mode, cap_value, lead_goal, power_ratio, abandon_cap, rules
  on campaigns for each row execute function keep_campaign_document();

-- News of the settings (0058), from the document, so that a new setting is news without being named here. The queue has no use for the reviewers' checklist.
drop trigger campaign_changed on campaigns;
create trigger campaign_changed after update on campaigns for each row
  when (old.document - 'type' - 'checklist' is distinct from new.document - 'type' - 'checklist')
  execute function campaign_changed();

create or replace function profile_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array(select c.id from campaigns c where c.tenant_id = new.tenant_id and c.document #> '{rules,compliance,profiles}' ? new.id::text), 'settings');
  return null;
end $$;

create or replace function members_left() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into queue_news (tenant_id, campaign_id, contact_id, unlisted)
  select distinct q.tenant_id, q.campaign_id, q.contact_id, true
  from old_rows o
  join queue_entries q on q.tenant_id = o.tenant_id and q.contact_id = o.contact_id
  join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
  where c.status in ('active', 'paused', 'draining') and (c.list_id = o.list_id or c.document #> '{rules,queue,lists}' @> jsonb_build_array(jsonb_build_object('listId', o.list_id::text)))
  order by q.campaign_id, q.contact_id
  on conflict (tenant_id, campaign_id, what, contact_id) do update set id = default, unlisted = true;
  return null;
end $$;

create or replace function members_came() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  perform note_campaign_news(array(
    select c.id from (select distinct tenant_id, list_id from new_rows) l
    join campaigns c on c.tenant_id = l.tenant_id and (c.list_id = l.list_id or c.document #> '{rules,queue,lists}' @> jsonb_build_array(jsonb_build_object('listId', l.list_id::text)))), 'members');
  return null;
end $$;
