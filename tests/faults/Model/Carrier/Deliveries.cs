using Pivotal.Domain.Telephony;

namespace Pivotal.FaultTests.Model.Carrier;

/// <summary>Brings events to the centre as badly as a network does: twice, late, not at first, and again until somebody says "taken".</summary>
internal sealed class Deliveries(World world, ModelOptions options, Func<CarrierEvent, Task<bool>> take)
{
    private long _ids;

    public long Delivered { get; private set; }

    public long Duplicates { get; private set; }

    public long Reordered { get; private set; }

    public long Lost { get; private set; }

    public void Send(CarrierEventKind kind, Leg leg, string? detail = null, string? source = null)
    {
        var e = new CarrierEvent($"e{++_ids}", kind, leg.Kind, Names.Tenant, leg.Subject, leg.Id, world.Now, detail, source);
        if (world.Chance(options.NeverDelivered))
        {
            Lost++;
            return;
        }

        var delay = world.Between(0.005, 0.06);
        if (world.Chance(options.Reordered))
        {
            Reordered++;
            delay += world.About(1.5);
        }

        Plan(e, delay);
        for (var copies = 0; copies < 2 && world.Chance(options.Duplicated); copies++)
        {
            Duplicates++;
            // Some come together with the first, some long after the call.
            Plan(
                e,
                world.Chance(0.3) ? delay
                    : world.Chance(0.1) ? world.Between(20, 90)
                    : delay + world.About(1)
            );
        }
    }

    private void Plan(CarrierEvent e, TimeSpan delay) => world.After(delay, () => world.Begin(() => Deliver(e)));

    private async Task Deliver(CarrierEvent e)
    {
        if (world.Chance(options.Lost))
        {
            Lost++;
            Plan(e, world.Between(1, 20));
            return;
        }

        Delivered++;
        world.Note(e.EventId);
        if (!await take(e))
            Plan(e, world.Between(0.5, 10));
    }
}
