using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Accounts;

internal sealed record AccountRow(
    Guid Id,
    string Name,
    string? Domain,
    string? Industry,
    string? StaffCountRange,
    string? HqCity,
    string? HqCountry,
    long ContactCount,
    DateTimeOffset CreatedAt
);

/// <summary>By name unless <c>sort</c> says otherwise: name, -name, createdAt, -createdAt. <c>q</c> is the start of name or domain.</summary>
internal static class ListAccounts
{
    private static readonly string[] Sorts = ["name", "-name", "createdAt", "-createdAt"];

    private sealed record After(string? Name, Guid Id);

    public static async Task<Results<Ok<Page<AccountRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? q,
        string? industry,
        string? country,
        RequestDb db,
        CancellationToken ct
    )
    {
        var sort = page.Sort ?? "name";
        if (new Validation().OneOf("/sort", sort, Sorts) is { Failed: true } wrong)
            return wrong.Problem();
        if (!page.TryAfter<After>(out var after))
            return Cursors.Malformed();
        var (from, to) = Prefix.Of(q);
        var parameters = new
        {
            from,
            to,
            industry,
            country,
            afterName = after?.Name,
            afterId = after?.Id,
            take = page.Fetch,
        };
        var found = $"""
            from accounts a where a.deleted_at is null
            {(from is null ? "" : """
              and a.id in (
                select n.id from accounts n where n.name_lower ~>=~ @from and n.name_lower ~<~ @to and n.deleted_at is null
                union select d.id from accounts d where d.domain_normalized ~>=~ @from and d.domain_normalized ~<~ @to and d.deleted_at is null)
            """)}
            and (@industry is null or a.industry = @industry) and (@country is null or a.hq_country = @country)
            """;
        return await db.Run<Results<Ok<Page<AccountRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<AccountRow>(
                    $"""
                    select a.id, a.name, a.domain, a.industry, a.staff_count_range, a.hq_city, a.hq_country,
                      (select count(*) from contacts c where c.tenant_id = a.tenant_id and c.account_id = a.id and c.deleted_at is null) as contact_count, a.created_at
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
                        r => new After(sort.EndsWith("name", StringComparison.Ordinal) ? r.Name.ToLowerInvariant() : null, r.Id)
                    )
                );
            },
            ct
        );
    }

    private static string Order(string sort) =>
        sort switch
        {
            "name" => "a.name_lower using ~<~, a.id",
            "-name" => "a.name_lower using ~>~, a.id desc",
            "createdAt" => "a.id",
            _ => "a.id desc",
        };

    private static string Past(string sort, After? after) =>
        (sort, after) switch
        {
            (_, null) => "",
            ("name", _) => "and a.name_lower ~>=~ @afterName and (a.name_lower ~>~ @afterName or a.id > @afterId)",
            ("-name", _) => "and a.name_lower ~<=~ @afterName and (a.name_lower ~<~ @afterName or a.id < @afterId)",
            ("createdAt", _) => "and a.id > @afterId",
            _ => "and a.id < @afterId",
        };
}
