-- The id in the marker file of the folder in which the processes of a cluster share uploads: written by the first start of a cluster, compared by every later one.
alter table cluster_identity add column imports_id uuid;  -- null while only one process has ever run
