using System.Globalization;
using Xunit.Abstractions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>
/// A file does one thing a person can name, and a class is not spread over files to look small: partials count together. Limits and measures are those of the house style. What is over its limit today is
/// listed with what it had then; it may only shrink, and leaves the list when it fits.
/// </summary>
public sealed class FileSizes(ITestOutputHelper output)
{
    private const int Limit = 300, PageLimit = 250;

    private static readonly string[] Rooms = ["api", "bench", "data", "domain", "grain-interfaces", "grains", "hosting", "silo", "simulator", "solo", "tests"];

    /// <summary>Waits to be cut into parts.</summary>
    private static readonly Dictionary<string, int> Over = new()
    {
        ["bench/FaultsModel/Shells/CallShell"] = 396,
        ["domain/Dialer/Agents/AgentState"] = 360,
        ["tests/UnitTests/Calls/CallStateTests"] = 344,
        ["tests/UnitTests/Dialer/QueueStateTests"] = 337,
        ["tests/ClusterTests/Dialer/FenceTests"] = 324,
        ["domain/Accounts/Countries"] = 312,
        ["bench/FaultsModel/Shells/QueueShell"] = 311,
    };

    [Fact]
    public void Nothing_grows_past_its_limit()
    {
        var root = FolderRules.RepoRoot();
        var files = Rooms.SelectMany(room => Files(root, room, "*.cs")).ToList();
        var classes = files.GroupBy(f => f.Path[..(f.Path.LastIndexOf('/') + 1)] + Path.GetFileName(f.Path).Split('.')[0]).Select(g => (Path: g.Key, Lines: g.Sum(f => f.Lines))).ToList();
        var pages = Files(root, "frontend/src", "*.tsx").ToList();
        Assert.True(classes.Count > 500 && pages.Count > 50, $"only {classes.Count} classes and {pages.Count} pages read");
        Tell(files, classes, pages);

        Assert.Empty(classes.Where(c => c.Lines > Over.GetValueOrDefault(c.Path, Limit)).Select(c => $"{c.Path}: {c.Lines} lines, at most {Over.GetValueOrDefault(c.Path, Limit)}"));
        Assert.Empty(Over.Keys.Where(k => !classes.Any(c => c.Path == k && c.Lines > Limit)).Select(k => $"{k} fits now: take it off the list"));
        Assert.Empty(pages.Where(p => p.Lines > PageLimit).Select(p => $"{p.Path}: {p.Lines} lines, at most {PageLimit}"));
    }

    private void Tell(List<(string Path, int Lines)> files, List<(string Path, int Lines)> classes, List<(string Path, int Lines)> pages)
    {
        foreach (var room in files.Concat(pages).GroupBy(f => f.Path.Split('/')[0]))
        {
            int[] lines = [.. room.Select(f => f.Lines).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{room.Key}: {lines.Length} files, median {lines[lines.Length / 2]}, p90 {lines[lines.Length * 9 / 10]}, largest {lines[^1]}"));
        }

        foreach (var (path, lines) in classes.Concat(pages).OrderByDescending(c => c.Lines).Take(10)) output.WriteLine($"{lines,5} {path}");
    }

    private static IEnumerable<(string Path, int Lines)> Files(string root, string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !FolderRules.Built(f) && !f.Contains("node_modules", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadLines(f).Count()));
}
