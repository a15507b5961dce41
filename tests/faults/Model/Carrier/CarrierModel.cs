using Pivotal.Domain.Calls;
using Pivotal.Domain.Telephony;
using Pivotal.Grains.Telephony;

namespace Pivotal.FaultTests.Model.Carrier;

/// <summary>A carrier in memory: takes orders, knows a command id for a minute, rings people, reports what happens, and sometimes answers with an error whatever it did.</summary>
internal sealed class CarrierModel(World world, ModelOptions options, Deliveries deliveries, Witness witness) : ICarrier
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60),
        Forgotten = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, Leg> _legs = [];
    private readonly Dictionary<string, CarrierReply> _commands = [];
    private int _ids;

    public int OrderFaults { get; private set; }

    public int LegsDropped { get; private set; }

    public IEnumerable<Leg> Legs => _legs.Values;

    public Leg? Find(string legId) => _legs.GetValueOrDefault(legId);

    public async Task<CarrierReply> Dial(DialOrder order, CancellationToken ct) =>
        await Carry(
            order.CommandId,
            order.Leg == LegKind.Customer,
            () =>
            {
                var leg = new Leg($"leg{++_ids}", order.Leg, order.Subject, order.To);
                _legs.Add(leg.Id, leg);
                witness.Started(leg);
                if (leg.Kind == LegKind.Agent)
                    Register(leg);
                else
                    new Callee(world, this, deliveries, leg, order.RingTimeoutSeconds, order.DetectMachine).Ring();
                return new CarrierReply.Accepted(leg.Id);
            }
        );

    public async Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct) =>
        await Carry(
            commandId,
            false,
            () =>
            {
                if (Find(legId) is not { Alive: true } leg)
                    return new CarrierReply.Gone();
                End(leg, "normal_clearing", "caller");
                return new CarrierReply.Accepted(legId);
            }
        );

    public async Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct) =>
        await Carry(
            commandId,
            false,
            () =>
            {
                if (Find(legId) is not { Alive: true } person || Find(agentLegId) is not { Alive: true } agent)
                    return new CarrierReply.Gone();
                witness.Together(person, agent);
                if (person.With != agent)
                {
                    Part(agent);
                    (person.With, agent.With) = (agent, person);
                    deliveries.Send(CarrierEventKind.Bridged, person);
                }

                return new CarrierReply.Accepted(legId);
            }
        );

    public Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct) =>
        Carry(commandId, false, () => new CarrierReply.Accepted(legId));

    public Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct) =>
        Carry(commandId, false, () => new CarrierReply.Accepted(legId));

    public async Task<LegStatus> Status(string legId, CancellationToken ct)
    {
        await world.Wait(world.Between(0.01, 0.05));
        return world.Chance(options.OrderFaults) ? LegStatus.Unknown
            : Find(legId) is { Alive: true } ? LegStatus.Alive
            : LegStatus.Ended;
    }

    /// <summary>Whoever hung up: the leg is over, and the other half of a conversation stands alone again.</summary>
    public void End(Leg leg, string cause, string source)
    {
        if (!leg.Alive)
            return;
        leg.EndedAt = world.Now;
        Part(leg);
        witness.Ended(leg);
        deliveries.Send(CarrierEventKind.HungUp, leg, cause, source);
        world.After(Forgotten, () => _legs.Remove(leg.Id));
    }

    /// <summary>The agent's browser loses its connection.</summary>
    public void Drop(Leg agentLeg)
    {
        LegsDropped++;
        End(agentLeg, "normal_clearing", "callee");
    }

    private static void Part(Leg leg)
    {
        if (leg.With is not { } other)
            return;
        (leg.With, other.With) = (null, null);
    }

    private void Register(Leg leg) =>
        world.After(
            world.Between(0.2, 1),
            () =>
            {
                if (!leg.Alive)
                    return;
                leg.Answered = true;
                deliveries.Send(CarrierEventKind.Answered, leg);
            }
        );

    private async Task<CarrierReply> Carry(string commandId, bool dial, Func<CarrierReply> order)
    {
        world.Note(commandId);
        await world.Wait(world.Between(0.005, 0.04));
        if (world.Chance(options.OrderFaults))
        {
            OrderFaults++;
            switch (world.Pick(5))
            {
                case 0:
                    return new CarrierReply.RateLimited(TimeSpan.FromSeconds(1), "90103");
                case 1:
                    return new CarrierReply.Unavailable("no connection", MayHaveStarted: false);
                case 2 when dial:
                    return new CarrierReply.Rejected("10015", "not allowed");
                case 3:
                    await world.Wait(world.Between(1, 5));
                    return new CarrierReply.Unavailable("timeout, not carried out", MayHaveStarted: true);
                default:
                    Once(commandId, order);
                    await world.Wait(world.Between(0.5, 5));
                    return new CarrierReply.Unavailable("carried out, but the answer was lost", MayHaveStarted: true);
            }
        }

        var reply = Once(commandId, order);
        await world.Wait(world.Between(0.005, 0.03));
        return reply;
    }

    private CarrierReply Once(string commandId, Func<CarrierReply> order)
    {
        if (_commands.TryGetValue(commandId, out var known))
            return known;
        var reply = _commands[commandId] = order();
        world.After(Remembered, () => _commands.Remove(commandId));
        return reply;
    }
}
