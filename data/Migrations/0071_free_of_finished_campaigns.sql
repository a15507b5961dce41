-- A campaign that is over holds nobody; until now its agents stayed on it.
alter table campaign_agents no force row level security;
alter table campaigns no force row level security;
update campaign_agents g set released_at = coalesce(c.finished_at, now())
from campaigns c
where c.tenant_id = g.tenant_id and c.id = g.campaign_id and g.released_at is null and c.status in ('completed', 'cancelled');
alter table campaigns force row level security;
alter table campaign_agents force row level security;
