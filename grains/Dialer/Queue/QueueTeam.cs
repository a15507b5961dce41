using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The campaign's agents, who are asked to say where they are.</summary>
internal sealed class QueueTeam(QueueContext queue)
{
    public Task<IReadOnlyList<Guid>> All() => queue.Rows.Agents();

    public async Task AnnounceAll() => await Announce(await All());

    public async Task Announce(IEnumerable<Guid> agents)
    {
        foreach (var some in agents.Chunk(50))
            await Task.WhenAll(some.Select(agent => queue.Grains.Agent(queue.Key.Tenant, agent).Announce()));
    }
}
