using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Telephony;

/// <summary>The person has pressed the key that the message named.</summary>
internal sealed partial class CallGrain
{
    /// <summary>It is not stored yet. Until it is, the event that told of it stays unhandled, so that another activation hears it if this one is lost.</summary>
    private bool _optOutOpen;

    private async Task OptOut()
    {
        _optOutOpen = true;
        StartWatch();
        try
        {
            var at = _state!.Facts.KeyAt ?? Now;
            var effect = await db.InTenant(_key.Tenant, (s, ct) => OptOutRows.Store(s, CallId, at, Ids.New(Now), Now, ct));
            _optOutOpen = false;
            if (effect is not null) await TellQueues(effect.Phones, effect.Campaigns);
        }
        catch (Exception e)
        {
            TelephonyLog.OptOutNotStored(log, CallId, e);
        }

        if (!_optOutOpen && _state!.Ended && _untold is null) StopWatch();
    }

    /// <summary>All of it is stored. A queue that cannot be reached reads it when it starts anew, and no dial is made to a number suppressed in the rows.</summary>
    private async Task TellQueues(IReadOnlyList<string> phones, IReadOnlyList<Guid> campaigns)
    {
        try
        {
            await Task.WhenAll(campaigns.Select(c => GrainFactory.Queue(_key.Tenant, c).Suppressed(phones)));
        }
        catch (Exception e)
        {
            TelephonyLog.OptOutNotTold(log, CallId, e);
        }
    }
}
