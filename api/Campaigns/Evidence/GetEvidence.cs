using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Dialer.Reports;
using Pivotal.Api.Shared;
using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Api.Campaigns.Evidence;

/// <param name="From">first day on the campaign's clock</param>
/// <param name="To">last day</param>
/// <param name="Answered">by a person, in these days</param>
/// <param name="Abandoned">of these, without an agent in time</param>
/// <param name="MessagesPlayed">of the abandoned ones, those that heard the message</param>
/// <param name="OptedOut">calls of these days in which the key was pressed that the message names</param>
/// <param name="Windows">every window that ends in these days and in which somebody answered; of rolling windows the worst of each day, each against the cap that was in force</param>
/// <param name="Laws">what held for the calls of these days, as it was when they were made, oldest first</param>
internal sealed record ComplianceEvidence(
    DateOnly From,
    DateOnly To,
    string TimeZone,
    int Answered,
    int Abandoned,
    int MessagesPlayed,
    int OptedOut,
    int Over,
    IReadOnlyList<EvidenceWindow> Windows,
    IReadOnlyList<AppliedLaw> Laws
);

internal static class GetEvidence
{
    public static async Task<Results<Ok<ComplianceEvidence>, ProblemHttpResult>> Handle(
        Guid id,
        string? from,
        string? to,
        RequestDb db,
        TimeProvider time,
        CancellationToken ct
    ) =>
        await db.Run<Results<Ok<ComplianceEvidence>, ProblemHttpResult>>(
            async (s, inner) =>
            {
                if (await Campaign.Load(s, id, inner) is not { } campaign)
                    return Problem.NotFound();
                var (range, check) = EvidenceRange.Of(from, to, campaign.Window.TimeZone, time.GetUtcNow());
                if (range is null)
                    return check.Problem();
                var law = await EvidenceLaw.Load(s, campaign, range, inner);
                var quarters = await s.Query<AnsweredQuarter>(
                    $"""
                    select date_bin('15 minutes', coalesce(answered_at, created_at), '2000-01-01+00') as at, count(*)::int as answered, (count(*) filter (where {CallFacts.Abandoned}))::int as abandoned
                    from call_attempts
                    where campaign_id = @id and created_at >= @since and created_at < @end and (outcome = 'abandoned' or bridged_at is not null)
                    group by 1
                    """,
                    new
                    {
                        id,
                        since = range.Start - EvidenceWindows.Before,
                        end = range.End,
                    },
                    inner
                );
                if (law.CountsErrors)
                {
                    quarters.AddRange(
                        await s.Query<AnsweredQuarter>(
                            """
                            select date_bin('15 minutes', coalesce(answered_at, created_at), '2000-01-01+00') as at, 0 as answered, 0 as abandoned, count(*)::int as machines
                            from call_attempts where campaign_id = @id and created_at >= @since and created_at < @end and outcome = 'voicemail'
                            group by 1
                            """,
                            new
                            {
                                id,
                                since = range.Start - EvidenceWindows.Before,
                                end = range.End,
                            },
                            inner
                        )
                    );
                }

                var played = await s.Scalar<int>(
                    "select count(*)::int from call_attempts where campaign_id = @id and created_at >= @start and created_at < @end and outcome = 'abandoned' and message_at is not null",
                    new
                    {
                        id,
                        start = range.Start,
                        end = range.End,
                    },
                    inner
                );
                var optedOut = await s.Scalar<int>(
                    "select count(*)::int from call_attempts where campaign_id = @id and created_at >= @start and created_at < @end and opted_out_at is not null",
                    new
                    {
                        id,
                        start = range.Start,
                        end = range.End,
                    },
                    inner
                );
                var windows = EvidenceWindows.Of(quarters, law.On, range.Clock, range.From, range.To);
                var inside = quarters.Where(q => q.At >= range.Start && q.At < range.End).ToList();
                return TypedResults.Ok(
                    new ComplianceEvidence(
                        range.From,
                        range.To,
                        campaign.Window.TimeZone,
                        inside.Sum(q => q.Answered),
                        inside.Sum(q => q.Abandoned),
                        played,
                        optedOut,
                        windows.Count(w => !w.Kept),
                        windows,
                        law.Applied
                    )
                );
            },
            ct
        );
}
