using Orleans;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Leads;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Telephony;
using Pivotal.GrainInterfaces.Tenancy;

namespace Pivotal.GrainInterfaces.Shared;

/// <summary>The typed way to a grain: <c>grains.Queue(tenant, campaignId)</c>. A raw GetGrain is a banned symbol.</summary>
public static class Grains
{
    public static ICampaignQueueGrain Queue(this IGrainFactory grains, Guid tenant, Guid campaignId) =>
        grains.At<ICampaignQueueGrain>(new(tenant, campaignId));

    public static IAgentGrain Agent(this IGrainFactory grains, Guid tenant, Guid agentId) => grains.At<IAgentGrain>(new(tenant, agentId));

    public static ICallGrain Call(this IGrainFactory grains, Guid tenant, Guid callId) => grains.At<ICallGrain>(new(tenant, callId));

    public static ILeadCapGrain LeadCap(this IGrainFactory grains, Guid tenant, Guid campaignId, Guid accountId) =>
        grains.At<ILeadCapGrain>(new(tenant, campaignId, accountId));

    public static IWhatIfGrain WhatIf(this IGrainFactory grains, Guid tenant, Guid campaignId) =>
        grains.At<IWhatIfGrain>(new(tenant, campaignId));

    public static ILeadGrain Lead(this IGrainFactory grains, Guid tenant, Guid leadId) => grains.At<ILeadGrain>(new(tenant, leadId));

    public static IImportGrain Import(this IGrainFactory grains, Guid tenant, Guid importId) =>
        grains.At<IImportGrain>(new(tenant, importId));

    public static IFeedGrain Feed(this IGrainFactory grains, Guid tenant) => grains.At<IFeedGrain>(new(tenant, tenant));

    public static IChoresGrain Chores(this IGrainFactory grains, Guid tenant) => grains.At<IChoresGrain>(new(tenant, tenant));

    /// <summary>Of how many grains <see cref="Rate"/> is one.</summary>
    public const int RateShards = 64;

    /// <summary>Where the request bucket of this key lies. Has no tenant in its own key: people of all tenants, and addresses nobody has signed in from, share it.</summary>
    public static IRateGrain Rate(this IGrainFactory grains, Guid key) =>
        grains.Named<IRateGrain>($"rate/{(uint)key.GetHashCode() % RateShards}");

    /// <summary>Shared by every tenant that dials through this carrier account; without a tenant in its key.</summary>
    public static ICarrierGrain Carrier(this IGrainFactory grains, CarrierAccount account) => grains.Named<ICarrierGrain>(account.Key);

#pragma warning disable RS0030 // the helper the ban points to
    private static T At<T>(this IGrainFactory grains, GrainKey key)
        where T : IGrainWithStringKey => grains.GetGrain<T>(key.ToString());

    private static T Named<T>(this IGrainFactory grains, string key)
        where T : IGrainWithStringKey => grains.GetGrain<T>(key);
#pragma warning restore RS0030
}
