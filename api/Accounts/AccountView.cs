using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>Everything known of a company.</summary>
/// <param name="FoundedPrecision">year or day: how much of the founding is known</param>
internal sealed record AccountView(
    Guid Id,
    string Name,
    string? Domain,
    string? Website,
    string? Industry,
    string? Description,
    decimal? AnnualRevenue,
    string? RevenueRange,
    string? StaffCountRange,
    string? HqStreet1,
    string? HqStreet2,
    string? HqStreet3,
    string? HqCity,
    string? HqState,
    string? HqStateAbbr,
    string? HqPostalCode,
    string? HqCountry,
    string? CompanyLocation,
    int? FoundedYear,
    DateOnly? FoundedDate,
    string? FoundedPrecision,
    string? LinkedinUrl,
    string? LinkedinId,
    string? MainPhone,
    string? MainPhoneE164,
    IReadOnlyList<string> WebTechnologies,
    string? SicCode,
    string? NaicsCode,
    long ContactCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    long Version
) : IVersioned
{
    public static Task<AccountView?> Load(TenantSession session, Guid id, CancellationToken ct) =>
        session.QuerySingle<AccountView>(
            """
            select a.id, a.name, a.domain, a.website, a.industry, a.description, a.annual_revenue, a.revenue_range, a.staff_count_range, a.hq_street_1, a.hq_street_2, a.hq_street_3,
              a.hq_city, a.hq_state, a.hq_state_abbr, a.hq_postal_code, a.hq_country, a.company_location, a.founded_year, a.founded_date, a.founded_precision, a.linkedin_url, a.linkedin_id,
              a.main_phone, a.main_phone_e164, a.web_technologies, a.sic_code, a.naics_code,
              (select count(*) from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and c.deleted_at is null) as contact_count, a.created_at, a.updated_at, a.version
            from accounts a where a.id = @id and a.deleted_at is null
            """,
            new { id },
            ct
        );
}

internal static class GetAccount
{
    public static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(Guid id, RequestDb db, CancellationToken ct) =>
        Answer.OkOrNotFound(await db.Run((s, inner) => AccountView.Load(s, id, inner), ct));
}
