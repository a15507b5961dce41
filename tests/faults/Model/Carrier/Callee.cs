using Pivotal.Domain.Telephony;

namespace Pivotal.FaultTests.Model.Carrier;

/// <summary>Whoever is dialled: a person, a machine, or nobody. Persons hang up when they are done, when nobody speaks, and sometimes before.</summary>
internal sealed class Callee(World world, CarrierModel carrier, Deliveries deliveries, Leg leg, int ringTimeout, bool detect)
{
    public void Ring()
    {
        world.After(
            world.Between(0.05, 0.3),
            () =>
            {
                if (leg.Alive)
                    deliveries.Send(CarrierEventKind.Initiated, leg);
            }
        );
        var rings = world.Between(1, 14);
        switch (world.Pick(100))
        {
            case < 40:
                world.After(rings, () => Answer("human"));
                break;
            case < 55:
                world.After(rings, () => Answer("machine"));
                break;
            case < 57:
                world.After(rings, () => Answer("fax"));
                break;
            case < 60:
                world.After(rings, () => Answer("not_sure"));
                break;
            case < 70:
                world.After(world.Between(0.5, 3), () => carrier.End(leg, "user_busy", "callee"));
                break;
            case < 72:
                world.After(world.Between(0.2, 1), () => carrier.End(leg, "unallocated_number", "unknown"));
                break;
            default:
                world.After(TimeSpan.FromSeconds(ringTimeout), () => carrier.End(leg, "timeout", "unknown"));
                break;
        }
    }

    private void Answer(string what)
    {
        if (!leg.Alive)
            return;
        leg.Answered = true;
        deliveries.Send(CarrierEventKind.Answered, leg);
        if (detect)
        {
            world.After(
                world.Between(0.3, 2.5),
                () =>
                {
                    if (leg.Alive)
                        deliveries.Send(CarrierEventKind.MachineDetected, leg, what);
                }
            );
        }

        if (what is "machine" or "fax")
            world.After(world.Between(10, 40), HangUp);
        else if (world.Chance(0.06))
            world.After(world.Between(0, 4), HangUp);
        else
            world.After(world.Between(3, 8), LookAround);
    }

    /// <summary>Nobody there after some seconds: gone. Otherwise the conversation takes its time, of which the agent may cut some.</summary>
    private void LookAround()
    {
        if (!leg.Alive)
            return;
        if (leg.With is null)
            HangUp();
        else
            world.After(world.About(14) + TimeSpan.FromSeconds(1), Finish);
    }

    // Cut off from the agent in mid-sentence most people wait a little.
    private void Finish()
    {
        if (leg.Alive && leg.With is null)
            world.After(world.Between(0, 10), HangUp);
        else
            HangUp();
    }

    private void HangUp() => carrier.End(leg, "normal_clearing", "callee");
}
