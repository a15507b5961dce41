-- Long work on the rows of a queue (its list's people, its filters, its order) is done in pieces beside the dialling. A row here is work that is not finished:
-- whoever runs the queue next goes on where it stands.
create table queue_chores (
  tenant_id   uuid not null,
  campaign_id uuid not null,
  kind        text not null check (kind in ('members', 'rules', 'order')),
  lists       uuid[] not null default '{}',  -- members: whose people
  cursors     uuid[] not null default '{}',  -- the last contact looked at: of each list, or of the queue; order: empty while those who are due are placed
  looked      bigint not null default 0,
  total       bigint,                        -- null: not counted yet
  again       boolean not null default false,-- people came meanwhile: once more from the beginning
  began_at    timestamptz not null,
  primary key (tenant_id, campaign_id, kind),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade
);
select protect_tenant_table('queue_chores');

alter table campaigns
  add column queue_turn int not null default 0,       -- how often the order was changed; the lanes of each order begin with its number
  add column queue_rules text not null default '';    -- the filters, quotas and clocks that the rows were last compared with

-- Lanes of before are no lanes of any order: their contacts are placed anew when they are claimed next.
alter table queue_entries no force row level security;
update queue_entries set lane = null, sort_key = null where lane > '' and lane <> '@';
alter table queue_entries force row level security;

-- Whether a number is in a queue already is asked for each person that comes in, also of those who have been called.
drop index queue_entries_phone_ix;
create index queue_entries_phone_ix on queue_entries (tenant_id, phone_e164) where status <> 'removed';

-- A queue that was paused while it was filled goes on after a restart, too.
grant select on queue_chores to pivotal_search;
create or replace function work_to_resume()
returns table (tenant_id uuid, kind text, id uuid)
language sql stable security definer set search_path = pg_catalog, public as $$
  select c.tenant_id, 'campaign', c.id from public.campaigns c
  where c.status in ('active', 'draining') or (c.status = 'paused' and exists (select 1 from public.queue_chores w where w.tenant_id = c.tenant_id and w.campaign_id = c.id))
  union all
  select i.tenant_id, 'import', i.id from public.imports i where i.status = 'running'
  union all
  select a.tenant_id, 'call', a.id from public.call_attempts a where a.ended_at is null
$$;
