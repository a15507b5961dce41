using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Telephony;

namespace Pivotal.FaultTests.Model;

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
        foreach (var agent in Agents.Where(a => a.Status is AgentStatus.OnCall or AgentStatus.WrapUp))
            witness.Wrong($"stuck agent: {agent.AgentId} is still {agent.Status} with call {agent.Call?.CallId}");
        foreach (var agent in Agents.Where(a => a.CanTakeCall && !Listed(a)))
            witness.Wrong($"stuck agent: {agent.AgentId} is available and no queue knows");
        foreach (var leg in centre.Carrier.Legs.Where(l => l is { Kind: LegKind.Customer, Alive: true }))
            witness.Wrong($"lost hang-up: call {leg.Subject} is still up at the carrier");
        foreach (var call in centre.Attempts.Open)
            witness.Wrong($"lost hang-up: call {call.CallId} has no end in its row");
        foreach (var campaign in centre.Campaigns)
        {
            foreach (var entry in campaign.Entries.Rows.Where(e => e.Status is EntryStatus.InProgress or EntryStatus.Claimed))
                witness.Wrong($"lost hang-up: contact {entry.Contact} is still {entry.Status}");
            if (centre.Queues.Find(campaign.Settings.Id) is not { State: var queue })
                continue;
            foreach (var call in queue.Calls)
                witness.Wrong($"lost hang-up: the queue still has call {call.CallId} ({call.Status})");
            if (!queue.Quiet)
                witness.Wrong($"stuck agent: campaign {campaign.Settings.Id} still waits for somebody in wrap-up");
            if (queue.HopperCount > 0)
                witness.Wrong($"campaign {campaign.Settings.Id} still holds contacts");
        }

        foreach (var crash in centre.World.Crashes.Take(3))
            witness.Wrong($"crash: {crash}");
    }

    private void Look()
    {
        foreach (var id in centre.AgentIds)
        {
            var agent = centre.Agents.Find(id)?.State;
            Longer(_onDeadCall, id, agent is not null && OnDeadCall(agent), MostOnDeadCall, "is on a call that ended");
            Longer(_unlisted, id, agent is { CanTakeCall: true } && !Listed(agent), MostUnlisted, "is available and no queue knows");
            Longer(_ghosts, id, agent is { CanTakeCall: false } && Listed(agent), MostUnlisted, "cannot take calls and is listed as free");
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

    private IEnumerable<AgentState> Agents => centre.Agents.Living.Select(a => a.State);

    private bool OnDeadCall(AgentState agent) =>
        agent is { Status: AgentStatus.OnCall, Call: { CarrierLegId: { } leg } } && centre.Carrier.Find(leg) is not { Alive: true };

    /// <summary>A queue that nobody has in memory will ask him where he is when it begins.</summary>
    private bool Listed(AgentState agent) =>
        agent.Campaign is { } campaign
        && centre.Queues.Find(campaign.Id) is { State: var queue }
        && queue.Free.Any(f => f.AgentId == agent.AgentId);
}
