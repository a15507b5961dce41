-- A suppressed domain stands for the company: de.acme.example and mail.de.acme.example are acme.example's, not the other way round.
-- The domain itself and those it lies under, without the top level: {de.acme.example, acme.example}. Null for null.
create function domain_and_above(domain text) returns text[] language plpgsql immutable strict parallel safe set search_path = pg_catalog, public as $$
declare labels text[] := string_to_array(domain, '.');
begin
  if cardinality(labels) < 3 then return array[domain]; end if;
  return (select array_agg(array_to_string(labels[i:], '.')) from generate_series(1, cardinality(labels) - 1) i);
end $$;

create or replace function flag_suppressed(contacts uuid[]) returns int language plpgsql set search_path = pg_catalog, public as $$
declare changed int;
begin
  if contacts is null then return 0; end if;
  update contacts k set suppressed_email = flags.email, suppressed_phone = flags.phone, version = k.version + 1, updated_at = now()
  from (
    select c.id, d.found or exists (select 1 from suppressions s where s.kind = 'email' and s.value = c.email_normalized) as email,
      d.found or exists (select 1 from suppressions s where s.kind = 'phone' and s.value in (c.direct_phone_e164, c.mobile_phone_e164)) as phone
    from contacts c
    left join accounts a on a.tenant_id = c.tenant_id and a.id = c.account_id
    -- Finished values: under row-level security an index is not used for an expression that might leak what it is given.
    cross join lateral (select domain_and_above(split_part(c.email_normalized, '@', 2)) || domain_and_above(a.domain_normalized) as domains offset 0) of
    cross join lateral (select exists (select 1 from suppressions s where s.kind = 'domain' and s.value = any(of.domains)) as found) d
    where c.id = any(flag_suppressed.contacts)
  ) flags
  where k.id = flags.id and (k.suppressed_email, k.suppressed_phone) is distinct from (flags.email, flags.phone);
  get diagnostics changed = row_count;
  return changed;
end $$;

-- Who stood under a suppressed domain until now.
alter table contacts no force row level security;
alter table accounts no force row level security;
alter table suppressions no force row level security;
update contacts c set suppressed_email = true, suppressed_phone = true, version = c.version + 1, updated_at = now()
from (
  select k.tenant_id, k.id, domain_and_above(split_part(k.email_normalized, '@', 2)) || domain_and_above(a.domain_normalized) as domains
  from contacts k left join accounts a on a.tenant_id = k.tenant_id and a.id = k.account_id
  where k.email_normalized like '%@%.%.%' or a.domain_normalized like '%.%.%'
) u
where c.tenant_id = u.tenant_id and c.id = u.id and not (c.suppressed_email and c.suppressed_phone)
  and exists (select 1 from suppressions s where s.tenant_id = u.tenant_id and s.kind = 'domain' and s.value = any(u.domains));
alter table contacts force row level security;
alter table accounts force row level security;
alter table suppressions force row level security;
