-- Tables of Orleans' ADO.NET providers, version 10.
-- The contract is theirs: table and column names, and in OrleansQuery the statements they run, found by key, with fixed
-- parameter names, and read by column name. The statements themselves are ours to choose.
-- These tables hold what grains think, not business facts; the tenant is part of the grain key, and only the engine reads them.

create table orleansquery (
  querykey      varchar(64) primary key,
  querytext     varchar(8000) not null
);

-- ---------------------------------------------------------------- grain state

create table orleansstorage (
  grainidhash             integer not null,
  grainidn0               bigint not null,
  grainidn1               bigint not null,
  graintypehash           integer not null,
  graintypestring         varchar(512) not null,
  grainidextensionstring  varchar(512),
  serviceid               varchar(150) not null,
  payloadbinary           bytea,
  modifiedon              timestamp without time zone not null,
  version                 integer
);

-- Finds a row by the two hashes, and makes two first writes of one grain a conflict instead of two rows.
create unique index ix_orleansstorage on orleansstorage
  (grainidhash, graintypehash, grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid) nulls not distinct;

insert into orleansquery (querykey, querytext) values
('ReadFromStorageKey', '
  select payloadbinary as "PayloadBinary", version as "Version"
  from orleansstorage
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and graintypestring = @GrainTypeString
    and grainidextensionstring is not distinct from @GrainIdExtensionString and serviceid = @ServiceId'),

-- With a version: replaces that version. Without: the row must not be there yet. No row back means conflict.
('WriteToStorageKey', '
  with updated as (
    update orleansstorage
    set payloadbinary = @PayloadBinary, modifiedon = now() at time zone ''utc'', version = version + 1
    where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
      and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and graintypestring = @GrainTypeString
      and grainidextensionstring is not distinct from @GrainIdExtensionString and serviceid = @ServiceId
      and version = cast(@GrainStateVersion as integer)
    returning version
  ), inserted as (
    insert into orleansstorage
      (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, payloadbinary, modifiedon, version)
    select @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId, @PayloadBinary,
      now() at time zone ''utc'', 1
    where cast(@GrainStateVersion as integer) is null
    on conflict do nothing
    returning version
  )
  select version as "NewGrainStateVersion" from updated union all select version from inserted'),

('ClearStorageKey', '
  update orleansstorage
  set payloadbinary = null, modifiedon = now() at time zone ''utc'', version = version + 1
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and graintypestring = @GrainTypeString
    and grainidextensionstring is not distinct from @GrainIdExtensionString and serviceid = @ServiceId
    and version = cast(@GrainStateVersion as integer)
  returning version as "NewGrainStateVersion"'),

('DeleteStorageKey', '
  delete from orleansstorage
  where grainidhash = @GrainIdHash and graintypehash = @GrainTypeHash
    and grainidn0 = @GrainIdN0 and grainidn1 = @GrainIdN1 and graintypestring = @GrainTypeString
    and grainidextensionstring is not distinct from @GrainIdExtensionString and serviceid = @ServiceId
    and version = cast(@GrainStateVersion as integer)
  returning version + 1 as "NewGrainStateVersion"');

-- ---------------------------------------------------------------- reminders

create table orleansreminderstable (
  serviceid     varchar(150) not null,
  grainid       varchar(150) not null,
  remindername  varchar(150) not null,
  starttime     timestamptz(3) not null,
  period        bigint not null,               -- milliseconds
  grainhash     integer not null,
  version       integer not null,
  constraint pk_remindertable_serviceid_grainid_remindername primary key (serviceid, grainid, remindername)
);

insert into orleansquery (querykey, querytext) values
('UpsertReminderRowKey', '
  insert into orleansreminderstable as r (serviceid, grainid, remindername, starttime, period, grainhash, version)
  values (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  on conflict (serviceid, grainid, remindername) do update
  set starttime = excluded.starttime, period = excluded.period, grainhash = excluded.grainhash, version = r.version + 1
  returning r.version as "Version"'),

('ReadReminderRowKey', '
  select grainid as "GrainId", remindername as "ReminderName", starttime as "StartTime", period as "Period", version as "Version"
  from orleansreminderstable
  where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName'),

('ReadReminderRowsKey', '
  select grainid as "GrainId", remindername as "ReminderName", starttime as "StartTime", period as "Period", version as "Version"
  from orleansreminderstable
  where serviceid = @ServiceId and grainid = @GrainId'),

-- A silo reads the reminders of its part of the ring: an interval, or one that passes the end and begins again.
('ReadRangeRows1Key', '
  select grainid as "GrainId", remindername as "ReminderName", starttime as "StartTime", period as "Period", version as "Version"
  from orleansreminderstable
  where serviceid = @ServiceId and grainhash > @BeginHash and grainhash <= @EndHash'),

('ReadRangeRows2Key', '
  select grainid as "GrainId", remindername as "ReminderName", starttime as "StartTime", period as "Period", version as "Version"
  from orleansreminderstable
  where serviceid = @ServiceId and (grainhash > @BeginHash or grainhash <= @EndHash)'),

('DeleteReminderRowKey', '
  with gone as (
    delete from orleansreminderstable
    where serviceid = @ServiceId and grainid = @GrainId and remindername = @ReminderName and version = @Version
    returning 1
  )
  select count(*)::integer from gone'),

('DeleteReminderRowsKey', 'delete from orleansreminderstable where serviceid = @ServiceId');

-- ---------------------------------------------------------------- membership

create table orleansmembershipversiontable (
  deploymentid  varchar(150) primary key,
  timestamp     timestamptz(3) not null default now(),
  version       integer not null default 0
);

create table orleansmembershiptable (
  deploymentid  varchar(150) not null references orleansmembershipversiontable (deploymentid),
  address       varchar(45) not null,
  port          integer not null,
  generation    integer not null,
  siloname      varchar(150) not null,
  hostname      varchar(150) not null,
  status        integer not null,
  proxyport     integer,
  suspecttimes  varchar(8000),
  starttime     timestamptz(3) not null,
  iamalivetime  timestamptz(3) not null,
  primary key (deploymentid, address, port, generation)
);

insert into orleansquery (querykey, querytext) values
('InsertMembershipVersionKey', '
  with added as (
    insert into orleansmembershipversiontable (deploymentid) values (@DeploymentId) on conflict do nothing returning 1
  )
  select count(*)::integer from added'),

-- Every change of the table advances its version from the one the silo has seen; otherwise nothing changes.
('InsertMembershipKey', '
  with advanced as (
    update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version
      and not exists (
        select from orleansmembershiptable
        where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
  ), added as (
    insert into orleansmembershiptable
      (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
    select @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
    from advanced
    returning 1
  )
  select count(*)::integer from added'),

('UpdateMembershipKey', '
  with advanced as (
    update orleansmembershipversiontable set timestamp = now(), version = version + 1
    where deploymentid = @DeploymentId and version = @Version
      and exists (
        select from orleansmembershiptable
        where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation)
    returning 1
  ), changed as (
    update orleansmembershiptable
    set status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
    where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation
      and exists (select from advanced)
    returning 1
  )
  select count(*)::integer from changed'),

('UpdateIAmAlivetimeKey', '
  update orleansmembershiptable set iamalivetime = @IAmAliveTime
  where deploymentid = @DeploymentId and address = @Address and port = @Port and generation = @Generation'),

('MembershipReadRowKey', '
  select v.deploymentid as "DeploymentId", m.address as "Address", m.port as "Port", m.generation as "Generation",
    m.siloname as "SiloName", m.hostname as "HostName", m.status as "Status", m.proxyport as "ProxyPort",
    m.suspecttimes as "SuspectTimes", m.starttime as "StartTime", m.iamalivetime as "IAmAliveTime", v.version as "Version"
  from orleansmembershipversiontable v
  left join orleansmembershiptable m
    on m.deploymentid = v.deploymentid and m.address = @Address and m.port = @Port and m.generation = @Generation
  where v.deploymentid = @DeploymentId'),

('MembershipReadAllKey', '
  select v.deploymentid as "DeploymentId", m.address as "Address", m.port as "Port", m.generation as "Generation",
    m.siloname as "SiloName", m.hostname as "HostName", m.status as "Status", m.proxyport as "ProxyPort",
    m.suspecttimes as "SuspectTimes", m.starttime as "StartTime", m.iamalivetime as "IAmAliveTime", v.version as "Version"
  from orleansmembershipversiontable v
  left join orleansmembershiptable m on m.deploymentid = v.deploymentid
  where v.deploymentid = @DeploymentId'),

('GatewaysQueryKey', '
  select address as "Address", proxyport as "ProxyPort", generation as "Generation"
  from orleansmembershiptable
  where deploymentid = @DeploymentId and status = @Status and proxyport > 0'),

('DeleteMembershipTableEntriesKey', '
  delete from orleansmembershiptable where deploymentid = @DeploymentId;
  delete from orleansmembershipversiontable where deploymentid = @DeploymentId'),

('CleanupDefunctSiloEntriesKey', '
  delete from orleansmembershiptable
  where deploymentid = @DeploymentId and iamalivetime < @IAmAliveTime and status <> 3');

grant select on orleansquery to pivotal_app;
grant select, insert, update, delete
  on orleansstorage, orleansreminderstable, orleansmembershiptable, orleansmembershipversiontable to pivotal_app;
