using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Tenancy;

namespace Pivotal.Grains.Calls;

/// <summary>
/// Hands events to their calls again whose effect was not stored in time: after a crash between the acknowledgement and the effect, or a database that was away.
/// The calls recognise what they have had. Calls without an end read their inbox themselves when they are woken after a start; what is left can wait for the first sweep.
/// </summary>
internal sealed class InboxSweeper(CarrierInbox inbox, IGrainFactory grains, TimeProvider time, ILogger<InboxSweeper> log) : ITenantChore
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(5);
    private const int MostAtOnce = 500;

    public string Name => "inbox";

    public TimeSpan Every => TimeSpan.FromSeconds(10);

    public async Task Run(Guid tenant, CancellationToken ct)
    {
        var open = await inbox.Unhandled(tenant, time.GetUtcNow() - Age, MostAtOnce, ct);
        if (open.Count == 0)
            return;
        CallsLog.Swept(log, open.Count, tenant);
        foreach (var row in open)
            if (TelnyxEventParser.Parse(System.Text.Encoding.UTF8.GetBytes(row.Body)) is { Leg: LegKind.Customer } e && e.Tenant == tenant)
                await Hand(tenant, e);
    }

    /// <summary>One call that cannot take its event does not keep the others from theirs; its own stays in the inbox.</summary>
    private async Task Hand(Guid tenant, CarrierEvent e)
    {
        try
        {
            await grains.Call(tenant, e.Subject).Handle(e);
        }
        catch (Exception failure)
        {
            CallsLog.NotSwept(log, tenant, failure);
        }
    }
}
