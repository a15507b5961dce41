-- A tenant that is new since a table was analyzed has, for the planner, one row in it, so that every index that begins with the tenant looks as good as the one
-- with the id. The product says itself when many rows came (an import, a filled queue); where it does not, autovacuum comes earlier than after a tenth of the table.
do $$
begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on contacts, accounts, list_members to pivotal_app';
  end if;
end $$;
alter table contacts set (autovacuum_analyze_scale_factor = 0.02);
alter table accounts set (autovacuum_analyze_scale_factor = 0.02);
alter table list_members set (autovacuum_analyze_scale_factor = 0.02);
alter table queue_entries set (autovacuum_analyze_scale_factor = 0.02);
alter table call_attempts set (autovacuum_analyze_scale_factor = 0.02);
