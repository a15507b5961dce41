using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Pivotal.Hosting.Postgres;

/// <summary>A server that an earlier host left behind (kill -9) on a data folder that is ours now.</summary>
internal static class RunningPostmaster
{
    private const int SigInt = 2,
        SigQuit = 3;

    /// <summary>Stops a server still running on the cluster and clears a pid file that names nobody or a stranger.</summary>
    public static async Task StopLeftOver(string cluster, CancellationToken ct)
    {
        var pidFile = Path.Combine(cluster, "postmaster.pid");
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), CultureInfo.InvariantCulture, out var pid))
            return;
        if (!Serves(pid, cluster))
        {
            // The pid may belong to another program by now, and PostgreSQL would then refuse to start.
            File.Delete(pidFile);
            return;
        }

        _ = kill(pid, SigInt);
        if (!await Gone(pid, cluster, TimeSpan.FromSeconds(60), ct))
            _ = kill(pid, SigQuit);
        if (!await Gone(pid, cluster, TimeSpan.FromSeconds(20), ct))
            throw new PrivatePostgresException($"An earlier PostgreSQL (process {pid}) on {cluster} does not stop.");
    }

    private static async Task<bool> Gone(int pid, string cluster, TimeSpan limit, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (Serves(pid, cluster))
        {
            if (watch.Elapsed > limit)
                return false;
            await Task.Delay(50, ct);
        }

        return true;
    }

    private static bool Serves(int pid, string cluster)
    {
        try
        {
            var words = Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{pid}/cmdline")).Split('\0');
            return words[0].EndsWith("postgres", StringComparison.Ordinal) && words.Contains(cluster);
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [DllImport("libc")]
    private static extern int kill(int pid, int signal);
}
