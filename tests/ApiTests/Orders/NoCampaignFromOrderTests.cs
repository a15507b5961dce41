using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace Pivotal.ApiTests.Orders;

public sealed class NoCampaignFromOrderTests
{
    /// <summary>The same said of the source: what writes campaigns is outside the orders' and the portal's folders, and does not read orders.</summary>
    [Fact]
    public void No_source_that_knows_orders_makes_campaigns()
    {
        var sources = SourceFiles().Select(f => (Path: f, Text: File.ReadAllText(f))).ToList();
        var making = sources.Where(s => Regex.IsMatch(s.Text, @"insert\s+into\s+(public\.)?campaigns\b", RegexOptions.IgnoreCase)).ToList();
        Assert.NotEmpty(making);
        Assert.DoesNotContain(making, s => Regex.IsMatch(s.Text, @"\b(from|join|into|update)\s+orders\b|\bOrders?\b"));
        Assert.DoesNotContain(
            sources.Where(s =>
                s.Path.Contains("/Orders/", StringComparison.Ordinal) || s.Path.Contains("/Portal/", StringComparison.Ordinal)
            ),
            s =>
                s.Text.Contains("Api.Campaigns", StringComparison.Ordinal)
                || s.Text.Contains("CreateCampaign", StringComparison.Ordinal)
                || Regex.IsMatch(s.Text, @"\bCampaignRows\.")
        );
    }

    private static IEnumerable<string> SourceFiles([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
        return ((string[])["api", "grains", "data", "silo"])
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));
    }
}
