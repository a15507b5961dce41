using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pivotal.Api.Shared;
using Pivotal.Data.Accounts;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Accounts;

/// <summary>What a person may write on an account. Texts are trimmed; an empty one is none.</summary>
internal sealed record AccountBody(
    string? Name,
    string? Domain,
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
    string? MainPhone,
    string? LinkedinUrl
)
{
    public static AccountBody Of(AccountView a) =>
        new(
            a.Name,
            a.Domain,
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
            a.MainPhone,
            a.LinkedinUrl
        );

    /// <summary>As it is kept.</summary>
    public AccountBody Tidy() =>
        new(
            Kept(Name),
            Kept(Domain),
            Kept(Website),
            Kept(Industry),
            Kept(Description),
            Kept(StaffCountRange),
            Kept(RevenueRange),
            Kept(HqStreet1),
            Kept(HqCity),
            Kept(HqState),
            Kept(HqStateAbbr),
            Kept(HqPostalCode),
            Kept(HqCountry),
            Kept(MainPhone),
            Kept(LinkedinUrl)
        );

    /// <summary>As its row keeps it, normalised as an import does it.</summary>
    /// <param name="before">as it is stored</param>
    public AccountValues Values(AccountView before)
    {
        var key = Domains.Normalize(Domain);
        return new(
            Name!,
            CompanyNames.Key(Name!),
            Name!.ToLowerInvariant(),
            Domain,
            key is not null && Domains.IsCompanys(key) ? key : null,
            Website,
            Industry,
            Description,
            SizeBands.StaffCount(StaffCountRange),
            SizeBands.Revenue(RevenueRange),
            HqStreet1,
            HqCity,
            HqState,
            HqStateAbbr,
            HqPostalCode,
            HqCountry,
            Places.Key(HqCity, HqCountry),
            MainPhone,
            // As with people: read once it is a fact, whatever country is set later.
            MainPhone is not null
            && MainPhone == before.MainPhone
            && before.MainPhoneE164 is { } stored
                ? stored
                : PhoneNumbers.Normalize(MainPhone, HqCountry),
            LinkedinUrl
        );
    }

    public Validation Check(AccountView before) =>
        new Validation()
            .Text("/name", Name, 200)
            .That(
                Domain is null || Domain == before.Domain || Domains.Normalize(Domain) is not null,
                "/domain",
                "accounts.domain_invalid",
                "This is not a domain."
            )
            .That(
                MainPhone is null || MainPhone == before.MainPhone || PhoneNumbers.Normalize(MainPhone, HqCountry) is not null,
                "/mainPhone",
                "accounts.phone_invalid",
                "This number cannot be dialed. Write it with its country code, or give the company's country."
            )
            .That(
                IsBand(StaffCountRange, before.StaffCountRange),
                "/staffCountRange",
                "accounts.staff_invalid",
                "A company has no fewer people than none."
            )
            .That(
                IsBand(RevenueRange, before.RevenueRange),
                "/revenueRange",
                "accounts.revenue_invalid",
                "A revenue is not less than nothing."
            )
            .OptionalText("/hqCity", HqCity, 200)
            .OptionalText("/hqCountry", HqCountry, 200)
            .OptionalText("/description", Description, 20_000)
            .OptionalText("/industry", Industry, 200)
            .OptionalText("/website", Website, 2_000)
            .OptionalText("/linkedinUrl", LinkedinUrl, 2_000);

    private static bool IsBand(string? text, string? before) => text is null || text == before || !SizeBands.IsNegative(text);

    private static string? Kept(string? text) => text?.Trim() is { Length: > 0 } kept ? kept : null;
}

internal static class UpdateAccount
{
    private static readonly Refusal Taken = new(
        RefusalKind.Conflict,
        "accounts.taken",
        "There is an account with this domain, or this name and place, already.",
        "/domain"
    );

    public static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(
        Guid id,
        JsonElement body,
        HttpRequest request,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        try
        {
            return await db.Run<Results<Ok<AccountView>, ProblemHttpResult>>(
                async (s, inner) =>
                {
                    if (await AccountView.Load(s, id, inner) is not { } before)
                        return Problem.NotFound();
                    var after = body.Over(AccountBody.Of(before)).Tidy();
                    if (after.Check(before) is { Failed: true } wrong)
                        return wrong.Problem();
                    if (!await AccountRows.Change(s, id, request.IfMatch(), after.Values(before), inner))
                        return Problem.Stale();
                    await s.Record(user, "accounts.updated", "account", id, null, inner);
                    return TypedResults.Ok((await AccountView.Load(s, id, inner))!);
                },
                ct
            );
        }
        catch (PostgresException e)
            when (e is { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "accounts_domain_ux" or "accounts_name_place_ux" })
        {
            return Problem.From(Taken);
        }
    }
}
