using System.Diagnostics;
using System.Text;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>The seam probe built for the engine this process does not run on, started once per question.</summary>
internal sealed class OtherEngine : IDisposable
{
    private readonly string _folder = TestDatabase.NewFolder("probe");

    public static async Task<OtherEngine> Build(string engine)
    {
        var other = new OtherEngine();
        await Execute("dotnet", ["build", Path.Combine(Engines.Repository, "tests", "SeamProbe", "SeamProbe.csproj"), "-c", "Release", "-v", "quiet", "--nologo",
            "-nodeReuse:false", "-p:UseSharedCompilation=false", $"-p:OrleansEngine={engine}", "--artifacts-path", other._folder]);
        return other;
    }

    public Task<string[]> Run(string what, string service, string connection) =>
        Execute("dotnet", [Path.Combine(_folder, "bin", "SeamProbe", "release", "Pivotal.SeamProbe.dll"), what, service], ("SEAM_CONNECTION", connection));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<string[]> Execute(string file, string[] arguments, params (string Name, string Value)[] settings)
    {
        var info = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        // What the runner of this test set for its own MSBuild is not for that one.
        foreach (var name in info.Environment.Keys.Where(n => n.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in settings)
        {
            info.Environment[name] = value;
        }

        using var process = Process.Start(info)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException($"{file} {arguments[0]} ended with {process.ExitCode}: {output}{await errors}");
    }
}
