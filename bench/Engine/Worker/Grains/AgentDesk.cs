using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer;

namespace Pivotal.EngineWorker;

/// <summary>What the product's agent grain remembers of an available agent. Its strings and its campaign are the agent's own, as they are when read from a row.</summary>
internal sealed class AgentDesk
{
    public AgentDesk(DateTimeOffset now)
    {
        var id = Ids.New(now);
        Name = $"Agent {id:N}"[..20];
        State = new AgentState(id);
        State.Restore(AgentStatus.Available, null, now, now, $"leg-{id:N}", new AgentCampaign(id, $"Campaign {id:N}"[..20], 30, "+15550100"), null, new AgentDay(0, 0, 0, 0), true);
    }

    public AgentState State { get; }

    public string Name { get; }
}
