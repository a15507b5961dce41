-- What a campaign may decide about its dialling beyond the plain columns, as one document (CampaignRules). An absent part means the default.
alter table campaigns add column rules jsonb not null default '{}' check (jsonb_typeof(rules) = 'object');
