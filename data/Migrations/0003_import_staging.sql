-- Imports bring their rows in by COPY, and COPY INTO is refused on tables with row-level security.
-- So a batch goes into a temporary table of its own transaction first, and from there through the policies.
do $$
begin
  execute format('grant temporary on database %I to pivotal_app', current_database());
end $$;

-- Byte order instead of the server's language: prefix search under row-level security needs it, and equality is the same.
drop index contacts_email_ux;
create unique index contacts_email_ux on contacts (tenant_id, email_normalized text_pattern_ops) where deleted_at is null;
