using Pivotal.Api.Realtime;
using Pivotal.Silo;
using Pivotal.Silo.Hosting;

namespace Pivotal.Api.Hosting;

/// <summary>Where the grains are: in this process, or with <c>PIVOTAL_CLUSTER</c> in silos of which it is a client. The only file of the API that may name what hosts them.</summary>
internal static class OneProcess
{
    /// <param name="appConnection">of the database in which the silos meet; not needed in one process</param>
    public static void AddGrains(this WebApplicationBuilder builder, string appConnection = "")
    {
        if (ClusterSettings.Wanted(builder.Configuration))
        {
            builder.AddClusterClient(appConnection, services => services.GetRequiredService<FeedObserver>().WayChanged());
            return;
        }

        builder.AddGrainHost();
        builder.Services.AddSingleton<Wakening>();
        // Registered after the silo, so that it starts after it.
        builder.Services.AddHostedService<WakeWork>();
    }
}
