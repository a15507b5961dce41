using Orleans;
using Orleans.Placement;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ScaleWorker;

[Alias("Pivotal.ScaleWorker.Decision")]
public interface IDecisionGrain : IGrainWithStringKey
{
    /// <summary>A person is on the line: who takes the call?</summary>
    [Alias("Route")]
    Task<RouteDecision> Route(Guid callId);

    /// <summary>The call is over; the agent waits for the next.</summary>
    [Alias("Free")]
    Task Free(Guid agentId);

    /// <summary>The process that hosts the grain.</summary>
    [Alias("Process")]
    Task<int> Process();
}

/// <summary>
/// The product's queue state with fifty agents and nothing around it: no database, no feed. It lives in the silo that asks first,
/// as a campaign's queue lives beside its agents and calls.
/// </summary>
[PreferLocalPlacement]
public sealed class DecisionGrain : Grain, IDecisionGrain
{
    private const int Agents = 50;
    private readonly QueueState _queue = new(
        new CampaignSettings(
            Guid.Empty,
            new()
            {
                Name = "Bench",
                RingTimeoutSeconds = 30,
                DetectMachine = false,
                MaxConcurrent = Agents,
                RetryMinutes = 60,
                WrapUpSeconds = 30,
                Window = new([1, 2, 3, 4, 5, 6, 7], "00:00", "00:00", "UTC", false),
            }
        ),
        CampaignStatus.Active
    );
    private DateTimeOffset _clock = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < Agents; i++)
            Add(Ids.New());
        return Task.CompletedTask;
    }

    public Task<RouteDecision> Route(Guid callId) => Task.FromResult(_queue.Route(callId, _clock));

    public Task Free(Guid agentId)
    {
        Add(agentId);
        return Task.CompletedTask;
    }

    public Task<int> Process() => Task.FromResult(Environment.ProcessId);

    // Later than the call it was given, or the queue would take it for old news.
    private void Add(Guid agentId) => _queue.OnAgentAvailable(new IdleAgent(agentId, "Bench", _clock = _clock.AddTicks(1), "leg"));
}
