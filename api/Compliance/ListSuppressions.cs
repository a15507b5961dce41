using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Compliance;

namespace Pivotal.Api.Compliance;

/// <param name="Kind">phone, email, domain</param>
/// <param name="Source">manual, import, disposition, api</param>
internal sealed record SuppressionRow(
    Guid Id,
    string Kind,
    string Value,
    string Reason,
    string Source,
    string? AddedByName,
    DateTimeOffset CreatedAt
);

/// <summary>Newest first. <c>q</c> is the start of a value; that of a number may be written with blanks and brackets.</summary>
internal static class ListSuppressions
{
    public static async Task<Results<Ok<Page<SuppressionRow>>, ProblemHttpResult>> Handle(
        [AsParameters] PageRequest page,
        string? kind,
        string? q,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (kind is not null && new Validation().OneOf("/kind", kind, SuppressionValues.Kinds) is { Failed: true } wrong)
            return wrong.Problem();
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        const string Where = "(@kind is null or s.kind = @kind) and (@q is null or starts_with(s.value, @q))";
        var filter = new
        {
            kind,
            q = string.IsNullOrWhiteSpace(q) ? null : PhoneNumbers.Start(q) ?? q.Trim().ToLowerInvariant(),
            after,
            take = page.Fetch,
        };
        return await db.Run<Results<Ok<Page<SuppressionRow>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await s.Query<SuppressionRow>(
                    $"""
                    select s.id, s.kind, s.value, s.reason, s.source, {PersonName.Of("u")} as added_by_name, s.created_at
                    from suppressions s left join users u on u.tenant_id = s.tenant_id and u.id = s.added_by
                    where {Where} and (@after is null or s.id < @after) order by s.id desc limit @take
                    """,
                    filter,
                    inner
                );
                var total = await Totals.Count(s, $"from suppressions s where {Where}", filter, inner);
                return TypedResults.Ok(rows.ToPage(page, total, r => r.Id));
            },
            ct
        );
    }
}
