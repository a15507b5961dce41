using Pivotal.Data.Shared;

namespace Pivotal.Data.Accounts;

/// <summary>What a person may write on an account, normalised as an import does it.</summary>
/// <param name="NameKey">as names are compared</param>
/// <param name="DomainKey">as domains are compared; null: it has none of its own</param>
/// <param name="PlaceKey">as places are compared</param>
public sealed record AccountValues(
    string Name,
    string NameKey,
    string NameLower,
    string? Domain,
    string? DomainKey,
    string? Website,
    string? Industry,
    string? Description,
    string? StaffCountRange,
    string? RevenueRange,
    string? HqStreet1,
    string? HqCity,
    string? HqState,
    string? HqStateAbbr,
    string? HqPostalCode,
    string? HqCountry,
    string PlaceKey,
    string? MainPhone,
    string? MainE164,
    string? LinkedinUrl
);

/// <summary>What is written of one account. Many at once come by <see cref="StagedPeople"/>.</summary>
public static class AccountRows
{
    /// <summary>A double from before places were compared by a key (migration 0053) stays apart until its name or its place changes.</summary>
    /// <returns>false: it has another version by now, or is deleted</returns>
    public static async Task<bool> Change(TenantSession session, Guid id, long version, AccountValues a, CancellationToken ct) =>
        await session.Execute(
            """
            update accounts set name = @name, name_normalized = @nameKey, name_lower = @nameLower, domain = @domain, domain_normalized = @domainKey, website = @website,
              industry = @industry, description = @description, staff_count_range = @staffCountRange, revenue_range = @revenueRange, hq_street_1 = @hqStreet1, hq_city = @hqCity,
              hq_state = @hqState, hq_state_abbr = @hqStateAbbr, hq_postal_code = @hqPostalCode, hq_country = @hqCountry,
              place_key = case when name_normalized = @nameKey and place_key = @placeKey || '#' || id then place_key else @placeKey end,
              main_phone = @mainPhone, main_phone_e164 = @mainE164, linkedin_url = @linkedinUrl, updated_at = now(), version = version + 1
            where id = @id and version = @version and deleted_at is null
            """,
            new
            {
                id,
                version,
                a.Name,
                a.NameKey,
                a.NameLower,
                a.Domain,
                a.DomainKey,
                a.Website,
                a.Industry,
                a.Description,
                a.StaffCountRange,
                a.RevenueRange,
                a.HqStreet1,
                a.HqCity,
                a.HqState,
                a.HqStateAbbr,
                a.HqPostalCode,
                a.HqCountry,
                a.PlaceKey,
                a.MainPhone,
                a.MainE164,
                a.LinkedinUrl,
            },
            ct
        ) > 0;
}
