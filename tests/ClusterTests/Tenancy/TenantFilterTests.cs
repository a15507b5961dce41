using Orleans;
using Orleans.Hosting;
using Pivotal.ClusterTests.Engine;
using Pivotal.Grains.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.ClusterTests.Tenancy;

public sealed class TenantFilterTests
{
    private readonly Guid _ours = Ids.New();
    private readonly Guid _theirs = Ids.New();

    [Fact]
    public async Task A_call_for_the_tenant_in_the_key_arrives_and_any_other_does_not()
    {
        await using var engine = await Start();
        var grain = Probe(engine, _ours);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        CallerTenant.Set(_theirs);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        CallerTenant.Set(_ours);
        Assert.Equal(_ours, await grain.CallerSeen());
    }

    [Fact]
    public async Task A_grain_calls_for_its_own_tenant_and_cannot_reach_another()
    {
        await using var engine = await Start();
        CallerTenant.Set(_ours);
        var grain = Probe(engine, _ours);
        Assert.Equal(_ours, await grain.CallThrough(Key(_ours)));
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallThrough(Key(_theirs)));
    }

    [Fact]
    public async Task From_a_timer_the_tenant_comes_from_the_key()
    {
        await using var engine = await Start();
        CallerTenant.Set(_ours);
        var grain = Probe(engine, _ours);
        Assert.Equal($"nothing in the timer, {_ours} in the call", await grain.CallFromTimer(Key(_ours)));
        Assert.Equal($"nothing in the timer, {nameof(ForeignTenantCallException)} in the call", await grain.CallFromTimer(Key(_theirs)));
    }

    [Fact]
    public async Task A_grain_that_belongs_to_no_tenant_takes_calls_of_all()
    {
        await using var engine = await Start();
        var shared = engine.Grain<ITenantProbe>("carrier/account/region");
        CallerTenant.Set(_theirs);
        Assert.Equal(_theirs, await shared.CallerSeen());
        CallerTenant.Set(_ours);
        Assert.Equal(_ours, await Probe(engine, _ours).CallThrough("carrier/account/region"));
    }

    private static string Key(Guid tenant) => new GrainKey(tenant, Ids.New()).ToString();

    private static ITenantProbe Probe(EngineHost engine, Guid tenant) => engine.Grain<ITenantProbe>(Key(tenant));

    private static Task<EngineHost> Start() => EngineHost.StartAsync(silo =>
    {
        silo.AddIncomingGrainCallFilter<IncomingTenantFilter>();
        silo.AddOutgoingGrainCallFilter<OutgoingTenantFilter>();
    });
}
