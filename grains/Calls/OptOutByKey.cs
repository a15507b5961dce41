using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>The person has pressed the key that the message named.</summary>
internal sealed class OptOutByKey(
    ICallRows rows,
    CallTerms terms,
    CallState state,
    AttemptStore store,
    WatchTimer timer,
    IGrainFactory grains,
    TimeProvider time,
    ILogger log
)
{
    /// <summary>It is not stored yet. Until it is, the event that told of it stays unhandled, so that another activation hears it if this one is lost.</summary>
    public bool Open => store.HoldsEvents;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task Store()
    {
        store.HoldsEvents = true;
        timer.Start();
        try
        {
            var at = state.Facts.KeyAt ?? Now;
            var effect = await rows.OptOut(terms.Key, at, Now);
            store.HoldsEvents = false;
            if (effect is not null)
                await TellQueues(effect.Phones, effect.Campaigns);
        }
        catch (Exception e)
        {
            CallsLog.OptOutNotStored(log, terms.CallId, e);
        }
    }

    /// <summary>All of it is stored. A queue that cannot be reached reads it when it starts anew, and no dial is made to a number suppressed in the rows.</summary>
    private async Task TellQueues(IReadOnlyList<string> phones, IReadOnlyList<Guid> campaigns)
    {
        try
        {
            await Task.WhenAll(campaigns.Select(c => grains.Queue(terms.Tenant, c).Suppressed(phones)));
        }
        catch (Exception e)
        {
            CallsLog.OptOutNotTold(log, terms.CallId, e);
        }
    }
}
