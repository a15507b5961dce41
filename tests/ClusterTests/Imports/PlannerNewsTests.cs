using Npgsql;
using Pivotal.ClusterTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

/// <summary>An import that is over and a queue that is being filled tell the planner of their rows, while a migration or an operator works on the same tables.</summary>
public sealed class PlannerNewsTests : IAsyncLifetime
{
    private static readonly string[] Tables = ["contacts", "accounts", "list_members"];
    private TestDatabase _database = null!;

    public async Task InitializeAsync() => _database = await TestDatabase.Own();

    public async Task DisposeAsync() => await _database.Server.DisposeAsync();

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Whoever_takes_the_tables_in_another_order_and_two_who_tell_at_once_all_come_through()
    {
        await using var owner = await _database.Owner.OpenConnectionAsync();
        await using (var migration = await owner.BeginTransactionAsync())
        {
            // As a vacuum, an index built beside the work and another analysis do.
            await Execute(owner, "lock table accounts in share update exclusive mode");
            Task[] told =
            [
                _database.Tenants.TellPlanner(Tables),
                _database.Tenants.TellPlanner(Tables),
                _database.Tenants.TellPlanner(["contacts", "accounts"]),
            ];
            // One asks for all.
            await Eventually.Holds(
                async () => await Waiting("accounts") == 1,
                "they wait",
                60,
                () => Task.FromResult(string.Join('\n', told.Select(t => $"{t.Status} {t.Exception}")))
            );
            // None of them holds what he is done with, or one of them and the migration would wait for each other.
            Assert.Equal(0, await HeldBySomebodyWaiting());
            await Execute(owner, "lock table list_members, contacts in access exclusive mode");
            Assert.DoesNotContain(told, t => t.IsCompleted);
            await migration.CommitAsync();
            await Task.WhenAll(told);
        }

        Assert.Equal(
            Tables.Length,
            await Count("select count(*) from pg_class where relname = any(@tables) and reltuples >= 0", ("tables", Tables))
        );
    }

    private Task<long> Waiting(string table) =>
        Count("select count(*) from pg_locks where relation = @table::regclass and not granted", ("table", table));

    private Task<long> HeldBySomebodyWaiting() =>
        Count(
            """
            select count(*) from pg_locks held
            where held.granted and held.relation = any(array['contacts', 'accounts', 'list_members']::regclass[])
              and held.pid in (select pid from pg_locks where not granted)
            """
        );

    private async Task<long> Count(string sql, params (string Name, object Value)[] parameters)
    {
        await using var command = _database.Owner.CreateCommand(sql);
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
