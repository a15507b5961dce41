using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>docs/day-in-the-house.md and docs/house.md lead people to files; each of them is there.</summary>
public sealed partial class HousePage
{
    [Theory]
    [InlineData("day-in-the-house.md")]
    [InlineData("house.md")]
    public void Every_path_it_names_exists(string page)
    {
        var root = FolderRules.RepoRoot();
        var named = Path()
            .Matches(File.ReadAllText(System.IO.Path.Combine(root, "docs", page)))
            .Select(m => m.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.True(named.Count > 30, $"only {named.Count} paths read");
        Assert.DoesNotContain(
            named,
            p => !File.Exists(System.IO.Path.Combine(root, p)) && !Directory.Exists(System.IO.Path.Combine(root, p))
        );
    }

    [GeneratedRegex(
        @"(?:`|\()((?:api|bench|data|docs|domain|frontend|grain-interfaces|grains|hosting|silo|simulator|solo|tests)/[\w./-]*[\w])(?::\d+)?[`)]"
    )]
    private static partial Regex Path();
}
