-- A tenant runs a few imports at a time; what it starts beyond that waits in the order in which it was started.
alter table imports
  add column queued_at timestamptz,
  drop constraint imports_status_check,
  add constraint imports_status_check check (status in ('uploaded', 'waiting', 'running', 'completed', 'failed', 'cancelled'));

create index imports_open_ix on imports (tenant_id, status, queued_at) where status in ('waiting', 'running');

create or replace function work_to_resume()
returns table (tenant_id uuid, kind text, id uuid)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select c.tenant_id, 'campaign', c.id from public.campaigns c
  where c.status in ('active', 'draining') or (c.status = 'paused' and exists (select 1 from public.queue_chores w where w.tenant_id = c.tenant_id and w.campaign_id = c.id))
  union all
  select i.tenant_id, 'import', i.id from public.imports i where i.status in ('waiting', 'running')
  union all
  select a.tenant_id, 'call', a.id from public.call_attempts a where a.ended_at is null
$$;
