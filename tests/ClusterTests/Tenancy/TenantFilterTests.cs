using System.Globalization;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.TestingHost;
using Pivotal.ClusterTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Shared;
using Xunit;

namespace Pivotal.ClusterTests.Tenancy;

public sealed class TenantFilterTests
{
    private readonly Guid _ours = Ids.New();
    private readonly Guid _theirs = Ids.New();

    [Fact]
    public async Task A_call_for_the_tenant_in_the_key_arrives_and_any_other_does_not()
    {
        await using var silo = await Start();
        var grain = Probe(silo, _ours);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        CallerTenant.Set(_theirs);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        CallerTenant.Set(_ours);
        Assert.Equal(_ours, await grain.CallerSeen());
    }

    [Fact]
    public async Task A_grain_calls_for_its_own_tenant_and_cannot_reach_another()
    {
        await using var silo = await Start();
        CallerTenant.Set(_ours);
        var grain = Probe(silo, _ours);
        Assert.Equal(_ours, await grain.CallThrough(Key(_ours)));
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallThrough(Key(_theirs)));
    }

    [Fact]
    public async Task From_a_timer_the_tenant_comes_from_the_key()
    {
        await using var silo = await Start();
        CallerTenant.Set(_ours);
        var grain = Probe(silo, _ours);
        Assert.Equal($"nothing in the timer, {_ours} in the call", await grain.CallFromTimer(Key(_ours)));
        Assert.Equal($"nothing in the timer, {nameof(ForeignTenantCallException)} in the call", await grain.CallFromTimer(Key(_theirs)));
    }

    [Fact]
    public async Task A_grain_that_belongs_to_no_tenant_takes_calls_of_all()
    {
        await using var silo = await Start();
        var shared = silo.Grain<ITenantProbe>("carrier/account/region");
        CallerTenant.Set(_theirs);
        Assert.Equal(_theirs, await shared.CallerSeen());
        CallerTenant.Set(_ours);
        Assert.Equal(_ours, await Probe(silo, _ours).CallThrough("carrier/account/region"));
    }

    [Theory]
    [InlineData("{0:N}/{1:N}/{1:N}")]
    [InlineData("{0:N}/daily")]
    [InlineData("{0:N}/")]
    public async Task Whatever_stands_behind_the_tenant_in_the_key_only_that_tenant_comes_in(string form)
    {
        await using var silo = await Start();
        var key = string.Format(CultureInfo.InvariantCulture, form, _ours, Ids.New());
        foreach (var written in (string[])[key, key.ToUpperInvariant()])
        {
            var grain = silo.Grain<ITenantProbe>(written);
            RequestContext.Clear();
            await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
            CallerTenant.Set(_theirs);
            await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
            await Assert.ThrowsAsync<ForeignTenantCallException>(() => Probe(silo, _theirs).CallThrough(written));
            CallerTenant.Set(_ours);
            Assert.Equal(_ours, await grain.CallerSeen());
            Assert.Equal(_ours, await Probe(silo, _ours).CallThrough(written));
            Assert.Equal(_ours, await grain.CallThrough(Key(_ours)));
        }
    }

    [Theory]
    [InlineData("{0:N}")]
    [InlineData("{0:D}/{1:N}")]
    [InlineData("{0:N}+{1:N}")]
    [InlineData("0{0:N}/{1:N}")]
    [InlineData("g0000000000000000000000000000000/{1:N}")]
    [InlineData("é00000000000000000000000000000/{1:N}")]
    public async Task A_key_that_only_looks_like_a_tenants_is_nobodys(string form)
    {
        await using var silo = await Start();
        var grain = silo.Grain<ITenantProbe>(string.Format(CultureInfo.InvariantCulture, form, _ours, Ids.New()));
        CallerTenant.Set(_theirs);
        Assert.Equal(_theirs, await grain.CallerSeen());
        // It brings the tenant along that called it and has none of its own to give.
        Assert.Equal(_theirs, await grain.CallThrough(Key(_theirs)));
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallThrough(Key(_ours)));
    }

    [Fact]
    public async Task Only_the_tenants_32_digits_as_text_are_its_name()
    {
        await using var silo = await Start();
        var grain = Probe(silo, _ours);
        var name = $"{_ours:N}";
        object[] others =
        [
            _ours,
            $"{_ours:D}",
            $"{_ours:B}",
            "",
            name[1..],
            name + "0",
            name + "\0",
            "\0" + name[1..],
            " " + name,
            '\ud800' + name[1..],
            name.Replace(name[0], 'ａ'),
            7,
            name.ToCharArray(),
        ];
        foreach (var other in others)
        {
            RequestContext.Set(CallerTenant.Key, other);
            await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        }

        RequestContext.Set(CallerTenant.Key, name.ToUpperInvariant());
        Assert.Equal(_ours, await grain.CallerSeen());
    }

    [Fact]
    public async Task A_grain_that_says_it_is_of_another_tenant_is_not_believed()
    {
        await using var silo = await Start();
        CallerTenant.Set(_ours);
        var grain = Probe(silo, _ours);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallAs(_theirs, Key(_theirs)));
        Assert.Equal(_ours, await grain.CallAs(_theirs, Key(_ours)));
        Assert.Equal(_ours, await grain.CallAs(_theirs, "carrier/account/region"));
    }

    [Fact]
    public async Task From_a_reminder_the_tenant_comes_from_the_key()
    {
        await using var silo = await Start();
        CallerTenant.Set(_ours);
        var (own, foreign) = (Probe(silo, _ours).CallFromReminder(Key(_ours)), Probe(silo, _ours).CallFromReminder(Key(_theirs)));
        Assert.Equal($"nothing in the reminder, {_ours} in the call", await own);
        Assert.Equal($"nothing in the reminder, {nameof(ForeignTenantCallException)} in the call", await foreign);
    }

    [Fact]
    public async Task Only_the_silo_itself_reaches_the_engines_side_of_a_grain_without_a_tenant()
    {
        await using var silo = await Start();
        var grain = Probe(silo, _ours);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() =>
            grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle().AsTask()
        );
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.AsReference<IRemindable>().ReceiveReminder("probe", default));
        CallerTenant.Set(_ours);
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
    }

    [Fact]
    public async Task A_client_that_gives_up_cancels_its_call_from_wherever_it_is()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.UseInMemoryReminderService().AddIncomingGrainCallFilter<TenantFilter>());
        await using var cluster = builder.Build();
        await cluster.DeployAsync();
#pragma warning disable RS0030 // Test grains have no typed helper.
        var grain = cluster.Client.GetGrain<ITenantProbe>(Key(_ours));
#pragma warning restore RS0030
        using var patience = new CancellationTokenSource();
        CallerTenant.Set(_ours);
        var call = grain.WaitUntilCancelled(patience.Token);
        await grain.Waits();
        RequestContext.Clear();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Assert.ThrowsAsync<ForeignTenantCallException>(() => grain.CallerSeen());
        CallerTenant.Set(_ours);
        await grain.Cancelled();
    }

    private static string Key(Guid tenant) => new GrainKey(tenant, Ids.New()).ToString();

    private static ITenantProbe Probe(OneSilo silo, Guid tenant) => silo.Grain<ITenantProbe>(Key(tenant));

    private static Task<OneSilo> Start() =>
        OneSilo.Start(silo => silo.UseInMemoryReminderService().AddIncomingGrainCallFilter<TenantFilter>());
}
