using Orleans;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Leads;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>The typed way to a grain: <c>grains.Queue(tenant, campaignId)</c>. A raw GetGrain is a banned symbol.</summary>
public static class Grains
{
    public static ICampaignQueueGrain Queue(this IGrainFactory grains, Guid tenant, Guid campaignId) => grains.At<ICampaignQueueGrain>(new(tenant, campaignId));

    public static IAgentGrain Agent(this IGrainFactory grains, Guid tenant, Guid agentId) => grains.At<IAgentGrain>(new(tenant, agentId));

    public static ICallGrain Call(this IGrainFactory grains, Guid tenant, Guid callId) => grains.At<ICallGrain>(new(tenant, callId));

    public static ILeadCapGrain LeadCap(this IGrainFactory grains, Guid tenant, Guid campaignId, Guid accountId) => grains.At<ILeadCapGrain>(new(tenant, campaignId, accountId));

    public static IWhatIfGrain WhatIf(this IGrainFactory grains, Guid tenant, Guid campaignId) => grains.At<IWhatIfGrain>(new(tenant, campaignId));

    public static ILeadGrain Lead(this IGrainFactory grains, Guid tenant, Guid leadId) => grains.At<ILeadGrain>(new(tenant, leadId));

    public static IImportGrain Import(this IGrainFactory grains, Guid tenant, Guid importId) => grains.At<IImportGrain>(new(tenant, importId));

    public static IFeedGrain Feed(this IGrainFactory grains, Guid tenant) => grains.At<IFeedGrain>(new(tenant, tenant));

    /// <summary>Shared by every tenant that dials through this carrier account; the only grain without a tenant in its key.</summary>
    public static ICarrierGrain Carrier(this IGrainFactory grains, string account, string region) => grains.Named<ICarrierGrain>($"carrier/{account}/{region}");

#pragma warning disable RS0030 // the helper the ban points to
    private static T At<T>(this IGrainFactory grains, GrainKey key) where T : IGrainWithStringKey => grains.GetGrain<T>(key.ToString());

    private static T Named<T>(this IGrainFactory grains, string key) where T : IGrainWithStringKey => grains.GetGrain<T>(key);
#pragma warning restore RS0030
}
