-- A demo tenant is given its month of work once. The row is written in the transaction that writes the month, so there is never half of one, and two processes that start together give it once.
create table demo_months (
  tenant_id     uuid not null references tenants (id),
  seed          int not null,
  filled_at     timestamptz not null,
  robots_on     boolean not null default true,
  moved_by      uuid,          -- the process that moves the robots, as long as it says so
  moved_until   timestamptz,
  primary key (tenant_id)
);
select protect_tenant_table('demo_months');

-- Agents that the demo moves by itself. They have no password, so nobody signs in as one.
alter table users add column is_robot boolean not null default false;
