using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

/// <param name="Phone">the number that would be dialled, otherwise the text that stands for one</param>
internal sealed record ContactRow(
    Guid Id,
    string FullName,
    string? JobTitle,
    string Email,
    string? Phone,
    string? Country,
    string? City,
    Guid? AccountId,
    string? AccountName,
    bool SuppressedEmail,
    bool SuppressedPhone,
    bool IsInvalid,
    DateTimeOffset CreatedAt
)
{
    /// <summary>Of contacts <c>c</c> and their accounts <c>a</c>.</summary>
    public const string Columns = """
        c.id, c.full_name, c.job_title, c.email, coalesce(c.direct_phone_e164, c.mobile_phone_e164, c.direct_phone, c.mobile_phone) as phone, c.country, c.city,
        c.account_id, a.name as account_name, c.suppressed_email, c.suppressed_phone, c.is_invalid, c.created_at
        """;

    /// <summary>What a search orders its kind of match by (<see cref="ContactSearch"/>).</summary>
    [JsonIgnore]
    public string? Key { get; init; }
}

/// <summary>By name unless <c>sort</c> says otherwise: name, -name, createdAt, -createdAt. With <c>q</c> and no <c>sort</c> the best match comes first (<see cref="ContactSearch"/>).</summary>
internal static class ListContacts
{
    private static readonly string[] Sorts = ["name", "-name", "createdAt", "-createdAt"];

    private sealed record After(string? Name, Guid Id);

    public static async Task<Results<Ok<Page<ContactRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        [AsParameters] ContactFilter filter,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        var sort = page.Sort ?? "name";
        if (new Validation().OneOf("/sort", sort, Sorts) is { Failed: true } wrong)
            return wrong.Problem();
        // An agent looks at the colleagues of whom he calls, not through everybody.
        if (user.OwnOnly is not null && filter.AccountId is null)
            return Problem.Of(403, "auth.forbidden", "Your roles do not allow this without a company.");
        if (page.Sort is null && !string.IsNullOrWhiteSpace(filter.Q))
            return await Search(page, new(filter, user.OwnOnly), db, ct);
        if (!page.TryAfter<After>(out var after))
            return Cursors.Malformed();
        var found = filter.Found(user.OwnOnly);
        var parameters = filter.Parameters() with { afterName = after?.Name, afterId = after?.Id, take = page.Fetch, own = user.OwnOnly };
        return await db.Run<Results<Ok<Page<ContactRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<ContactRow>(
                    $"""
                    select {ContactRow.Columns}
                    {found} {Past(sort, after)} order by {Order(sort)} limit @take
                    """,
                    parameters,
                    inner
                );
                var total = await Totals.Count(s, found, parameters, inner);
                return TypedResults.Ok(
                    rows.ToPage(
                        page,
                        total,
                        r => new After(sort.EndsWith("name", StringComparison.Ordinal) ? r.FullName.ToLowerInvariant() : null, r.Id)
                    )
                );
            },
            ct
        );
    }

    private static async Task<Results<Ok<Page<ContactRow>>, ProblemHttpResult>> Search(
        PageRequest page,
        ContactSearch search,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<ContactSearch.Place>(out var after))
            return Cursors.Malformed();
        return await db.Run((s, inner) => search.Run(s, page, after, inner), ct) is { } found
            ? TypedResults.Ok(found)
            : Cursors.Malformed();
    }

    // Names in byte order, as their index has them. Ids are UUIDv7: their order is the order of creation.
    private static string Order(string sort) =>
        sort switch
        {
            "name" => "c.full_name_lower using ~<~, c.id",
            "-name" => "c.full_name_lower using ~>~, c.id desc",
            "createdAt" => "c.id",
            _ => "c.id desc",
        };

    private static string Past(string sort, After? after) =>
        (sort, after) switch
        {
            (_, null) => "",
            ("name", _) => "and c.full_name_lower ~>=~ @afterName and (c.full_name_lower ~>~ @afterName or c.id > @afterId)",
            ("-name", _) => "and c.full_name_lower ~<=~ @afterName and (c.full_name_lower ~<~ @afterName or c.id < @afterId)",
            ("createdAt", _) => "and c.id > @afterId",
            _ => "and c.id < @afterId",
        };
}
