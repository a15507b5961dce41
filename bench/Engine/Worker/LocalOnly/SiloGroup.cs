using Orleans.Hosting;

namespace Pivotal.EngineWorker;

/// <summary>The single-process engine has no silos to group.</summary>
internal static class SiloGroup
{
    public static void Join(ISiloBuilder silo, string[] args)
    {
        if (args.Length > 0)
            throw new NotSupportedException("Several silos need the official packages.");
        silo.UseLocalhostClustering();
    }

    public static Task<double> Decide(TestGrains grains, int queues, TimeSpan during, bool perProcessorSecond) => throw new NotSupportedException("Several silos need the official packages.");
}
