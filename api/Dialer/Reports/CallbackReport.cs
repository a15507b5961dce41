using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Dialer.Reports;

/// <summary>Callbacks that were agreed for a time in the range. Kept, Late, Missed and Open add up to Due.</summary>
/// <param name="Kept">called again at most 15 minutes after the agreed time</param>
/// <param name="Late">called again after that</param>
/// <param name="Missed">15 minutes over and not called</param>
/// <param name="Open">the time has not come</param>
internal sealed record CallbackReportRow(Guid CampaignId, string Name, int Due, int Kept, int Late, int Missed, int Open);

/// <param name="CallId">the call in which it was agreed</param>
/// <param name="State">kept, late, missed, open</param>
/// <param name="CalledAt">the next call to this contact in this campaign</param>
internal sealed record CallbackLine(
    Guid CallId,
    DateTimeOffset DueAt,
    Guid ContactId,
    string ContactName,
    Guid CampaignId,
    string CampaignName,
    string? AgentName,
    string State,
    DateTimeOffset? CalledAt
);

internal static class CallbackReport
{
    private const int PageSize = 500;

    private const string Found = """
        select t.id, t.callback_at, t.contact_id, t.campaign_id, t.agent_id, n.called_at,
               case when n.called_at <= t.callback_at + interval '15 minutes' then 'kept' when n.called_at is not null then 'late'
                    when t.callback_at + interval '15 minutes' < @now then 'missed' else 'open' end as state
        from call_attempts t
        left join lateral (
          select min(x.dialed_at) as called_at from call_attempts x
          where x.tenant_id = t.tenant_id and x.contact_id = t.contact_id and x.campaign_id = t.campaign_id and x.created_at > t.created_at and x.id <> t.id) n on true
        where t.callback_at >= @start and t.callback_at < @end and (@campaign::uuid is null or t.campaign_id = @campaign)
        """;

    public static readonly ReportSheet Sheet = new(["Due", "Contact", "Campaign", "Agent", "State", "Called at"], Lines);

    public static Task<Results<Ok<Report<CallbackReportRow>>, ProblemHttpResult>> Handle(
        [AsParameters] ReportRequest request,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) =>
        ReportAnswer.Json(
            request,
            db,
            time,
            (s, range, inner) =>
                s.Query<CallbackReportRow>(
                    $"""
                    select c.id as campaign_id, c.name, count(*)::int as due, (count(*) filter (where state = 'kept'))::int as kept, (count(*) filter (where state = 'late'))::int as late, (count(*) filter (where state = 'missed'))::int as missed,
                           (count(*) filter (where state = 'open'))::int as open
                    from ({Found}) f join campaigns c on c.id = f.campaign_id group by c.id, c.name order by c.name, c.id
                    """,
                    range.Sql,
                    inner
                ),
            ct
        );

    /// <summary>One by one, in the order they are due.</summary>
    public static async Task<Results<Ok<Page<CallbackLine>>, ProblemHttpResult>> ListCallbackLines(
        [AsParameters] ReportRequest request,
        [AsParameters] PageRequest page,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (!page.TryAfter<Place>(out var after))
            return Cursors.Malformed();
        var (range, problem) = await ReportRange.Of(request, db, time, ct);
        if (range is null)
            return problem!;
        return await db.Run<Results<Ok<Page<CallbackLine>>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var rows = await Rows(s, range, after, page.Fetch, inner);
                var count = await s.Scalar<long>(
                    "select count(*) from call_attempts t where t.callback_at >= @start and t.callback_at < @end and (@campaign::uuid is null or t.campaign_id = @campaign)",
                    range.Sql,
                    inner
                );
                return TypedResults.Ok(rows.ToPage(page, new PageTotal(count, true), l => new Place(l.DueAt, l.CallId)));
            },
            ct
        );
    }

    private sealed record Place(DateTimeOffset DueAt, Guid CallId);

    private static async IAsyncEnumerable<IReadOnlyList<string?>> Lines(
        RequestDb db,
        ReportRange range,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        for (Place? after = null; ; )
        {
            var rows = await db.Run((s, inner) => Rows(s, range, after, PageSize, inner), ct);
            foreach (var l in rows)
                yield return
                [
                    range.Write(l.DueAt),
                    l.ContactName,
                    l.CampaignName,
                    l.AgentName,
                    l.State,
                    l.CalledAt is { } at ? range.Write(at) : null,
                ];
            if (rows.Count < PageSize)
                yield break;
            after = new(rows[^1].DueAt, rows[^1].CallId);
        }
    }

    private static Task<List<CallbackLine>> Rows(TenantSession s, ReportRange range, Place? after, int take, CancellationToken ct) =>
        s.Query<CallbackLine>(
            $"""
            select f.id as call_id, f.callback_at as due_at, f.contact_id, p.full_name as contact_name, f.campaign_id, c.name as campaign_name, {PersonName.Of(
                "u"
            )} as agent_name, f.state, f.called_at
            from ({Found} and (@afterAt::timestamptz is null or (t.callback_at, t.id) > (@afterAt, @afterId::uuid)) order by t.callback_at, t.id limit @take) f
            join contacts p on p.id = f.contact_id join campaigns c on c.id = f.campaign_id left join users u on u.id = f.agent_id
            order by f.callback_at, f.id
            """,
            new
            {
                start = range.Start,
                end = range.End,
                now = range.Now,
                campaign = range.CampaignId,
                afterAt = after?.DueAt,
                afterId = after?.CallId,
                take,
            },
            ct
        );
}
