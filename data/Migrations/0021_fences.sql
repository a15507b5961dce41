-- The fence of LeadCapGrain: one row per account of a campaign. Its activation takes the next epoch and names it in every write to cap_reservations,
-- so that an older activation, whose memory of the places is out of date, can neither use nor give back one.
create table lead_caps (
  tenant_id     uuid not null,
  campaign_id   uuid not null,
  account_id    uuid not null,
  epoch         bigint not null default 0,
  primary key (tenant_id, campaign_id, account_id),
  foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id) on delete cascade
);
select protect_tenant_table('lead_caps');
