using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Pivotal.Data.Shared;

namespace Pivotal.SeamProbe;

/// <summary>A silo on a migrated database, the same on either engine.</summary>
public static class SeamSilo
{
    /// <param name="connection">a connection string whose user may read and write the engine's tables</param>
    /// <param name="service">the service id that rows belong to</param>
    /// <param name="time">the clock of the reminders; the machine's if null</param>
    public static async Task<IHost> Start(string connection, string service, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton<SeamTicks>();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
            builder.Services.AddKeyedSingleton("Orleans.Reminders", time);
            builder.Services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
        }

        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePort.Take(), gatewayPort: 0);
            silo.Configure<ClusterOptions>(o => o.ServiceId = service);
            silo.AddAdoNetGrainStorageAsDefault(o => (o.Invariant, o.ConnectionString) = ("Npgsql", connection));
            silo.UseAdoNetReminderService(o => (o.Invariant, o.ConnectionString) = ("Npgsql", connection));
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
