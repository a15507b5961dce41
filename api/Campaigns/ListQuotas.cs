using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="Leads">made, out of Goal</param>
/// <param name="InCalls">calls that may still make one; Leads and these together are never more than the goal</param>
internal sealed record QuotaView(Guid Id, string Name, string Field, IReadOnlyList<string> Values, int Goal, int Leads, int InCalls);

/// <summary>How far a campaign's demographic quotas have come.</summary>
internal static class ListQuotas
{
    public static async Task<Results<Ok<IReadOnlyList<QuotaView>>, ProblemHttpResult>> Handle(
        Guid id,
        RequestDb db,
        CancellationToken ct
    ) =>
        await db.Run<Results<Ok<IReadOnlyList<QuotaView>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await Campaign.Load(s, id, inner) is not { } campaign)
                    return Problem.NotFound();
                var used = (
                    await s.Query<Used>(
                        """
                        select account_id as id, (count(*) filter (where state = 'committed'))::int as leads, (count(*) filter (where state = 'reserved' and (leased_until is null or leased_until > now())))::int as in_calls
                        from cap_reservations where campaign_id = @id and account_id = any(@quotas) group by account_id
                        """,
                        new { id, quotas = campaign.Rules.Quotas.Select(q => q.Id).ToArray() },
                        inner
                    )
                ).ToDictionary(r => r.Id);
                return TypedResults.Ok<IReadOnlyList<QuotaView>>([
                    .. campaign.Rules.Quotas.Select(q => new QuotaView(
                        q.Id,
                        q.Name,
                        q.Field,
                        q.Values,
                        q.Goal,
                        used.GetValueOrDefault(q.Id).Leads,
                        used.GetValueOrDefault(q.Id).InCalls
                    )),
                ]);
            },
            ct
        );

    private readonly record struct Used(Guid Id, int Leads, int InCalls);
}
