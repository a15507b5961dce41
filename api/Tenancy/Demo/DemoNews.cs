using Orleans;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <summary>Grains learn of rows that came without them.</summary>
internal static class DemoNews
{
    public static async Task Tell(IGrainFactory grains, Guid tenant, DemoMonth month)
    {
        CallerTenant.Set(tenant);
        foreach (var campaign in month.Campaigns.Where(c => c.Status == CampaignStatus.Active))
            await grains.Queue(tenant, campaign.Id).Wake();
        // Who sat at the desk before the month came has a campaign now.
        foreach (var agent in month.Cast.Agents)
            await grains.Agent(tenant, agent.Id).CampaignChanged();
    }
}
