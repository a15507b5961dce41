using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Order;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>How many wait, and why: counted in the rows, beside the step.</summary>
internal sealed class QueueCounter(QueueContext queue, QueueClocks clocks, QueueFaults faults, QueueLessons lessons)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private bool _counting;
    private DateTimeOffset _countedAt;
    private DateTimeOffset _budgetDay;
    private TimeSpan _cost;

    public EntryCounts Counts { get; private set; } = EntryCounts.None;

    /// <summary>As their rows have them.</summary>
    public IReadOnlyList<QueueAgent> Agents { get; private set; } = [];

    /// <summary>Before the first count nobody knows who waits; then nothing is said to stand in the way.</summary>
    public bool HasCounted => _countedAt != default;

    /// <summary>How many could be called now.</summary>
    public int Ready => HasCounted ? queue.State.HopperCount + Counts.Due : 1;

    /// <summary>Somebody waits for another reason than that it is not his turn yet.</summary>
    public bool SomebodyWaits => Counts.Waiting.Any(w => w.Key is not (EntryReason.Due or EntryReason.NextUp) && w.Value > 0);

    /// <summary>On a timer of its own.</summary>
    public async Task Tick()
    {
        if (_counting || queue.Fence.IsLost)
            return;
        _counting = true;
        try
        {
            await Fresh(Every);
            await lessons.StoreWhenDue();
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(queue.Log, queue.Key.Id, e);
        }
        catch (Exception e)
        {
            DialerLog.StepFailed(queue.Log, queue.Key.Id, "count", e);
            faults.Remember("count");
        }
        finally
        {
            _counting = false;
        }
    }

    /// <summary>Counts the rows again when they changed and the last count is old enough; a large queue is counted more rarely.</summary>
    public async Task Fresh(TimeSpan notOlderThan)
    {
        var wait = notOlderThan == TimeSpan.Zero ? notOlderThan : TimeSpan.FromTicks(Math.Max(notOlderThan.Ticks, 20 * _cost.Ticks));
        var age = queue.Now - _countedAt;
        if ((!queue.Pulse.CountsChanged && age < TimeSpan.FromSeconds(10)) || age < wait)
            return;
        queue.Pulse.CountsChanged = false;
        var started = queue.Time.GetTimestamp();
        var (open, any) = await clocks.Open();
        var midnight = clocks.Midnight;
        (Counts, Agents) = await queue.Rows.Count(open, any, midnight);
        if (_budgetDay != midnight)
        {
            // The budget's window is the day. The rows know what an earlier activation spent of it.
            _budgetDay = midnight;
            queue.State.Pacing.Budget.OnRecovered(Counts.Today.Answered, Counts.Today.Abandoned);
        }

        (_countedAt, _cost, queue.Pulse.ViewChanged) = (queue.Now, queue.Time.GetElapsedTime(started), true);
    }
}
