using System.Text.RegularExpressions;
using Pivotal.Domain.Imports;
using Pivotal.UnitTests.Architecture;

namespace Pivotal.UnitTests.Imports;

public sealed class ImportStatusTests
{
    [Theory]
    [InlineData(ImportStatus.Uploaded, "waiting, running, cancelled")]
    [InlineData(ImportStatus.Waiting, "running, cancelled")]
    [InlineData(ImportStatus.Running, "completed, failed, cancelled")]
    [InlineData(ImportStatus.Completed, "")]
    [InlineData(ImportStatus.Failed, "")]
    [InlineData(ImportStatus.Cancelled, "")]
    public void After_each_only_some_may_follow(string status, string next) =>
        Assert.Equal(next, string.Join(", ", ImportStatus.All.Where(s => ImportStatus.MayFollow(status, s))));

    [Fact]
    public void Nothing_follows_a_word_nobody_knows() => Assert.DoesNotContain(ImportStatus.All, s => ImportStatus.MayFollow("lost", s));

    [Fact]
    public void The_schema_knows_the_same_words()
    {
        var check = Directory
            .EnumerateFiles(Path.Combine(FolderRules.RepoRoot(), "data", "Migrations"), "*.sql")
            .Order(StringComparer.Ordinal)
            .Select(f => Regex.Match(File.ReadAllText(f), @"constraint imports_status_check check \(status in \(([^)]*)\)\)"))
            .Last(m => m.Success);
        Assert.Equal(
            ImportStatus.All.Order(StringComparer.Ordinal),
            check.Groups[1].Value.Split(',').Select(w => w.Trim().Trim('\'')).Order(StringComparer.Ordinal)
        );
    }
}
