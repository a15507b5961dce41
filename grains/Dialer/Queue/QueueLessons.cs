using Orleans.Runtime;
using Orleans.Storage;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What the pace has learned outlives the activation.</summary>
internal sealed class QueueLessons(QueueContext queue, IPersistentState<LearnedPace> pace)
{
    /// <summary>So much of it a crash may cost.</summary>
    private static readonly TimeSpan StoreEvery = TimeSpan.FromSeconds(30);

    private long _storedAt = queue.Time.GetTimestamp();
    private long _stored;

    public void Recover() => queue.State.Pacing.OnLearned(pace.State);

    public Task StoreWhenDue() => queue.Time.GetElapsedTime(_storedAt) > StoreEvery ? Store() : Task.CompletedTask;

    public async Task Store()
    {
        var lessons = queue.State.Pacing.Lessons;
        if (lessons == _stored)
            return;
        _storedAt = queue.Time.GetTimestamp();
        pace.State = queue.State.Pacing.Learned();
        try
        {
            await pace.WriteStateAsync();
            _stored = lessons;
        }
        catch (InconsistentStateException)
        {
            // Another activation has stored its own meanwhile. If it is this one that lives on, the next time it knows what it overwrites.
            await ((Task)pace.ReadStateAsync()).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            );
        }
        catch (Exception e)
        {
            // The database is away. What was learned is still here.
            DialerLog.PaceNotStored(queue.Log, queue.Key.Id, e);
        }
    }
}
