using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Values reach the database through one door, which sends every moment in UTC; who makes his own commands or parameters goes around it.</summary>
public sealed partial class DatabaseDoor
{
    private static readonly string[] Product = ["api", "data", "grains", "silo"];

    [Fact]
    public void Only_the_session_and_the_start_of_the_database_make_commands()
    {
        var makers = Makers().ToList();
        Assert.Contains("data/Shared/DbSession.cs", makers);
        Assert.DoesNotContain(makers, m => !m.StartsWith("data/Shared/", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_copied_into_a_table_is_a_moment()
    {
        var root = FolderRules.RepoRoot();
        var copies = Files(root).Where(f => File.ReadAllText(f).Contains("BeginBinaryImport", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(copies);
        Assert.DoesNotContain(copies, f => Moment().IsMatch(File.ReadAllText(f)));
    }

    private static IEnumerable<string> Makers()
    {
        var root = FolderRules.RepoRoot();
        return Files(root)
            .Where(f => OwnCommand().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'));
    }

    private static IEnumerable<string> Files(string root) =>
        Product
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root, p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !FolderRules.Built(f));

    [GeneratedRegex(@"new NpgsqlCommand|new NpgsqlParameter|new NpgsqlBatch|\.CreateCommand\(|AddWithValue|NpgsqlDbType\.Timestamp")]
    private static partial Regex OwnCommand();

    [GeneratedRegex(@"DateTimeOffset|DateTime\b|Timestamp")]
    private static partial Regex Moment();
}
