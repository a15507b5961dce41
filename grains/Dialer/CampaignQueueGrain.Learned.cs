using Orleans.Storage;

namespace Pivotal.Grains.Dialer;

/// <summary>What the pace has learned outlives the activation.</summary>
internal sealed partial class CampaignQueueGrain
{
    /// <summary>So much of it a crash may cost.</summary>
    private static readonly TimeSpan StorePaceEvery = TimeSpan.FromSeconds(30);

    private long _paceStored = time.GetTimestamp();
    private long _lessonsStored;

    private async Task StorePace()
    {
        var lessons = State.Pacing.Lessons;
        if (lessons == _lessonsStored) return;
        _paceStored = time.GetTimestamp();
        pace.State = State.Pacing.Learned();
        try
        {
            await pace.WriteStateAsync();
            _lessonsStored = lessons;
        }
        catch (InconsistentStateException)
        {
            // Another activation has stored its own meanwhile. If it is this one that lives on, the next time it knows what it overwrites.
            await ((Task)pace.ReadStateAsync()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
        catch (Exception e)
        {
            // The database is away. What was learned is still here.
            DialerLog.PaceNotStored(log, _key.Id, e);
        }
    }
}
