using System.Text.Json;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>Takes the next contacts out of the rows, in the order that the settings ask for.</summary>
internal sealed class QueueClaims(QueueContext queue, QueueFaults faults, QueueClocks clocks, QueueChores chores, QueueOutcomes outcomes)
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>After an empty claim the table is asked again only then: with the timer's period a contact becomes dialable at most a second late.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private string? _arranged;
    private ListMix? _mix;

    public async Task Claim()
    {
        var shortage = queue.State.Shortage(queue.Now);
        if (shortage == 0 || queue.Pulse.NextClaim > queue.Now)
            return;
        var (open, _) = await clocks.Open();
        if (open.Count == 0)
        {
            queue.Pulse.NextClaim = queue.Now + Pause;
            return;
        }

        await Arrange();
        var claimed = await Next(shortage, open);
        if (claimed.Count < shortage)
            queue.Pulse.NextClaim = queue.Now + Pause;
        // While we waited the campaign may have been paused; what was claimed for nothing goes back.
        var back = queue.State.Status == CampaignStatus.Active ? queue.State.OnClaimed(claimed) : claimed;
        await outcomes.Return(back.Select(e => new EntryBack(e.ContactId)));
    }

    /// <summary>The rows stand in the order that the settings ask for, and the lanes' turns go by them.</summary>
    public async Task Arrange()
    {
        var rules = queue.Settings.Rules.Queue;
        var wanted = JsonSerializer.Serialize(rules, Rows.Json);
        if (_arranged == wanted)
            return;
        var (open, _) = await clocks.Open();
        var (turn, changed) = await queue.Rows.Align(open);
        (_arranged, _mix) = (wanted, rules.IsPlain() ? null : new ListMix(rules, turn));
        if (changed)
            await chores.Read();
    }

    /// <summary>These, as far as they can still be had.</summary>
    public async Task<IReadOnlyList<HopperEntry>> Take(IReadOnlyList<Guid> contacts)
    {
        var taken = await faults.EachAlone(contacts, c => c, some => Known(queue.Rows.Take(some)));
        return [.. taken.SelectMany(some => some)];
    }

    private async Task<IReadOnlyList<HopperEntry>> Next(int most, IReadOnlyList<string> open)
    {
        var except = faults.Untouchable();
        try
        {
            return await Known(queue.Rows.Claim(_mix, most, open, except));
        }
        catch (Exception e) when (QueueFaults.IsOfTheWork(e))
        {
            return await Take(await queue.Rows.Choose(_mix, most, open, except));
        }
    }

    private async Task<IReadOnlyList<HopperEntry>> Known(Task<IReadOnlyList<HopperEntry>> claim)
    {
        try
        {
            return await claim;
        }
        catch (DatabaseUnavailableException e) when (e.CommitUnknown)
        {
            outcomes.OnClaimUnknown();
            throw;
        }
    }
}
