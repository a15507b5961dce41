using System.Globalization;
using Xunit.Abstractions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>
/// A file does one thing a person can name, and a class is not spread over files to look small: partials count together. Limits and measures are those of the house style. What is over its limit today is
/// listed with what it had then; it may only shrink, and leaves the list when it fits.
/// </summary>
public sealed class FileSizes(ITestOutputHelper output)
{
    private const int Limit = 300,
        GrainLimit = 250,
        PageLimit = 250;

    private static readonly string[] Rooms =
    [
        "api",
        "bench",
        "data",
        "domain",
        "grain-interfaces",
        "grains",
        "hosting",
        "silo",
        "simulator",
        "solo",
        "tests",
    ];

    /// <summary>Waits to be cut into parts; what it had when CSharpier laid it out.</summary>
    private static readonly Dictionary<string, int> Over = new()
    {
        ["tests/ClusterTests/Dialer/ModeTests"] = 464,
        ["tests/ApiTests/Campaigns/CampaignTests"] = 462,
        ["tests/ClusterTests/Dialer/UnreadNewsTests"] = 460,
        ["tests/ClusterTests/Dialer/FenceTests"] = 457,
        ["tests/ApiTests/Campaigns/QueueRuleTests"] = 431,
        ["domain/Dialer/Agents/AgentState"] = 417,
        ["tests/UnitTests/Calls/CallStateTests"] = 410,
        ["tests/ClusterTests/Dialer/NewsTests"] = 400,
        ["tests/ApiTests/Dialer/Reports/ReportTests"] = 390,
        ["tests/ClusterTests/Calls/LiveCallTests"] = 386,
        ["tests/UnitTests/Dialer/QueueStateTests"] = 361,
        ["tests/ClusterTests/Dialer/RestartTests"] = 358,
        ["tests/ApiTests/Accounts/ContactTests"] = 310,
        ["domain/Dialer/Queue/QueueState"] = 334,
        ["tests/ClusterTests/Dialer/CapTests"] = 332,
        ["domain/Accounts/Countries"] = 326,
        ["tests/ClusterTests/Dialer/RuleEffectTests"] = 324,
        ["tests/ClusterTests/Cluster/CallFateTests"] = 321,
        ["api/Tenancy/Demo/Story/StoryFloor"] = 322,
        ["tests/ClusterTests/Imports/ImportTests"] = 321,
        ["tests/UnitTests/Dialer/PreviewTests"] = 317,
        ["tests/ClusterTests/Dialer/Edges/EdgeCampaign"] = 313,
        ["tests/UnitTests/Tenancy/DemoMonthTests"] = 309,
        ["tests/ApiTests/Tenancy/RowMappingTests"] = 301,
    };

    [Fact]
    public void Nothing_grows_past_its_limit()
    {
        var root = FolderRules.RepoRoot();
        var files = Rooms.SelectMany(room => Files(root, room, "*.cs")).ToList();
        var classes = files
            .GroupBy(f => f.Path[..(f.Path.LastIndexOf('/') + 1)] + Path.GetFileName(f.Path).Split('.')[0])
            .Select(g => (Path: g.Key, Lines: g.Sum(f => f.Lines)))
            .ToList();
        var pages = Files(root, "frontend/src", "*.tsx").ToList();
        Assert.True(classes.Count > 500 && pages.Count > 50, $"only {classes.Count} classes and {pages.Count} pages read");
        Tell(files, classes, pages);

        Assert.Empty(
            classes
                .Where(c => c.Lines > Over.GetValueOrDefault(c.Path, LimitOf(c.Path)))
                .Select(c => $"{c.Path}: {c.Lines} lines, at most {Over.GetValueOrDefault(c.Path, LimitOf(c.Path))}")
        );
        Assert.Empty(
            Over.Keys.Where(k => !classes.Any(c => c.Path == k && c.Lines > LimitOf(k))).Select(k => $"{k} fits now: take it off the list")
        );
        Assert.Empty(pages.Where(p => p.Lines > PageLimit).Select(p => $"{p.Path}: {p.Lines} lines, at most {PageLimit}"));
    }

    /// <summary>A grain is a shell of parts.</summary>
    private static int LimitOf(string path) =>
        path.StartsWith("grains/", StringComparison.Ordinal) && path.EndsWith("Grain", StringComparison.Ordinal) ? GrainLimit : Limit;

    private void Tell(List<(string Path, int Lines)> files, List<(string Path, int Lines)> classes, List<(string Path, int Lines)> pages)
    {
        foreach (var room in files.Concat(pages).GroupBy(f => f.Path.Split('/')[0]))
        {
            int[] lines = [.. room.Select(f => f.Lines).Order()];
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{room.Key}: {lines.Length} files, median {lines[lines.Length / 2]}, p90 {lines[lines.Length * 9 / 10]}, largest {lines[^1]}"
                )
            );
        }

        foreach (var (path, lines) in classes.Concat(pages).OrderByDescending(c => c.Lines).Take(10))
            output.WriteLine($"{lines, 5} {path}");
    }

    private static IEnumerable<(string Path, int Lines)> Files(string root, string folder, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(root, folder), pattern, SearchOption.AllDirectories)
            .Where(f => !FolderRules.Built(f) && !f.Contains("node_modules", StringComparison.Ordinal))
            .Select(f => (Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadLines(f).Count()));
}
