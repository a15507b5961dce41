using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.TestingHost;
using Pivotal.Api.Telephony;
using Pivotal.ClusterTests.Dialer;
using Pivotal.Data.Shared;
using Pivotal.Data.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;
using Pivotal.Silo.Cluster;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Shared;

/// <summary>
/// The product in several silos, with the rules of its own set-up (<see cref="SiloSetup"/>, <see cref="ClusterClientSetup"/>), on a database of its own and with the simulated carrier. The carrier's
/// events come in at a door beside the silos, as at an API process, so that none of them takes the door with it. Only the way the silos find and reach each other is the test host's.
/// </summary>
internal sealed class ProductCluster : IWorld, IAsyncDisposable
{
    private readonly WebApplication _door;

    private ProductCluster(TestDatabase database, RunningSimulator carrier, WebApplication door, MortalCluster cluster) =>
        (Database, Carrier, _door, Cluster) = (database, carrier, door, cluster);

    public TestDatabase Database { get; }

    public RunningSimulator Carrier { get; }

    public MortalCluster Cluster { get; }

    public IGrainFactory Grains => Cluster.Client;

    /// <summary>A way to the silos was lost or found. The API renews its subscriptions then.</summary>
    public event Action? WayChanged;

    public static async Task<ProductCluster> Start(int silos)
    {
        // What a lost silo had running is woken by the others, whoever's it is: no other test's campaign may be in this database.
        var database = await TestDatabase.Own();
        var carrier = await DialerWorld.Carrier();
        ProductCluster? started = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database.Tenants);
        builder.Services.AddSingleton(_ => started!.Grains);
        builder.Services.AddCarrierInbox();
        builder.Services.AddSingleton<CarrierIntake>();
        var door = builder.Build();
        CarrierDoor.Map(door, carrier);
        await door.StartAsync();
        var settings = new ClusterSettings("tests", "tests", IPAddress.Loopback, 0, 0, TimeSpan.FromSeconds(30));
        var cluster = await MortalCluster.Start(
            silos,
            (host, life) =>
            {
                host.Configuration["PIVOTAL_TELNYX_BASE"] = carrier.BaseAddress.AbsoluteUri;
                host.Services.AddSingleton(TimeProvider.System);
                host.Services.AddSingleton(_ => new TenantDb(life.Connections));
                host.Services.AddSingleton(CarrierDoor.Watches);
                host.Services.AddSingleton(_ => CarrierDoor.Way(carrier, door));
                SiloSetup.Add(host, settings, static _ => { });
            },
            host =>
            {
                host.Services.AddSingleton(TimeProvider.System);
                ClusterClientSetup.Add(host, _ => started?.WayChanged?.Invoke(), static _ => { });
            },
            database
        );
        return started = new ProductCluster(database, carrier, door, cluster);
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _door.DisposeAsync();
        await Carrier.DisposeAsync();
    }
}

/// <summary>One cluster for the tests of a class; each says how many silos it starts with.</summary>
public sealed class ProductClusterFixture : IAsyncLifetime
{
    private ProductCluster? _cluster;

    internal async Task<ProductCluster> With(int silos)
    {
        await _cluster!.Cluster.Ensure(silos);
        return _cluster;
    }

    public async Task InitializeAsync() => _cluster = await ProductCluster.Start(3);

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();
}
