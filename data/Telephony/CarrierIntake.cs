using Orleans;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.Data.Telephony;

/// <summary>
/// What happens to a verified event. Its call hears of it at once, its row is committed at the same time, and only with both done may the carrier be told "taken":
/// a crash before that makes the carrier send it again, a crash after that finds the row. Calls recognise what they have had, so either way it takes effect once.
/// </summary>
public sealed class CarrierIntake(CarrierInbox inbox, IGrainFactory grains)
{
    public async Task Take(CarrierEvent carrierEvent, ReadOnlyMemory<byte> body)
    {
        if (carrierEvent.Kind == CarrierEventKind.Other) return;
        CallerTenant.Set(carrierEvent.Tenant);
        var effect = carrierEvent.Leg is LegKind.Customer or LegKind.Supervisor
            ? grains.Call(carrierEvent.Tenant, carrierEvent.Subject).Handle(carrierEvent)
            : grains.Agent(carrierEvent.Tenant, carrierEvent.Subject).Handle(carrierEvent);
        await Task.WhenAll(effect, inbox.Add(carrierEvent, body));
    }
}
