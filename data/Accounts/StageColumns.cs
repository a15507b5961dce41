using Npgsql;
using NpgsqlTypes;
using Pivotal.Domain.Imports;

namespace Pivotal.Data.Accounts;

/// <summary>A column that comes from the file: how it is staged and what becomes of an older value.</summary>
/// <param name="Merge">SQL of the value after the merge, from <c>excluded</c> and the row that is there</param>
internal sealed record StageColumn<TRow>(string Name, string Type, Action<NpgsqlBinaryImporter, TRow> Write, string Merge, string Insert);

/// <summary>The columns of accounts and contacts that an import fills. A new non-null value wins; what the file does not say stays.</summary>
internal static class StageColumns
{
    public static readonly StageColumn<ContactDraft>[] Contacts =
    [
        // The fallback name must not replace a real one.
        Text<ContactDraft>(
            "contacts",
            "full_name",
            c => c.FullName,
            merge: "case when excluded.full_name = excluded.email then contacts.full_name else excluded.full_name end",
            insert: "coalesce(s.full_name, s.email)"
        ),
        Text<ContactDraft>(
            "contacts",
            "full_name_lower",
            c => c.FullName?.ToLowerInvariant(),
            merge: "case when excluded.full_name = excluded.email then contacts.full_name_lower else excluded.full_name_lower end",
            insert: "coalesce(s.full_name_lower, lower(s.email))"
        ),
        Text<ContactDraft>("contacts", "first_name", c => c.FirstName),
        Text<ContactDraft>("contacts", "last_name", c => c.LastName),
        Text<ContactDraft>("contacts", "job_title", c => c.JobTitle),
        Text<ContactDraft>("contacts", "department", c => c.Department),
        Text<ContactDraft>("contacts", "seniority", c => c.Seniority),
        Text<ContactDraft>("contacts", "list_label", c => c.ListLabel),
        Text<ContactDraft>("contacts", "linkedin_url", c => c.LinkedinUrl),
        Text<ContactDraft>(
            "contacts",
            "email_verification",
            c => c.EmailVerification,
            merge: "case when excluded.email_verification = 'unknown' then contacts.email_verification else excluded.email_verification end",
            insert: "coalesce(s.email_verification, 'unknown')"
        ),
        Value<ContactDraft, decimal>("contacts", "email_ai_confidence", "numeric(5,2)", NpgsqlDbType.Numeric, c => c.EmailAiConfidence),
        .. Pair<ContactDraft>("contacts", "direct_phone", "direct_phone_e164", c => c.DirectPhone, c => c.DirectPhoneE164),
        Value<ContactDraft, decimal>("contacts", "phone_ai_confidence", "numeric(5,2)", NpgsqlDbType.Numeric, c => c.PhoneAiConfidence),
        .. Pair<ContactDraft>("contacts", "mobile_phone", "mobile_phone_e164", c => c.MobilePhone, c => c.MobilePhoneE164),
        Text<ContactDraft>("contacts", "city", c => c.City),
        Text<ContactDraft>("contacts", "state", c => c.State),
        Text<ContactDraft>("contacts", "state_abbr", c => c.StateAbbr),
        Text<ContactDraft>("contacts", "postal_code", c => c.PostalCode),
        Text<ContactDraft>("contacts", "country", c => c.Country),
        Text<ContactDraft>("contacts", "contact_location", c => c.ContactLocation),
        Text<ContactDraft>("contacts", "time_zone", c => c.TimeZone),
        Text<ContactDraft>("contacts", "former_position", c => c.FormerPosition),
        Text<ContactDraft>("contacts", "time_in_position", c => c.TimeInPosition),
        Value<ContactDraft, int>(
            "contacts",
            "time_in_position_months",
            "int",
            NpgsqlDbType.Integer,
            c => c.TimeInPositionMonths,
            "case when excluded.time_in_position is null then contacts.time_in_position_months else excluded.time_in_position_months end"
        ),
        Text<ContactDraft>("contacts", "time_in_company", c => c.TimeInCompany),
        Value<ContactDraft, int>(
            "contacts",
            "time_in_company_months",
            "int",
            NpgsqlDbType.Integer,
            c => c.TimeInCompanyMonths,
            "case when excluded.time_in_company is null then contacts.time_in_company_months else excluded.time_in_company_months end"
        ),
        Value<ContactDraft, DateOnly>("contacts", "research_date", "date", NpgsqlDbType.Date, c => c.ResearchDate),
        new(
            "custom_fields",
            "jsonb",
            (w, c) => Put(w, c.CustomFields is null ? null : System.Text.Json.JsonSerializer.Serialize(c.CustomFields), NpgsqlDbType.Jsonb),
            "contacts.custom_fields || excluded.custom_fields",
            "coalesce(s.custom_fields, '{}')"
        ),
    ];

    public static readonly StageColumn<AccountDraft>[] Accounts =
    [
        Text<AccountDraft>("accounts", "name", a => a.Name, merge: Named("name")),
        Text<AccountDraft>("accounts", "name_normalized", a => a.NameNormalized, merge: Named("name_normalized")),
        Text<AccountDraft>("accounts", "name_lower", a => a.Name?.ToLowerInvariant(), merge: Named("name_lower")),
        Text<AccountDraft>("accounts", "domain", a => a.Domain),
        Text<AccountDraft>("accounts", "domain_normalized", a => a.DomainNormalized),
        Text<AccountDraft>("accounts", "website", a => a.Website),
        Text<AccountDraft>("accounts", "industry", a => a.Industry),
        Text<AccountDraft>("accounts", "description", a => a.Description),
        Value<AccountDraft, decimal>("accounts", "annual_revenue", "numeric(20,2)", NpgsqlDbType.Numeric, a => a.AnnualRevenue),
        Text<AccountDraft>("accounts", "revenue_range", a => a.RevenueRange),
        Text<AccountDraft>("accounts", "staff_count_range", a => a.StaffCountRange),
        Text<AccountDraft>("accounts", "hq_street_1", a => a.HqStreet1),
        Text<AccountDraft>("accounts", "hq_street_2", a => a.HqStreet2),
        Text<AccountDraft>("accounts", "hq_street_3", a => a.HqStreet3),
        Text<AccountDraft>("accounts", "hq_city", a => a.HqCity),
        Text<AccountDraft>("accounts", "hq_state", a => a.HqState),
        Text<AccountDraft>("accounts", "hq_state_abbr", a => a.HqStateAbbr),
        Text<AccountDraft>("accounts", "hq_postal_code", a => a.HqPostalCode),
        Text<AccountDraft>("accounts", "hq_country", a => a.HqCountry),
        Text<AccountDraft>("accounts", "place_key", a => a.PlaceKey, "coalesce(nullif(excluded.place_key, ''), accounts.place_key)"),
        Text<AccountDraft>("accounts", "company_location", a => a.CompanyLocation),
        // A year alone replaces an older date: the two always belong together.
        Value<AccountDraft, int>("accounts", "founded_year", "int", NpgsqlDbType.Integer, a => a.FoundedYear),
        Value<AccountDraft, DateOnly>(
            "accounts",
            "founded_date",
            "date",
            NpgsqlDbType.Date,
            a => a.FoundedDate,
            "case when excluded.founded_year is null then accounts.founded_date else excluded.founded_date end"
        ),
        Text<AccountDraft>(
            "accounts",
            "founded_precision",
            a =>
                a.FoundedDate is not null ? "day"
                : a.FoundedYear is not null ? "year"
                : null
        ),
        Text<AccountDraft>("accounts", "linkedin_url", a => a.LinkedinUrl),
        Text<AccountDraft>("accounts", "linkedin_id", a => a.LinkedinId),
        .. Pair<AccountDraft>("accounts", "main_phone", "main_phone_e164", a => a.MainPhone, a => a.MainPhoneE164),
        new(
            "web_technologies",
            "text[]",
            (w, a) => Put(w, a.WebTechnologies, NpgsqlDbType.Array | NpgsqlDbType.Text),
            "accounts.web_technologies || array(select t from unnest(excluded.web_technologies) as t where t <> all (accounts.web_technologies))",
            "coalesce(s.web_technologies, '{}')"
        ),
        Text<AccountDraft>("accounts", "sic_code", a => a.SicCode),
        Text<AccountDraft>("accounts", "naics_code", a => a.NaicsCode),
    ];

    public static void Put<T>(NpgsqlBinaryImporter writer, T? value, NpgsqlDbType type)
        where T : class
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.Write(value, type);
    }

    private static string Named(string column) =>
        $"case when excluded.name = excluded.domain_normalized then accounts.{column} else excluded.{column} end";

    private static StageColumn<TRow> Text<TRow>(
        string table,
        string name,
        Func<TRow, string?> get,
        string? merge = null,
        string? insert = null
    ) =>
        new(
            name,
            "text",
            (w, row) => Put(w, get(row), NpgsqlDbType.Text),
            merge ?? $"coalesce(excluded.{name}, {table}.{name})",
            insert ?? $"s.{name}"
        );

    private static StageColumn<TRow> Value<TRow, TValue>(
        string table,
        string name,
        string type,
        NpgsqlDbType wire,
        Func<TRow, TValue?> get,
        string? merge = null
    )
        where TValue : struct =>
        new(
            name,
            type,
            (w, row) =>
            {
                if (get(row) is { } value)
                    w.Write(value, wire);
                else
                    w.WriteNull();
            },
            merge ?? $"coalesce(excluded.{name}, {table}.{name})",
            $"s.{name}"
        );

    /// <summary>A number and its text go together, and a text that cannot be dialled does not replace a number that can.</summary>
    private static StageColumn<TRow>[] Pair<TRow>(
        string table,
        string text,
        string e164,
        Func<TRow, string?> getText,
        Func<TRow, string?> getNumber
    )
    {
        var keep = $"excluded.{text} is null or (excluded.{e164} is null and {table}.{e164} is not null)";
        return
        [
            Text(table, text, getText, $"case when {keep} then {table}.{text} else excluded.{text} end"),
            Text(table, e164, getNumber, $"case when {keep} then {table}.{e164} else excluded.{e164} end"),
        ];
    }
}
