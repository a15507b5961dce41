using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>Whether the campaign's queue may give the agent a call, as the queue has been told.</summary>
internal sealed class Availability(GrainKey key, AgentState state, string name, IGrainFactory grains, ILogger log)
{
    private AgentDuty _owed;

    /// <summary>The queue could not be told something.</summary>
    public bool Owes => _owed != AgentDuty.None;

    public async Task Say(AgentDuty duty)
    {
        if (state.Campaign is not { } campaign)
            return;
        // News that asks nothing of the queue must not forget what is owed to it.
        (duty, _owed) = (state.WithOwed(duty, Owes), AgentDuty.None);
        try
        {
            var queue = grains.Queue(key.Tenant, campaign.Id);
            if (duty.HasFlag(AgentDuty.Withdraw))
                await queue.AgentUnavailable(key.Id);
            if (duty.HasFlag(AgentDuty.Announce) && state.IdleSince is { } idle)
                await queue.AgentAvailable(
                    new IdleAgent(
                        key.Id,
                        name,
                        idle,
                        state.LegId,
                        state.Today.Calls,
                        campaign.SkillLevel,
                        campaign.Rank,
                        state.Preview?.Card.CallId
                    )
                );
        }
        catch (Exception e)
        {
            // The queue is on its way to another place; the next tick tells it how things are then.
            AgentsLog.QueueNotTold(log, key.Id, e);
            _owed = state.CanTakeCall ? AgentDuty.Announce : AgentDuty.Withdraw;
        }
    }

    public Task SayOwed() => Owes ? Say(_owed) : Task.CompletedTask;
}
