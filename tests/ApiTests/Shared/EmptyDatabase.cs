using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>A migrated database without any rows, on the test server.</summary>
public sealed class EmptyDatabase : IAsyncDisposable
{
    private EmptyDatabase(string app) => (AppConnection, App) = (app, NpgsqlDataSource.Create(app));

    public string AppConnection { get; }

    public NpgsqlDataSource App { get; }

    public TenantDb Tenants => new(App);

    public static async Task<EmptyDatabase> Create()
    {
        var server = (await TestDatabase.Shared()).Server;
        var name = $"empty_{Ids.New():N}";
        var (owner, app) = (Named(server.OwnerConnection), Named(server.AppConnection));
        // The roles and their passwords are the server's; only the database is new.
        await DatabaseRoles.Ensure(server.AdminConnection, owner.Password!, app.Password!, default, name);
        await Migrator.Migrate(owner.ConnectionString, default);
        return new EmptyDatabase(app.ConnectionString);

        NpgsqlConnectionStringBuilder Named(string connection) => new(connection) { Database = name, MaxPoolSize = 20 };
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
