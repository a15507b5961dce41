using Pivotal.Data.Compliance;

namespace Pivotal.Data.Accounts;

/// <summary>The statements of <see cref="StagedPeople"/>, built once from <see cref="StageColumns"/>.</summary>
internal static class StageSql
{
    public static readonly string Stage = $"""
        create temp table stage_accounts (no int not null, id uuid not null, account_id uuid, {Defined(
            StageColumns.Accounts
        )}) on commit drop;
        create temp table stage_contacts (no int not null, id uuid not null, account_no int, email text not null, email_normalized text not null, email_domain text not null,
          {Defined(StageColumns.Contacts)}) on commit drop;
        """;

    public static readonly string CopyAccounts = $"copy stage_accounts (no, id, {Names(StageColumns.Accounts)}) from stdin (format binary)";

    public static readonly string CopyContacts =
        $"copy stage_contacts (no, id, account_no, email, email_normalized, email_domain, {Names(StageColumns.Contacts)}) from stdin (format binary)";

    /// <summary>Answers: created, updated for the first time by this import.</summary>
    public static readonly string MergeAccountsByDomain = MergeAccounts(
        "s.domain_normalized is not null",
        "(tenant_id, domain_normalized) where deleted_at is null and domain_normalized is not null"
    );

    public static readonly string MergeAccountsByName = MergeAccounts(
        "s.domain_normalized is null",
        "(tenant_id, name_normalized, place_key) where deleted_at is null and domain_normalized is null"
    );

    /// <summary>The accounts of the batch, new and old, found again by their keys.</summary>
    public const string ResolveAccounts = """
        update stage_accounts s set account_id = a.id from accounts a
        where s.domain_normalized is not null and a.tenant_id = @tenant and a.domain_normalized = s.domain_normalized and a.deleted_at is null and a.domain_normalized is not null;
        update stage_accounts s set account_id = a.id from accounts a
        where s.domain_normalized is null and a.tenant_id = @tenant and a.name_normalized = s.name_normalized
          and a.place_key = s.place_key and a.deleted_at is null and a.domain_normalized is null;
        """;

    /// <summary>
    /// Answers: created, updated, suppressed. A row that changes nothing is not written. A suppressed domain speaks for the company and for what lies under it, so it closes both channels.
    /// </summary>
    public static readonly string MergeContacts = $"""
        with flags as materialized (
          select s.no, (se.id is not null or d.found) as email, (sp.id is not null or sm.id is not null or d.found) as phone
          from stage_contacts s
          left join stage_accounts a on a.no = s.account_no
          left join suppressions se on se.tenant_id = @tenant and se.kind = 'email' and se.value = s.email_normalized
          left join suppressions sp on sp.tenant_id = @tenant and sp.kind = 'phone' and sp.value = s.direct_phone_e164
          left join suppressions sm on sm.tenant_id = @tenant and sm.kind = 'phone' and sm.value = s.mobile_phone_e164
          cross join lateral (select domain_and_above(s.email_domain) || domain_and_above(a.domain_normalized) as domains offset 0) of
          cross join lateral (select {Suppressed.Domain("of.domains")} as found) d
          where @anySuppressed and (se.id is not null or sp.id is not null or sm.id is not null or d.found)
        ), merged as (
          insert into contacts (tenant_id, id, account_id, email, email_normalized, suppressed_email, suppressed_phone, source_import_id, {Names(
            StageColumns.Contacts
        )})
          select @tenant, s.id, a.account_id, s.email, s.email_normalized, coalesce(f.email, false), coalesce(f.phone, false), @import,
            {Inserted(StageColumns.Contacts)}
          from stage_contacts s
          left join stage_accounts a on a.no = s.account_no
          left join flags f on f.no = s.no
          on conflict (tenant_id, email_normalized) where deleted_at is null do update set
            account_id = coalesce(excluded.account_id, contacts.account_id),
            suppressed_email = contacts.suppressed_email or excluded.suppressed_email,
            suppressed_phone = contacts.suppressed_phone or excluded.suppressed_phone,
            {Merged(StageColumns.Contacts)},
            version = contacts.version + 1, updated_at = now()
          where (contacts.account_id, contacts.suppressed_email, contacts.suppressed_phone, {Present("contacts", StageColumns.Contacts)})
            is distinct from (coalesce(excluded.account_id, contacts.account_id), contacts.suppressed_email or excluded.suppressed_email,
              contacts.suppressed_phone or excluded.suppressed_phone, {Coming(StageColumns.Contacts)})
          returning version = 1 as created
        )
        select count(*) filter (where created) as created, count(*) filter (where not created) as updated, (select count(*) from flags) as suppressed from merged
        """;

    private static string MergeAccounts(string which, string key) =>
        $"""
            with merged as (
              insert into accounts (tenant_id, id, source_import_id, {Names(StageColumns.Accounts)})
              select @tenant, s.id, @import, {Inserted(StageColumns.Accounts)}
              from stage_accounts s where {which}
              on conflict {key} do update set
                {Merged(StageColumns.Accounts)}, version = accounts.version + 1, updated_at = now()
              where ({Present("accounts", StageColumns.Accounts)}) is distinct from ({Coming(StageColumns.Accounts)})
              returning id, version = 1 as created
            )
            select count(*) filter (where created) as created, count(*) filter (where not created) as updated from merged
            """;

    private static string Names<T>(StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => c.Name));

    private static string Defined<T>(StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => $"{c.Name} {c.Type}"));

    private static string Inserted<T>(StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => c.Insert));

    private static string Merged<T>(StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => $"{c.Name} = {c.Merge}"));

    private static string Present<T>(string table, StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => $"{table}.{c.Name}"));

    private static string Coming<T>(StageColumn<T>[] columns) => string.Join(", ", columns.Select(c => c.Merge));
}
