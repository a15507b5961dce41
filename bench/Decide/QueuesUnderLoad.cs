using Orleans;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Bench.Decide;

/// <summary>Queues with idle agents.</summary>
internal sealed class QueuesUnderLoad
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private readonly ICampaignQueueGrain[] _queues;
    private readonly Guid[] _agents;
    private readonly Guid _call = Ids.New();
    private int _shift;

    public QueuesUnderLoad(IGrainFactory grains, Guid tenant, IReadOnlyList<Guid> campaigns, int agents)
    {
        _queues = [.. campaigns.Select(c => grains.Queue(tenant, c))];
        _agents = [.. Enumerable.Range(0, agents).Select(_ => Ids.New())];
    }

    /// <summary>One burst takes every idle agent once; before the next one all are idle again, which is not measured.</summary>
    public Task<double> Decisions(int queues, TimeSpan during) =>
        Burst.Rate(
            queues,
            _agents.Length,
            during,
            Refill,
            async queue =>
            {
                if ((await _queues[queue].Route(_call)).AgentId is null)
                    throw new BenchException("a queue with idle agents found none");
            }
        );

    private async Task Refill(int queue)
    {
        // Later than all before, or the queue would take it for old news.
        var idleSince = Start.AddSeconds(Interlocked.Increment(ref _shift));
        for (var i = 0; i < _agents.Length; i++)
            await _queues[queue]
                .AgentAvailable(new IdleAgent(_agents[i], "Bench", idleSince.AddMilliseconds(i * 7919 % _agents.Length), "leg"));
    }
}
