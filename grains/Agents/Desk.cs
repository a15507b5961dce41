using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Agents;

/// <summary>What an agent has before him, and what of it managers see.</summary>
internal sealed class Desk(GrainKey key, AgentState state, IGrainFactory grains, ILogger log)
{
    private static readonly FeedAudience Managers = FeedAudience.InRoles(Roles.Manage);

    public AgentView View() =>
        new(
            key.Id,
            state.Status,
            state.Reason,
            state.Since,
            state.IdleSince,
            state.Campaign?.Id,
            state.Campaign?.Name,
            state.Pending,
            state.Call,
            state.Today,
            state.Preview,
            state.Notice,
            state.Campaign is { } campaign ? Means(campaign) : null
        );

    /// <summary>Managers see neither the person on the line nor the one on the screen.</summary>
    public async Task Tell()
    {
        var view = View();
        await grains
            .Feed(key.Tenant)
            .Hint(
                log,
                new FeedMessage("desk", "agent", JsonSerializer.Serialize(view, Rows.Json), FeedAudience.User(key.Id)),
                new FeedMessage("dialer", "agent", JsonSerializer.Serialize(view with { Call = null, Preview = null }, Rows.Json), Managers)
            );
    }

    private AgentMeans Means(AgentCampaign campaign) =>
        new(campaign.DialMode, campaign.Rules.WrapUpExtensionSeconds, state.ExtensionsLeft, state.Pause, campaign.Status);
}
