using System.Net;
using Npgsql;
using Pivotal.Data.Imports;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Observability;
using Pivotal.Hosting.Postgres;
using Pivotal.Hosting.Start;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// A silo from start to end: database, cluster, grains, health door. When told to stop it finishes its turns, hands its grains over, leaves the cluster, and only then lets go of what writes
/// behind the grains (those services are registered before the silo, and so stop after it).
/// </summary>
internal static class SiloProcess
{
    public static async Task<int> Run(WebApplicationBuilder builder)
    {
        using var stop = new StopSignal();
        ClusterSettings? settings = null;
        try
        {
            settings = ClusterSettings.From(builder.Configuration);
            var tls = ClusterTls.From(builder.Configuration);
            SiloPorts.Check(builder.Configuration, settings);
            await using var database = await DatabaseAtStart.Open(builder.Configuration, stop.Token);
            await ClusterIdentity.Check(database.Tenants, settings.Service, settings.Cluster, stop.Token);
            await ImportFolder.Check(database.Tenants, ImportFiles.From(builder.Configuration), stop.Token);
            await SiloReach.Check(database.Tenants, settings, tls, stop.Token);
            builder.WebHost.UseUrls(Listening.Url(builder.Configuration, 8081));
            builder.AddPivotalLogging();
            builder.AddTelemetry("pivotal-silo");
            builder.Services.AddSingleton(TimeProvider.System);
            builder.Services.AddSingleton(database.App);
            builder.Services.AddSingleton(database.Tenants);
            builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopLimit.Orderly);
            SiloSetup.Add(builder, settings, tls, database.AppConnection);
            await using var app = builder.Build();
            SiloHealth.Map(app);
            app.MapOperatorDashboard();
            StopLimit.Watch(app);
            stop.Release();
            Console.WriteLine($"silo {settings.Address}:{settings.SiloPort} joins cluster {settings.Cluster}");
            await app.StartAsync();
            Console.WriteLine($"ready {app.Urls.First()}");
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when ((StartFailures.Sentence(e) ?? JoinFailures.Sentence(e, settings)) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }
}
