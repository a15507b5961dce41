using Pivotal.Api.Hosting;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;
using Pivotal.Silo;
using Pivotal.Silo.Hosting;

namespace Pivotal.Solo;

/// <summary>The whole product in one process: the API, and the grains beside it.</summary>
internal static class OneProcess
{
    public static readonly WayToGrains Grains = new(
        configuration =>
        {
            if (ClusterSettings.Wanted(configuration))
                throw new StartException(
                    $"{ClusterSettings.ClusterSetting} names a cluster, whose processes are Pivotal.Silo and Pivotal.Api; Pivotal.Solo is the whole product in one."
                );
        },
        (builder, _) =>
        {
            builder.AddGrainHost();
            builder.Services.AddSingleton<Wakening>();
            // Registered after the silo, so that it starts after it.
            builder.Services.AddHostedService<WakeWork>();
        },
        app => app.MapOperatorDashboard()
    );
}
