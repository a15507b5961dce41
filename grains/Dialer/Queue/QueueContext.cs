using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What every part of a queue stands on: which campaign it is, its state, its rows, and what is due.</summary>
/// <param name="NewCall">the id of a call that is planned</param>
internal sealed record QueueContext(
    GrainKey Key,
    QueueState State,
    QueueFence Fence,
    IDiallingRows Rows,
    QueueStore Store,
    QueuePulse Pulse,
    IGrainFactory Grains,
    TimeProvider Time,
    Func<Guid> NewCall,
    ILogger Log
)
{
    public DateTimeOffset Now => Time.GetUtcNow();

    public CampaignSettings Settings => State.Settings;

    /// <summary>What an agent sees of a call.</summary>
    public CallCard Card(Guid callId, HopperEntry entry, string status) =>
        new(
            callId,
            Settings.Id,
            Settings.Name,
            status,
            Now,
            null,
            null,
            entry.Phone,
            ContactClocks.First(entry.TimeZone),
            entry.Contact,
            entry.Account,
            Settings.Script,
            Settings.Questions,
            entry.Attempts + 1,
            null
        );
}
