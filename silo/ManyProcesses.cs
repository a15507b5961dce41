using Pivotal.Silo.Cluster;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo;

/// <summary>More than one process: silos that host the grains, and clients of them.</summary>
public static class ManyProcesses
{
    /// <summary>The silo process from start to end. Its exit code.</summary>
    public static Task<int> RunSilo(WebApplicationBuilder builder, string[] args) =>
        SharedDatabase.WantedBy(args) ? SharedDatabase.Run(builder.Configuration) : SiloProcess.Run(builder);

    /// <summary>Makes this process a client of the cluster named in its settings; it hosts no grains.</summary>
    /// <param name="appConnection">of the database in which the silos meet</param>
    /// <param name="wayChanged">called when a way to the silos was lost or found: who has subscribed somewhere should do it again</param>
    /// <exception cref="StartException">a setting cannot be used</exception>
    public static void AddClusterClient(this WebApplicationBuilder builder, string appConnection, Action<IServiceProvider> wayChanged) =>
        ClusterClientSetup.Add(builder, ClusterSettings.From(builder.Configuration), appConnection, wayChanged);
}
