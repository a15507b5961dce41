using System.Text.RegularExpressions;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Rows are mapped by the names of their columns (docs/adr/0018-rows-by-name.md).</summary>
public sealed partial class RowsByName
{
    private static readonly string[] Product = ["api", "data", "grains", "silo", "hosting", "solo"];

    /// <summary>A scalar is the first column, the start of the database has no session yet, and the mapper itself.</summary>
    private static readonly string[] Exempt = ["data/Shared/DbSession.cs", "data/Shared/Migrator.cs", "data/Shared/Rows/RowPlace.cs"];

    [Fact]
    public void Nobody_reads_a_column_by_its_position()
    {
        var root = FolderRules.RepoRoot();
        var readers = Product
            .SelectMany(p => Directory.EnumerateFiles(Path.Combine(root, p), "*.cs", SearchOption.AllDirectories))
            .Where(f => !FolderRules.Built(f))
            .Where(f => ByPosition().IsMatch(File.ReadAllText(f)))
            .Select(f => Path.GetRelativePath(root, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal(Exempt, readers);
    }

    [Theory]
    [InlineData("r.GetString(0)", true)]
    [InlineData("r.GetFieldValue<DateTimeOffset>(12)", true)]
    [InlineData("row.IsDBNull(column) ? null : row.GetGuid(column)", true)]
    [InlineData("r.GetInt32(at + 1)", true)]
    [InlineData("RandomNumberGenerator.GetBytes(32)", false)]
    [InlineData("grains.GetGrain<IManagementGrain>(0)", false)]
    [InlineData("json.GetProperty(name).GetString()", false)]
    [InlineData("Encoding.UTF8.GetString(bytes)", false)]
    public void A_position_is_known_when_it_is_seen(string code, bool isOne) => Assert.Equal(isOne, ByPosition().IsMatch(code));

    [GeneratedRegex(
        @"(?<!UTF8|ASCII|RandomNumberGenerator)\.(Get(Guid|String|Int16|Int32|Int64|Boolean|Decimal|Double|Float|DateTime|TimeSpan|Char|Byte|FieldValue(Async)?<[^>]+>)|IsDBNull(Async)?)\(\w"
    )]
    private static partial Regex ByPosition();
}
