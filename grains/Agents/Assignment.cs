using Orleans;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Agents;

/// <summary>The campaign an agent works on, as the rows have it.</summary>
internal sealed class Assignment(IAgentRows rows, GrainKey key, AgentState state, AgentMoves moves, IGrainFactory grains, TimeProvider time)
{
    /// <summary>The queue that he leaves hears of it before anybody.</summary>
    public async Task Load()
    {
        var before = state.Campaign;
        var campaign = await rows.Campaign();
        if (campaign == before)
            return;
        if (before is not null && before.Id != campaign?.Id)
            await grains.Queue(key.Tenant, before.Id).AgentUnavailable(key.Id);
        await moves.Happened(state.OnCampaign(campaign, time.GetUtcNow()));
    }
}
