using Pivotal.Api.Realtime;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>How a process of the API comes to the grains; the API itself does not know who hosts them.</summary>
/// <param name="Check">whether the settings are those of such a process, before anything is opened; throws <see cref="StartException"/></param>
/// <param name="Add">registers the way; the text is the connection string of the database in which silos meet</param>
/// <param name="Use">adds what whoever hosts the grains serves beside the API</param>
internal sealed record WayToGrains(Action<IConfiguration> Check, Action<WebApplicationBuilder, string> Add, Action<WebApplication> Use)
{
    /// <summary>As a client of the silos of a cluster.</summary>
    public static readonly WayToGrains Silos = new(
        configuration =>
        {
            if (!ClusterSettings.Wanted(configuration))
                throw new StartException(
                    $"Pivotal.Api is a client of silos and needs {ClusterSettings.ClusterSetting}, the name of their cluster; the whole product in one process is Pivotal.Solo."
                );
        },
        (builder, appConnection) =>
            ClusterClientSetup.Add(
                builder,
                ClusterSettings.From(builder.Configuration),
                appConnection,
                services => services.GetRequiredService<FeedObserver>().WayChanged()
            ),
        // In a cluster each silo has its dashboard at its own door, which nobody outside reaches.
        _ => { }
    );
}
