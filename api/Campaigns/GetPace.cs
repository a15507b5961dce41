using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Dialer.Reports;
using Pivotal.Api.Shared;

namespace Pivotal.Api.Campaigns;

/// <param name="At">beginning of the minute</param>
/// <param name="Dials">dialled in it</param>
/// <param name="Answers">a person answered in it</param>
/// <param name="Abandoned">ended in it without an agent, or got him in it later than the law allows</param>
/// <param name="BudgetUsed">share of the abandon budget used by its end, counted from the day's beginning; 1 is all of it</param>
internal sealed record PaceMinute(DateTimeOffset At, int Dials, int Answers, int Abandoned, double BudgetUsed);

/// <param name="At">when the rows were read; what is pushed later comes on top of <paramref name="Today"/></param>
/// <param name="Today">counts of the campaign's day so far</param>
/// <param name="Minutes">one for every minute asked for, the running one last</param>
internal sealed record CampaignPace(DateTimeOffset At, double AbandonCap, PaceToday Today, IReadOnlyList<PaceMinute> Minutes);

internal sealed record PaceToday(int Dials, int Answered, int Abandoned);

/// <summary>How a campaign dialled in the last minutes, from its call rows.</summary>
internal static class GetPace
{
    /// <param name="minutes">1–720, 60 unless asked</param>
    public static async Task<Results<Ok<CampaignPace>, ProblemHttpResult>> Handle(
        Guid id,
        int? minutes,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var check = new Validation().Range("/minutes", minutes, 1, 720);
        if (check.Failed)
            return check.Problem();
        var now = time.GetUtcNow();
        var first = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(
            1 - (minutes ?? 60)
        );
        return await db.Run<Results<Ok<CampaignPace>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                var found = await s.QuerySingle<Day>(
                    "select (document ->> 'abandonCap')::float8 as cap, date_trunc('day', @now::timestamptz, time_zone) as start from campaigns where id = @id",
                    new { id, now },
                    inner
                );
                if (found is null)
                    return Problem.NotFound();
                var today = await s.QuerySingle<PaceToday>(
                    $"""
                    select (count(*) filter (where {CallFacts.Dialed}))::int as dials, (count(*) filter (where {CallFacts.Answered}))::int as answered, (count(*) filter (where {CallFacts.Abandoned}))::int as abandoned
                    from call_attempts where campaign_id = @id and created_at >= @day
                    """,
                    new { id, day = found.Start },
                    inner
                );
                var points = await s.Query<PaceMinute>(
                    $"""
                    with calls as (
                      select dialed_at, case when {CallFacts.Answered} then coalesce(answered_at, bridged_at, ended_at) end as person_at, case when {CallFacts.Abandoned} then coalesce(bridged_at, ended_at, answered_at) end as abandoned_at
                      from call_attempts where campaign_id = @id and created_at >= least(@day, @first - interval '1 hour')
                    ), marks as (
                      select date_trunc('minute', dialed_at) as minute, 1 as dialed, 0 as person, 0 as abandoned from calls where dialed_at is not null
                      union all select date_trunc('minute', person_at), 0, 1, 0 from calls where person_at is not null
                      union all select date_trunc('minute', abandoned_at), 0, 0, 1 from calls where abandoned_at is not null
                    )
                    select m.minute as at, coalesce(sum(dialed) filter (where k.minute = m.minute), 0)::int as dials, coalesce(sum(person) filter (where k.minute = m.minute), 0)::int as answers,
                           coalesce(sum(abandoned) filter (where k.minute = m.minute), 0)::int as abandoned,
                           coalesce(sum(abandoned) filter (where k.minute >= @day), 0)::float8 / greatest(1, coalesce(sum(person) filter (where k.minute >= @day), 0)) / @cap as budget_used
                    from generate_series(@first::timestamptz, @now::timestamptz, interval '1 minute') as m (minute)
                    left join (select minute, sum(dialed) as dialed, sum(person) as person, sum(abandoned) as abandoned from marks group by 1) k on k.minute <= m.minute
                    group by m.minute order by m.minute
                    """,
                    new
                    {
                        id,
                        first,
                        now,
                        day = found.Start,
                        cap = found.Cap,
                    },
                    inner
                );
                return TypedResults.Ok(new CampaignPace(now, found.Cap, today!, points));
            },
            ct
        );
    }

    /// <param name="Start">of the campaign's day</param>
    private sealed record Day(double Cap, DateTimeOffset Start);
}
