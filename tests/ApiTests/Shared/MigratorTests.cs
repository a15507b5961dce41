using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

public sealed class MigratorTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly Migration First = new("0001_first.sql", "create table first (id int primary key);");
    private static readonly Migration Second = new("0002_second.sql", "create table second (id int primary key);");

    [Fact]
    public async Task Files_are_applied_once_and_in_order()
    {
        var owner = await EmptyDatabase();
        Assert.Equal(["0001_first.sql"], await Migrator.Migrate(owner, [First], default));
        Assert.Equal(["0002_second.sql"], await Migrator.Migrate(owner, [First, Second], default));
        Assert.Empty(await Migrator.Migrate(owner, [First, Second], default));
    }

    [Fact]
    public async Task A_file_changed_after_it_was_applied_is_refused()
    {
        var owner = await EmptyDatabase();
        await Migrator.Migrate(owner, [First], default);
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            Migrator.Migrate(owner, [new(First.Name, "create table first (id bigint primary key);")], default)
        );
        Assert.Contains("0001_first.sql was changed", refused.Message);
        Assert.Empty(await Migrator.Migrate(owner, [new Migration(First.Name, First.Sql)], default));
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_refused()
    {
        var owner = await EmptyDatabase();
        await Migrator.Migrate(owner, [First, Second], default);
        var refused = await Assert.ThrowsAsync<MigrationException>(() => Migrator.Migrate(owner, [First], default));
        Assert.Contains("0002_second.sql", refused.Message);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_says_what_failed()
    {
        var owner = await EmptyDatabase();
        var broken = new Migration("0002_broken.sql", "create table half (id int);\nselect nothing_here();");
        var failed = await Assert.ThrowsAsync<MigrationException>(() => Migrator.Migrate(owner, [First, broken], default));
        Assert.Contains("nothing_here", failed.Message);
        Assert.Equal(
            ["0002_half.sql"],
            await Migrator.Migrate(owner, [First, new("0002_half.sql", "create table half (id int);")], default)
        );
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Processes_that_start_together_migrate_once()
    {
        var owner = await EmptyDatabase();
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Migrator.Migrate(owner, [First, Second], default)));
        Assert.Equal(["0001_first.sql", "0002_second.sql"], applied.SelectMany(a => a).Order());
    }

    private async Task<string> EmptyDatabase()
    {
        var name = $"m{Ids.New():N}";
        await using var admin = NpgsqlDataSource.Create(postgres.Database.Server.AdminConnection);
        await using var create = admin.CreateCommand($"create database {name} owner {DatabaseRoles.Owner}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(postgres.Database.Server.OwnerConnection) { Database = name }.ConnectionString;
    }
}
