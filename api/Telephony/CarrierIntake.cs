using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Telephony;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Telephony;

/// <summary>
/// What happens to a verified event. Its call hears of it at once, its row is committed at the same time, and only with both done may the carrier be told "taken":
/// a crash before that makes the carrier send it again, a crash after that finds the row. Calls recognise what they have had, so either way it takes effect once.
/// </summary>
/// <remarks>An event with a time that cannot be counts as happened when it came (<see cref="EventTime"/>); the body is kept as it came.</remarks>
public sealed class CarrierIntake(CarrierInbox inbox, IGrainFactory grains, TimeProvider time, ILogger<CarrierIntake> log)
{
    public async Task Take(CarrierEvent carrierEvent, ReadOnlyMemory<byte> body)
    {
        if (carrierEvent.Kind == CarrierEventKind.Other)
            return;
        var now = time.GetUtcNow();
        if (!EventTime.CanBe(carrierEvent.OccurredAt, now))
        {
            IntakeLog.TimeNotBelieved(
                log,
                carrierEvent.Kind.ToString(),
                carrierEvent.Tenant,
                carrierEvent.OccurredAt.ToUniversalTime(),
                now
            );
            carrierEvent = carrierEvent with { OccurredAt = now };
        }

        CallerTenant.Set(carrierEvent.Tenant);
        var effect = carrierEvent.Leg is LegKind.Customer or LegKind.Supervisor
            ? grains.Call(carrierEvent.Tenant, carrierEvent.Subject).Handle(carrierEvent)
            : grains.Agent(carrierEvent.Tenant, carrierEvent.Subject).Handle(carrierEvent);
        await Task.WhenAll(effect, inbox.Add(carrierEvent, body));
    }
}
