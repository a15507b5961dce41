-- Right after a campaign's start has filled its queue, the planner knows nothing of the new rows and reads whole queues for single contacts, until autovacuum
-- comes by. The app role may say when that is. The privilege came with PostgreSQL 17; an older server skips the request with a warning and stays slow for that minute.
do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on queue_entries to pivotal_app';
  end if;
end $$;
