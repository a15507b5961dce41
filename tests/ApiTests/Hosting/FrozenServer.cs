using System.Diagnostics;
using System.Globalization;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Hosting;

/// <summary>A PostgreSQL whose processes are stopped (SIGSTOP): it takes connections, because the kernel does that, and answers nothing. Goes on when disposed.</summary>
internal sealed class FrozenServer : IDisposable
{
    private readonly string[] _pids;

    private FrozenServer(string[] pids) => _pids = pids;

    public static async Task<FrozenServer> Freeze(TestDatabase database)
    {
        // The parent first, so that no process is born between the two.
        var postmaster = await Postmaster(database);
        Signal("STOP", [postmaster]);
        var pids = (string[])[postmaster, .. Children(postmaster)];
        Signal("STOP", pids);
        return new FrozenServer(pids);
    }

    public void Dispose() => Signal("CONT", _pids);

    private static async Task<string> Postmaster(TestDatabase database)
    {
        await using var command = database.Owner.CreateCommand("select pg_backend_pid()");
        var backend = Convert.ToString(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture)!;
        return Parent(backend);
    }

    private static IEnumerable<string> Children(string parent) =>
        Directory
            .EnumerateDirectories("/proc")
            .Select(Path.GetFileName)
            .OfType<string>()
            .Where(name => name.All(char.IsAsciiDigit) && Parent(name) == parent);

    /// <summary>Field 4 of /proc/pid/stat; the name in field 2 may contain anything, so it is read from behind its parenthesis.</summary>
    private static string Parent(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1];
        }
        catch (IOException)
        {
            return ""; // it has just ended
        }
    }

    private static void Signal(string name, string[] pids)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{name} {string.Join(' ', pids)}"]);
        kill.WaitForExit();
    }
}
