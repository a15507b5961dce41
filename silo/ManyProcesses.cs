using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Postgres;
using Pivotal.Silo.Cluster;

namespace Pivotal.Silo;

/// <summary>A process of its own for grains.</summary>
public static class ManyProcesses
{
    /// <summary>The silo process from start to end. Its exit code.</summary>
    public static Task<int> RunSilo(WebApplicationBuilder builder, string[] args) =>
        SharedDatabase.WantedBy(args) ? SharedDatabase.Run(builder.Configuration) : SiloProcess.Run(builder);
}
