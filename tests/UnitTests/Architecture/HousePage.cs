using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>docs/day-in-the-house.md leads people to files; each of them is there.</summary>
public sealed partial class HousePage
{
    [Fact]
    public void Every_path_it_names_exists()
    {
        var root = FolderRules.RepoRoot();
        var named = Path().Matches(File.ReadAllText(System.IO.Path.Combine(root, "docs", "day-in-the-house.md"))).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(named.Count > 30, $"only {named.Count} paths read");
        Assert.DoesNotContain(named, p => !File.Exists(System.IO.Path.Combine(root, p)) && !Directory.Exists(System.IO.Path.Combine(root, p)));
    }

    [GeneratedRegex(@"(?:`|\()((?:api|data|docs|domain|frontend|grain-interfaces|grains|hosting|silo|simulator|solo|tests)/[\w./-]*[\w])[`)]")]
    private static partial Regex Path();
}
