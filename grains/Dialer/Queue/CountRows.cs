using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Counts queue_entries and the day's calls of a campaign.</summary>
internal static class CountRows
{
    /// <param name="openZones">zones whose clock is inside the window now</param>
    /// <param name="dayStart">midnight on the campaign's clock</param>
    public static async Task<EntryCounts> Read(
        TenantSession db,
        Guid campaign,
        IReadOnlyList<string> openZones,
        bool anyZone,
        DateTimeOffset now,
        DateTimeOffset dayStart,
        CancellationToken ct
    )
    {
        var rows = await db.Query<Counted>(
            """
            select status,
                   case when status = 'removed' then coalesce(reason, 'removed')
                        when status <> 'queued' then ''
                        when reason = 'cap_reached' then reason
                        when lane = '@' then 'callback'
                        when next_attempt_at > @now then coalesce(reason, 'retry_later')
                        when not (@anyZone or time_zone = any(@zones)) then 'window_closed'
                        else 'due' end as why,
                   count(*)::int as count
            from queue_entries where campaign_id = @campaign group by 1, 2
            """,
            new
            {
                campaign,
                now,
                anyZone,
                zones = openZones.ToArray(),
            },
            ct
        );
        var today = await db.QuerySingle<CallsToday>(
            """
            select (count(*) filter (where dialed_at is not null))::int as dials, (count(*) filter (where outcome in ('connected', 'abandoned') or bridged_at is not null))::int as answered,
                   (count(*) filter (where bridged_at is not null))::int as connected,
                   (count(*) filter (where counts_as_abandoned(outcome, answered_at, bridged_at, connect_by, amd_result)))::int as abandoned, (count(*) filter (where disposition = 'qualified'))::int as qualified,
                   (count(*) filter (where outcome = 'message_delivered'))::int as messages
            from call_attempts where campaign_id = @campaign and created_at >= @dayStart
            """,
            new { campaign, dayStart },
            ct
        );
        return new EntryCounts(
            Sum(EntryStatus.Queued) + Sum(EntryStatus.Claimed),
            Sum(EntryStatus.InProgress),
            Sum(EntryStatus.Done),
            Sum(EntryStatus.Removed),
            Waits(),
            By(EntryStatus.Removed),
            new(
                today.Dials,
                today.Answered,
                today.Connected,
                today.Abandoned,
                today.Qualified,
                today.Answered == 0 ? 0 : (double)today.Abandoned / today.Answered,
                today.Messages
            )
        );

        int Sum(string status) => rows.Where(r => r.Status == status).Sum(r => r.Count);
        // What the hopper holds waits too; with it the reasons add up to Queued.
        Dictionary<string, int> Waits()
        {
            var waits = By(EntryStatus.Queued);
            if (Sum(EntryStatus.Claimed) is > 0 and var claimed)
                waits[EntryReason.NextUp] = claimed;
            return waits;
        }

        Dictionary<string, int> By(string status) => rows.Where(r => r.Status == status).ToDictionary(r => r.Why, r => r.Count);
    }

    private readonly record struct Counted(string Status, string Why, int Count);

    private readonly record struct CallsToday(int Dials, int Answered, int Connected, int Abandoned, int Qualified, int Messages);
}
