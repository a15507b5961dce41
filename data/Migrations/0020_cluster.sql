-- The words the operator chose for this database's processes: written by the first start, compared by every later one.
create table cluster_identity (
  single      boolean     primary key default true check (single),
  service_id  text        not null,
  cluster_id  text,                       -- null while only one process has ever run
  since       timestamptz not null default now()
);
grant select, insert, update on cluster_identity to pivotal_app;
