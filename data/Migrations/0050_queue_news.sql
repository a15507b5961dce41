-- Facts that gates read change in many ways: by page, API, import, disposition. Whatever the way, the statement that changes one leaves a line here for each running
-- campaign in whose queue the person stands; the queue reads its lines at least every second, judges these people anew and removes what it has read.
-- A line of its own for each change: one that stood for several could be removed by who has not seen the latest of them.
create table queue_news (
  tenant_id   uuid not null,
  id          bigint generated always as identity,
  campaign_id uuid not null,
  contact_id  uuid not null,
  unlisted    boolean not null default false,  -- taken off one of the campaign's lists
  primary key (tenant_id, id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade
);
create index queue_news_campaign_ix on queue_news (tenant_id, campaign_id, id);
select protect_tenant_table('queue_news');

create function note_queue_news(contacts uuid[]) returns void language sql set search_path = pg_catalog, public as $$
  insert into queue_news (tenant_id, campaign_id, contact_id)
  select q.tenant_id, q.campaign_id, q.contact_id
  from queue_entries q join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
  where q.tenant_id = (select nullif(current_setting('app.tenant', true), '')::uuid) and q.contact_id = any(contacts) and c.status in ('active', 'paused', 'draining')
$$;

-- contacts.suppressed_email and suppressed_phone as the suppressions have it: an address closes e-mail, a number the telephone, and a domain, which stands for the company, both.
-- Returns how many contacts were flagged otherwise than before.
create function flag_suppressed(contacts uuid[]) returns int language plpgsql set search_path = pg_catalog, public as $$
declare changed int;
begin
  if contacts is null then return 0; end if;
  update contacts k set suppressed_email = flags.email, suppressed_phone = flags.phone, version = k.version + 1, updated_at = now()
  from (
    select c.id, d.found or exists (select 1 from suppressions s where s.kind = 'email' and s.value = c.email_normalized) as email,
      d.found or exists (select 1 from suppressions s where s.kind = 'phone' and s.value in (c.direct_phone_e164, c.mobile_phone_e164)) as phone
    from contacts c
    left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
    cross join lateral (
      select exists (select 1 from suppressions s where s.kind = 'domain' and s.value in (split_part(c.email_normalized, '@', 2), a.domain_normalized)) as found) d
    where c.id = any(flag_suppressed.contacts)
  ) flags
  where k.id = flags.id and (k.suppressed_email, k.suppressed_phone) is distinct from (flags.email, flags.phone);
  get diagnostics changed = row_count;
  return changed;
end $$;

create function contacts_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  changed uuid[];
  addressed uuid[];
begin
  select array_agg(n.id),
         array_agg(n.id) filter (where (n.account_id, n.direct_phone_e164, n.mobile_phone_e164, n.email_normalized)
           is distinct from (o.account_id, o.direct_phone_e164, o.mobile_phone_e164, o.email_normalized))
  into changed, addressed
  from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
  where (n.account_id, n.direct_phone_e164, n.mobile_phone_e164, n.email_normalized, n.suppressed_phone, n.is_invalid, n.deleted_at, n.time_zone, n.country, n.state_abbr, n.state, n.city,
         n.job_title, n.department, n.seniority, n.list_label)
    is distinct from (o.account_id, o.direct_phone_e164, o.mobile_phone_e164, o.email_normalized, o.suppressed_phone, o.is_invalid, o.deleted_at, o.time_zone, o.country, o.state_abbr, o.state, o.city,
         o.job_title, o.department, o.seniority, o.list_label);
  perform flag_suppressed(addressed);
  if changed is not null then perform note_queue_news(changed); end if;
  return null;
end $$;
create trigger contacts_changed after update on contacts referencing old table as old_rows new table as new_rows for each statement execute function contacts_changed();

create function accounts_changed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  changed uuid[];
  renamed uuid[];
begin
  select array_agg(c.id), array_agg(c.id) filter (where n.domain_normalized is distinct from o.domain_normalized)
  into changed, renamed
  from new_rows n join old_rows o on o.tenant_id = n.tenant_id and o.id = n.id
  join contacts c on c.tenant_id = n.tenant_id and c.account_id = n.id
  where (n.domain_normalized, n.main_phone_e164, n.name, n.industry, n.staff_count_range, n.revenue_range, n.hq_country, n.deleted_at)
    is distinct from (o.domain_normalized, o.main_phone_e164, o.name, o.industry, o.staff_count_range, o.revenue_range, o.hq_country, o.deleted_at);
  perform flag_suppressed(renamed);
  if changed is not null then perform note_queue_news(changed); end if;
  return null;
end $$;
create trigger accounts_changed after update on accounts referencing old table as old_rows new table as new_rows for each statement execute function accounts_changed();

create function members_left() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  insert into queue_news (tenant_id, campaign_id, contact_id, unlisted)
  select distinct q.tenant_id, q.campaign_id, q.contact_id, true
  from old_rows o
  join queue_entries q on q.tenant_id = o.tenant_id and q.contact_id = o.contact_id
  join campaigns c on c.tenant_id = q.tenant_id and c.id = q.campaign_id
  where c.status in ('active', 'paused', 'draining') and (c.list_id = o.list_id or c.rules -> 'queue' -> 'lists' @> jsonb_build_array(jsonb_build_object('listId', o.list_id::text)));
  return null;
end $$;
create trigger members_left after delete on list_members referencing old table as old_rows for each statement execute function members_left();
