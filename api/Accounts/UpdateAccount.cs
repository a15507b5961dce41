using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>Absent stays as it is, an empty text clears.</summary>
internal sealed record UpdateAccountRequest(
    string? Name, string? Domain, string? Website, string? Industry, string? Description, string? StaffCountRange, string? RevenueRange,
    string? HqStreet1, string? HqCity, string? HqState, string? HqStateAbbr, string? HqPostalCode, string? HqCountry, string? MainPhone, string? LinkedinUrl);

internal static class UpdateAccount
{
    private static readonly Refusal Taken = new(RefusalKind.Conflict, "accounts.taken", "There is an account with this domain, or this name and place, already.", "/domain");

    public static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(
        Guid id, UpdateAccountRequest body, HttpRequest request, RequestUser user, RequestDb db, CancellationToken ct)
    {
        try
        {
            return await db.Run<Results<Ok<AccountView>, ProblemHttpResult>>(async (s, inner) =>
            {
                if (await AccountView.Load(s, id, inner) is not { } before)
                    return Problem.NotFound();
                var (name, domain, country, phone) = (Pick(body.Name, before.Name), Pick(body.Domain, before.Domain), Pick(body.HqCountry, before.HqCountry), Pick(body.MainPhone, before.MainPhone));
                if (Check(body, name, domain, country, phone, before) is { Failed: true } wrong)
                    return wrong.Problem();
                var key = Domains.Normalize(domain);
                var changed = await s.Execute(
                    """
                    update accounts set name = @name, name_normalized = @nameKey, name_lower = @nameLower, domain = @domain, domain_normalized = @domainKey, website = @website,
                      industry = @industry, description = @description, staff_count_range = @staff, revenue_range = @revenue, hq_street_1 = @street, hq_city = @city, hq_state = @state,
                      hq_state_abbr = @stateAbbr, hq_postal_code = @postalCode, hq_country = @country, main_phone = @phone, main_phone_e164 = @e164, linkedin_url = @linkedin,
                      updated_at = now(), version = version + 1
                    where id = @id and version = @version and deleted_at is null
                    """,
                    new
                    {
                        id, version = request.IfMatch(), name = name!, nameKey = CompanyNames.Key(name!), nameLower = name!.ToLowerInvariant(), domain,
                        domainKey = key is not null && !Domains.IsFreeMail(key) ? key : null, website = Pick(body.Website, before.Website), industry = Pick(body.Industry, before.Industry),
                        description = Pick(body.Description, before.Description), staff = SizeBands.StaffCount(Pick(body.StaffCountRange, before.StaffCountRange)),
                        revenue = SizeBands.Revenue(Pick(body.RevenueRange, before.RevenueRange)), street = Pick(body.HqStreet1, before.HqStreet1), city = Pick(body.HqCity, before.HqCity),
                        state = Pick(body.HqState, before.HqState), stateAbbr = Pick(body.HqStateAbbr, before.HqStateAbbr), postalCode = Pick(body.HqPostalCode, before.HqPostalCode), country,
                        phone, e164 = PhoneNumbers.Normalize(phone, country), linkedin = Pick(body.LinkedinUrl, before.LinkedinUrl),
                    }, inner);
                if (changed == 0)
                    return Problem.Stale();
                await s.Record(user, "accounts.updated", "account", id, null, inner);
                return TypedResults.Ok((await AccountView.Load(s, id, inner))!);
            }, ct);
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "accounts_domain_ux" or "accounts_name_place_ux" })
        {
            return Problem.From(Taken);
        }
    }

    private static Validation Check(UpdateAccountRequest body, string? name, string? domain, string? country, string? phone, AccountView before) => new Validation()
        .Text("/name", name, 200)
        .That(domain is null || domain == before.Domain || Domains.Normalize(domain) is not null, "/domain", "accounts.domain_invalid", "This is not a domain.")
        .That(phone is null || phone == before.MainPhone || PhoneNumbers.Normalize(phone, country) is not null, "/mainPhone", "accounts.phone_invalid",
            "This number cannot be dialled. Write it with its country code, or give the company's country.")
        .OptionalText("/hqCity", body.HqCity, 200).OptionalText("/hqCountry", body.HqCountry, 200).OptionalText("/description", body.Description, 20_000)
        .OptionalText("/industry", body.Industry, 200).OptionalText("/website", body.Website, 2_000).OptionalText("/linkedinUrl", body.LinkedinUrl, 2_000);

    private static string? Pick(string? given, string? old) => given is null ? old : given.Trim() is { Length: > 0 } text ? text : null;
}
