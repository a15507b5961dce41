using System.Diagnostics;

namespace Pivotal.Silo.Cluster;

/// <summary>
/// A silo that was told to stop ends. Leaving in order needs the database, and without it the engine tries for as long as it is let: the others notice a silo that is simply gone just as well,
/// and nothing that was acknowledged is only in memory.
/// </summary>
internal static class StopLimit
{
    /// <summary>Longer than a turn that waits for a slow carrier, shorter than what an orchestrator gives before it kills.</summary>
    public static readonly TimeSpan Orderly = TimeSpan.FromSeconds(25);

    private static readonly TimeSpan Last = Orderly + TimeSpan.FromSeconds(3);

    public static void Watch(WebApplication app) => app.Lifetime.ApplicationStopping.Register(() => _ = End());

    private static async Task End()
    {
        await Task.Delay(Last);
        try
        {
            await Console.Error.WriteLineAsync($"The silo did not end in order within {Last.TotalSeconds:0} seconds; it ends now.");
        }
        catch (IOException)
        {
            // Nobody listens any more.
        }

        // Not Environment.Exit: that waits for the very things that do not end.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
