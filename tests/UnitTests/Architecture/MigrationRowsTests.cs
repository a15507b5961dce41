using System.Text.RegularExpressions;
using Pivotal.Data.Shared;
using Xunit;

namespace Pivotal.UnitTests.Architecture;

/// <summary>Row-level security is forced: a table's owner, who migrates, sees no tenant's rows, and a change of them changes nothing without a word.</summary>
public sealed partial class MigrationRowsTests
{
    // What stands in a function's body runs later, as somebody else.
    [GeneratedRegex(@"\$(\w*)\$.*?\$\1\$", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\s*--.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:^|;|\))\s*(?:update|delete\s+from)\s+(?:only\s+)?(?<table>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Change();

    [Fact]
    public void A_migration_lifts_what_hides_the_rows_that_it_changes_and_puts_it_back()
    {
        var changes = Migrator.Embedded().SelectMany(m => Changes(m.Sql).Select(table => (m.Name, m.Sql, table))).ToList();
        Assert.Contains(("0061_account_place_keys.sql", "accounts"), changes.Select(c => (c.Name, c.table)));
        Assert.All(
            changes,
            c =>
            {
                Assert.Contains($"alter table {c.table} no force row level security;", c.Sql, StringComparison.Ordinal);
                Assert.Contains($"alter table {c.table} force row level security;", c.Sql, StringComparison.Ordinal);
            }
        );
    }

    [Theory]
    [InlineData("update contacts set a = 1;", "contacts")]
    [InlineData("with x as (select 1)\nupdate contacts set a = 1;", "contacts")]
    [InlineData("select 1; delete from contacts;", "contacts")]
    [InlineData("create function f() returns int language sql as $$ update contacts set a = 1; $$;", null)]
    [InlineData("-- update contacts\nselect 1;", null)]
    public void A_change_of_rows_is_told_from_a_functions_body(string sql, string? table) =>
        Assert.Equal(table is null ? [] : [table], Changes(sql));

    // Orleans' own tables belong to no tenant.
    private static IEnumerable<string> Changes(string sql) =>
        Change()
            .Matches(Comment().Replace(Quoted().Replace(sql, "''"), ""))
            .Select(m => m.Groups["table"].Value)
            .Where(t => !t.StartsWith("orleans", StringComparison.OrdinalIgnoreCase))
            .Distinct();
}
