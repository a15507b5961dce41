using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Orders;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Portal;

/// <summary>A lead as the client sees it: nothing of how it was made.</summary>
public sealed record OrderLead(
    Guid Id,
    string ContactName,
    string? JobTitle,
    string? AccountName,
    string Email,
    string? Phone,
    string? Country,
    DateTimeOffset? ApprovedAt
);

/// <summary>Newest first.</summary>
internal static class ListOrderLeads
{
    public static async Task<Results<Ok<Page<OrderLead>>, ProblemHttpResult>> Handle(
        Guid id,
        [AsParameters] PageRequest page,
        RequestUser user,
        RequestDb db,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Guid?>(out var after))
            return Cursors.Malformed();
        var scope = OrderScope.Of(user);
        var filter = new
        {
            id,
            all = scope.All,
            client = scope.Client,
            deliverable = LeadStatus.Deliverable,
            after,
            take = page.Fetch,
        };
        return await db.Run<Results<Ok<Page<OrderLead>>, ProblemHttpResult>>(
            async (s, token) =>
            {
                if (await s.Scalar<string>(DeliverableLeads.Number, filter, token) is null)
                    return Problem.NotFound();
                var rows = await s.Query<OrderLead>(
                    $"""
                    select l.id, c.full_name as contact_name, c.job_title, a.name as account_name, c.email, coalesce(c.direct_phone_e164, c.mobile_phone_e164) as phone, c.country, l.decided_at as approved_at
                    {DeliverableLeads.From} and (@after is null or l.id < @after)
                    order by l.id desc
                    limit @take
                    """,
                    filter,
                    token
                );
                var count = await s.Scalar<long>($"select count(*) {DeliverableLeads.From}", filter, token);
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, Exact: true), lead => lead.Id));
            },
            ct
        );
    }
}
