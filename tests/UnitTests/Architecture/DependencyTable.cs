using System.Text.Json;
using System.Xml.Linq;

namespace Pivotal.UnitTests.Architecture;

/// <summary>docs/dependencies.md says of every package what it is for, and of no other.</summary>
public sealed class DependencyTable
{
    private static readonly string Root = FolderRules.RepoRoot();
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(Root, "docs", "dependencies.md"));

    [Fact]
    public void Every_NuGet_package_has_its_row_and_every_row_its_package()
    {
        var packages = XDocument
            .Load(Path.Combine(Root, "Directory.Packages.props"))
            .Descendants("PackageVersion")
            .Select(p => p.Attribute("Include")!.Value)
            .ToList();
        Assert.True(packages.Count > 20, $"only {packages.Count} packages read");
        Assert.Equal(packages.Order(StringComparer.Ordinal), Rows("NuGet").Select(r => r[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_npm_package_has_its_row_with_its_folders_and_every_row_its_package()
    {
        var packages = Npm()
            .GroupBy(p => p.Package, p => p.Folder)
            .Select(g => $"{g.Key}: {string.Join(", ", g.Order(StringComparer.Ordinal))}")
            .ToList();
        Assert.True(packages.Count > 40, $"only {packages.Count} packages read");
        Assert.Equal(packages.Order(StringComparer.Ordinal), Rows("npm").Select(r => $"{r[0]}: {r[1]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("NuGet", 5)]
    [InlineData("npm", 4)]
    public void A_row_names_place_purpose_and_licence(string table, int cells)
    {
        Assert.All(
            Rows(table),
            r =>
            {
                Assert.Equal(cells, r.Length);
                Assert.All(r[..4], cell => Assert.NotEqual("", cell));
            }
        );
    }

    [Fact]
    public void A_central_version_is_used()
    {
        var projects = Directory
            .EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories)
            .Append(Path.Combine(Root, "Directory.Build.props"));
        var used = projects
            .SelectMany(f => XDocument.Load(f).Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value))
            .ToHashSet();
        Assert.Empty(Rows("NuGet").Select(r => r[0]).Except(used));
    }

    /// <summary>The cells of the rows under a heading, without the head of the table.</summary>
    private static List<string[]> Rows(string heading) =>
        [
            .. Page.SkipWhile(l => l != $"## {heading}")
                .Skip(1)
                .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
                .Where(l => l.StartsWith('|'))
                .Skip(2)
                .Select(l => l.Trim()[1..^1].Split('|', StringSplitOptions.TrimEntries)),
        ];

    private static IEnumerable<(string Package, string Folder)> Npm()
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Root, "package.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3 })
                .Where(Ours)
        )
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var kind in new[] { "dependencies", "devDependencies" })
                if (json.RootElement.TryGetProperty(kind, out var packages))
                    foreach (var package in packages.EnumerateObject())
                        yield return (package.Name, Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'));
        }
    }

    private static bool Ours(string file) =>
        !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(p => p is "node_modules" or "bin" or "obj" or "dist");
}
