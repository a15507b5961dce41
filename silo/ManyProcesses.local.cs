using Pivotal.Data.Shared;
using Pivotal.Silo.Hosting;

namespace Pivotal.Silo;

/// <summary>More than one process: not with this engine. The other engine's half of this class is <c>ManyProcesses.packages.cs</c>.</summary>
public static class ManyProcesses
{
    private static string Refusal =>
        $"Several processes need the official Orleans packages, and this program was built on the single-process engine; unset {ClusterSettings.ClusterSetting} to run everything in one api process.";

    public static async Task<int> RunSilo(WebApplicationBuilder builder, string[] args)
    {
        _ = builder;
        if (SharedDatabase.WantedBy(args)) return await SharedDatabase.Run(builder.Configuration);
        await Console.Error.WriteLineAsync(Refusal);
        return 1;
    }

    /// <exception cref="StartException">always</exception>
    public static void AddClusterClient(this WebApplicationBuilder builder, string appConnection, Action<IServiceProvider> wayChanged)
    {
        _ = (builder, appConnection, wayChanged);
        throw new StartException(Refusal);
    }
}
