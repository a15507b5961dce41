using Pivotal.Bench.FaultsModel.Shells;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Telephony;

namespace Pivotal.Bench.FaultsModel;

/// <summary>Looks every few seconds whether anybody is left behind, and at the end whether everything is over that should be.</summary>
internal sealed class Audit(Centre centre)
{
    /// <summary>The longest a hang-up of which no event ever comes may keep an agent: the watch asks every 30 s, and its own questions may fail.</summary>
    private static readonly TimeSpan MostOnDeadCall = TimeSpan.FromSeconds(100),
        MostUnlisted = TimeSpan.FromSeconds(20),
        Every = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, DateTimeOffset> _onDeadCall = [];
    private readonly Dictionary<Guid, DateTimeOffset> _unlisted = [];
    private readonly Dictionary<Guid, DateTimeOffset> _ghosts = [];

    public void Begin() =>
        centre.World.After(
            Every,
            () =>
            {
                Look();
                Begin();
            }
        );

    /// <summary>Nothing runs any more: what is not closed now never will be.</summary>
    public void AtEnd()
    {
        var witness = centre.Witness;
        foreach (var agent in centre.Agents.Where(a => a.State.Status is AgentStatus.OnCall or AgentStatus.WrapUp))
            witness.Wrong($"stuck agent: {agent.State.AgentId} is still {agent.State.Status} with call {agent.State.Call?.CallId}");
        foreach (var agent in centre.Agents.Where(a => a.State.CanTakeCall && !Listed(a)))
            witness.Wrong($"stuck agent: {agent.State.AgentId} is available and no queue knows");
        foreach (var leg in centre.Carrier.Legs.Where(l => l is { Kind: LegKind.Customer, Alive: true }))
            witness.Wrong($"lost hang-up: call {leg.Subject} is still up at the carrier");
        foreach (var (call, _) in centre.Attempts.Open)
            witness.Wrong($"lost hang-up: call {call} has no end in its row");
        foreach (var queue in centre.Queues)
        {
            foreach (var call in queue.State.Calls)
                witness.Wrong($"lost hang-up: the queue still has call {call.CallId} ({call.Status})");
            if (!queue.State.Quiet)
                witness.Wrong($"stuck agent: campaign {queue.State.Settings.Id} still waits for somebody in wrap-up");
            if (queue.State.HopperCount > 0)
                witness.Wrong($"campaign {queue.State.Settings.Id} still holds contacts");
            foreach (var entry in queue.Entries.Rows.Where(e => e.Status is EntryStatus.InProgress or EntryStatus.Claimed))
                witness.Wrong($"lost hang-up: contact {entry.Contact} is still {entry.Status}");
        }

        foreach (var crash in centre.World.Crashes.Take(3))
            witness.Wrong($"crash: {crash}");
    }

    private void Look()
    {
        foreach (var agent in centre.Agents)
        {
            var id = agent.State.AgentId;
            Longer(_onDeadCall, id, OnDeadCall(agent), MostOnDeadCall, "is on a call that ended");
            Longer(_unlisted, id, agent.State.CanTakeCall && !Listed(agent), MostUnlisted, "is available and no queue knows");
            Longer(_ghosts, id, !agent.State.CanTakeCall && Listed(agent), MostUnlisted, "cannot take calls and is listed as free");
        }
    }

    private void Longer(Dictionary<Guid, DateTimeOffset> since, Guid agent, bool holds, TimeSpan most, string what)
    {
        if (!holds)
        {
            since.Remove(agent);
            return;
        }

        var now = centre.World.Now;
        if (now - (since[agent] = since.GetValueOrDefault(agent, now)) <= most)
            return;
        centre.Witness.Wrong($"stuck agent: {agent} {what} for {most.TotalSeconds:0} s");
        since[agent] = now;
    }

    private bool OnDeadCall(AgentShell agent) =>
        agent.State is { Status: AgentStatus.OnCall, Call: { CarrierLegId: { } leg } } && centre.Carrier.Find(leg) is not { Alive: true };

    private bool Listed(AgentShell agent) => centre.Queue(agent.State.Campaign!.Id).State.Free.Any(f => f.AgentId == agent.State.AgentId);
}
