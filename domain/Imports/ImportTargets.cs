using System.Text.RegularExpressions;
using Pivotal.Domain.Accounts;

namespace Pivotal.Domain.Imports;

/// <summary>Something a column can be mapped to.</summary>
/// <param name="Key"><c>contact.email</c>, <c>account.domain</c>, <c>custom.&lt;key&gt;</c></param>
/// <param name="Entity">contact or account</param>
/// <param name="Kind">text, email, phone, domain, url, date, founded, money, percent, months, list</param>
public sealed record ImportTarget(string Key, string Label, string Entity, string Kind)
{
    /// <summary>Puts the trimmed, non-empty cell in its place. Values that need other cells (phones, domain, time zone) are finished by <see cref="RowMapper"/>.</summary>
    internal Action<ImportRow, string> Set { get; init; } = (_, _) => { };

    /// <summary>Characters. What is indexed must fit into an index entry.</summary>
    internal int MaxLength { get; init; } = ImportLimits.Cell;
}

/// <summary>All mapping targets. The columns of the tables are the truth; this is their order in the wizard.</summary>
public static partial class ImportTargets
{
    public const string Email = "contact.email";

    private const int Indexed = 200;

    [GeneratedRegex("^[a-z0-9_]{1,60}$")]
    private static partial Regex CustomKey();

    public static IReadOnlyList<ImportTarget> All { get; } =
    [
        Contact("email", "E-mail", "email", (c, v) => c.Email = v),
        Contact("fullName", "Full name", "text", (c, v) => c.FullName = v) with
        {
            MaxLength = Indexed,
        },
        Contact("firstName", "First name", "text", (c, v) => c.FirstName = v) with
        {
            MaxLength = Indexed,
        },
        Contact("lastName", "Last name", "text", (c, v) => c.LastName = v) with
        {
            MaxLength = Indexed,
        },
        Contact("jobTitle", "Job title", "text", (c, v) => c.JobTitle = v),
        Contact("department", "Department", "text", (c, v) => c.Department = v),
        Contact("seniority", "Seniority", "text", (c, v) => c.Seniority = Seniorities.Normalize(v)),
        Contact("directPhone", "Direct phone", "phone", (c, v) => c.DirectPhone = v),
        Contact("mobilePhone", "Mobile phone", "phone", (c, v) => c.MobilePhone = v),
        Contact("city", "City", "text", (c, v) => c.City = v),
        Contact("state", "State", "text", (c, v) => c.State = v),
        Contact("stateAbbr", "State abbreviation", "text", (c, v) => c.StateAbbr = v),
        Contact("postalCode", "Postal code", "text", (c, v) => c.PostalCode = v),
        Contact("country", "Country", "text", (c, v) => c.Country = v),
        Contact("contactLocation", "Location", "text", (c, v) => c.ContactLocation = v),
        Contact("linkedinUrl", "LinkedIn profile", "url", (c, v) => c.LinkedinUrl = v),
        Contact("emailVerification", "E-mail validation", "text", (c, v) => c.EmailVerification = v.ToLowerInvariant().Replace(' ', '_')),
        new("contact.emailAiConfidence", "E-mail AI confidence", "contact", "percent")
        {
            Set = (r, v) => r.Contact.EmailAiConfidence = Checked(r, Percents.Parse(v), "percent.invalid", "contact.emailAiConfidence", v),
        },
        new("contact.phoneAiConfidence", "Phone AI confidence", "contact", "percent")
        {
            Set = (r, v) => r.Contact.PhoneAiConfidence = Checked(r, Percents.Parse(v), "percent.invalid", "contact.phoneAiConfidence", v),
        },
        Contact("listLabel", "List label", "text", (c, v) => c.ListLabel = v),
        Contact("formerPosition", "Former position", "text", (c, v) => c.FormerPosition = v),
        Contact(
            "timeInPosition",
            "Time in current position",
            "months",
            (c, v) => (c.TimeInPosition, c.TimeInPositionMonths) = (v, Tenures.Months(v))
        ),
        Contact(
            "timeInCompany",
            "Time in current company",
            "months",
            (c, v) => (c.TimeInCompany, c.TimeInCompanyMonths) = (v, Tenures.Months(v))
        ),
        new("contact.researchDate", "Research date", "contact", "date")
        {
            Set = (r, v) =>
            {
                r.Contact.ResearchDate = Dates.Parse(v, r.DateOrder, out var ambiguous);
                if (r.Contact.ResearchDate is null)
                    NoDate(r, ambiguous, "contact.researchDate", "The value cannot be read and is left out.", v);
            },
        },
        Account("name", "Company name", "text", (a, v) => a.Name = v) with
        {
            MaxLength = Indexed,
        },
        Account("domain", "Company domain", "domain", (a, v) => a.Domain = v),
        Account("website", "Website", "url", (a, v) => a.Website = v),
        Account("industry", "Industry", "text", (a, v) => a.Industry = v),
        new("account.staffCountRange", "Staff count range", "account", "text")
        {
            Set = (r, v) => r.Account.StaffCountRange = Band(r, SizeBands.StaffCount(v), "staff.invalid", "account.staffCountRange", v),
        },
        new("account.annualRevenue", "Annual revenue", "account", "money")
        {
            Set = (r, v) =>
            {
                r.Account.AnnualRevenue = Money.Parse(v, r.Amounts, out var ambiguous);
                if (ambiguous)
                    r.Problem(
                        "money.ambiguous",
                        "account.annualRevenue",
                        "Thousands and decimals cannot be told apart; write the amount without a separator, or say how the column is read.",
                        v
                    );
                else
                    Checked(r, r.Account.AnnualRevenue, "money.invalid", "account.annualRevenue", v);
            },
        },
        new("account.revenueRange", "Revenue range", "account", "text")
        {
            Set = (r, v) => r.Account.RevenueRange = Band(r, SizeBands.Revenue(v), "revenue.invalid", "account.revenueRange", v),
        },
        Account("mainPhone", "Company phone", "phone", (a, v) => a.MainPhone = v),
        Account("companyLocation", "Company location", "text", (a, v) => a.CompanyLocation = v),
        Account("hqStreet1", "Street 1", "text", (a, v) => a.HqStreet1 = v),
        Account("hqStreet2", "Street 2", "text", (a, v) => a.HqStreet2 = v),
        Account("hqStreet3", "Street 3", "text", (a, v) => a.HqStreet3 = v),
        Account("hqCity", "Company city", "text", (a, v) => a.HqCity = v) with
        {
            MaxLength = Indexed,
        },
        Account("hqState", "Company state", "text", (a, v) => a.HqState = v),
        Account("hqStateAbbr", "Company state abbreviation", "text", (a, v) => a.HqStateAbbr = v),
        Account("hqPostalCode", "Company postal code", "text", (a, v) => a.HqPostalCode = v),
        Account("hqCountry", "Company country", "text", (a, v) => a.HqCountry = v) with
        {
            MaxLength = Indexed,
        },
        Account("description", "Description", "text", (a, v) => a.Description = v),
        new("account.founded", "Founded", "account", "founded")
        {
            Set = (r, v) =>
            {
                if (Dates.Founded(v, r.DateOrder, out var ambiguous) is { } founded)
                    (r.Account.FoundedYear, r.Account.FoundedDate) = founded;
                else
                    NoDate(r, ambiguous, "account.founded", "Neither a year nor a date.", v);
            },
        },
        Account("linkedinUrl", "Company LinkedIn page", "url", (a, v) => a.LinkedinUrl = v),
        Account("linkedinId", "Company LinkedIn id", "text", (a, v) => a.LinkedinId = v),
        Account("webTechnologies", "Web technologies", "list", (a, v) => a.WebTechnologies = Lists.Parse(v)),
        Account("sicCode", "SIC code", "text", (a, v) => a.SicCode = v),
        Account("naicsCode", "NAICS code", "text", (a, v) => a.NaicsCode = v),
    ];

    private static readonly Dictionary<string, ImportTarget> ByKey = All.ToDictionary(t => t.Key);

    public static ImportTarget? Find(string? key)
    {
        if (key is null)
            return null;
        if (ByKey.TryGetValue(key, out var target))
            return target;
        if (!key.StartsWith("custom.", StringComparison.Ordinal) || !CustomKey().IsMatch(key[7..]))
            return null;
        var name = key[7..];
        return new(key, name, "contact", "text") { Set = (r, v) => (r.Contact.CustomFields ??= [])[name] = v };
    }

    private static ImportTarget Contact(string name, string label, string kind, Action<ContactDraft, string> set) =>
        new($"contact.{name}", label, "contact", kind) { Set = (r, v) => set(r.Contact, v) };

    private static ImportTarget Account(string name, string label, string kind, Action<AccountDraft, string> set) =>
        new($"account.{name}", label, "account", kind) { Set = (r, v) => set(r.Account, v) };

    private static void NoDate(ImportRow row, bool ambiguous, string field, string detail, string text) =>
        row.Problem(
            ambiguous ? "date.ambiguous" : "date.invalid",
            field,
            ambiguous
                ? "Day and month cannot be told apart in this column; write the date as 2024-04-03, or say how the column is read."
                : detail,
            text
        );

    private static string? Band(ImportRow row, string? band, string code, string field, string text)
    {
        if (band is null)
            row.Problem(code, field, "The value is less than nothing and is left out.", text);
        return band;
    }

    private static T? Checked<T>(ImportRow row, T? value, string code, string field, string text)
        where T : struct
    {
        if (value is null)
            row.Problem(code, field, "The value cannot be read and is left out.", text);
        return value;
    }
}
