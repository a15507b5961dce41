using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Postgres;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

public sealed class PivotalDatabaseTests : IAsyncLifetime
{
    private readonly string _folder = TestDatabase.NewFolder("launch");
    private PrivatePostgres? _given;

    public async Task InitializeAsync() =>
        _given = await PrivatePostgres.Start(new() { DataFolder = TestDatabase.NewFolder("launch"), ThrowAway = true });

    public async Task DisposeAsync()
    {
        await _given!.DisposeAsync();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_given_server_gets_roles_database_and_schema_and_keeps_its_passwords_over_restarts()
    {
        var options = new DatabaseOptions { Admin = _given!.AdminConnection, DataFolder = _folder };
        string first;
        await using (var database = await PivotalDatabase.Open(options))
        {
            first = database.AppConnection;
            Assert.Equal("pivotal_app", await database.Tenants.System((s, ct) => s.Scalar<string>("select current_user::text", null, ct)));
            Assert.Equal(0, await database.Tenants.System((s, ct) => s.Scalar<long>("select count(*) from users", null, ct)));
        }

        await using var again = await PivotalDatabase.Open(options);
        Assert.Equal(first, again.AppConnection);
    }

    [Fact]
    public async Task A_role_that_somebody_widened_is_narrow_after_the_next_start()
    {
        var options = new DatabaseOptions { Admin = _given!.AdminConnection, DataFolder = _folder };
        await using (await PivotalDatabase.Open(options)) { }

        await using var admin = NpgsqlDataSource.Create(_given.AdminConnection);
        await using var widen = admin.CreateCommand("alter role pivotal_app superuser bypassrls");
        await widen.ExecuteNonQueryAsync();
        await using var database = await PivotalDatabase.Open(options);
        Assert.False(
            await database.Tenants.System(
                (s, ct) => s.Scalar<bool>("select rolsuper or rolbypassrls from pg_roles where rolname = current_user", null, ct)
            )
        );
    }

    [Fact]
    public async Task One_connection_string_without_the_other_is_refused()
    {
        var refused = await Assert.ThrowsAsync<MigrationException>(() =>
            PivotalDatabase.Open(new DatabaseOptions { Owner = _given!.OwnerConnection, DataFolder = _folder })
        );
        Assert.Contains("PIVOTAL_DB_APP", refused.Message);
    }
}
