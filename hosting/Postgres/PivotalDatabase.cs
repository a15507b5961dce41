using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Pivotal.Data.Shared;

namespace Pivotal.Hosting.Postgres;

/// <summary>Which database the process works on. Read from environment or configuration by <see cref="From"/>.</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>PIVOTAL_DB_OWNER</c>: connection string of the schema's owner.</summary>
    public string? Owner { get; init; }

    /// <summary><c>PIVOTAL_DB_APP</c>: connection string of <c>pivotal_app</c>.</summary>
    public string? App { get; init; }

    /// <summary><c>PIVOTAL_DB</c>: administrator of a given server; roles and the database <c>pivotal</c> are made there on first start.</summary>
    public string? Admin { get; init; }

    /// <summary><c>PIVOTAL_DATA</c>, default <c>.pivotal</c>: the data folder; holds the private PostgreSQL and generated passwords.</summary>
    public string DataFolder { get; init; } = ".pivotal";

    /// <summary><c>PIVOTAL_PG_PORT</c>: port of the private PostgreSQL, 0 for a free one.</summary>
    public int PrivatePort { get; init; }

    /// <summary><c>PIVOTAL_DB_POOL</c>: the most connections this process opens for the product's own work; several processes on one server have to share what it allows.</summary>
    public int Pool { get; init; } = 80;

    public static DatabaseOptions From(IConfiguration configuration) =>
        new()
        {
            Owner = Text(configuration["PIVOTAL_DB_OWNER"]),
            App = Text(configuration["PIVOTAL_DB_APP"]),
            Admin = Text(configuration["PIVOTAL_DB"]),
            DataFolder = Text(configuration["PIVOTAL_DATA"]) ?? ".pivotal",
            PrivatePort = int.TryParse(configuration["PIVOTAL_PG_PORT"], CultureInfo.InvariantCulture, out var port) ? port : 0,
            Pool =
                int.TryParse(configuration["PIVOTAL_DB_POOL"], CultureInfo.InvariantCulture, out var pool) && pool is > 0 and <= 1000
                    ? pool
                    : 80,
        };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}

/// <summary>
/// The database of this process, ready to work: server found or started, roles made, migrations applied.
/// Precedence: owner and app connection strings, then an administrator's, then a private server under the data folder.
/// </summary>
public sealed class PivotalDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? _server;

    private PivotalDatabase(string owner, string app, int pool, PrivatePostgres? server)
    {
        (OwnerConnection, AppConnection, _server) = (owner, app, server);
        // The name stands for the pool in the figures of a collector; without one that would be the connection string.
        App = new NpgsqlDataSourceBuilder(Pooled(app, pool)) { Name = "pivotal" }.Build();
        Tenants = new TenantDb(App);
    }

    public string OwnerConnection { get; }

    public string AppConnection { get; }

    /// <summary>Pool of connections as <c>pivotal_app</c>.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>For code without a request principal (grains, jobs). The API makes its own <see cref="TenantDb"/>, which knows who waits.</summary>
    public TenantDb Tenants { get; }

    /// <summary>Opens, and throws <see cref="PrivatePostgresException"/> or <see cref="MigrationException"/> with a sentence when it cannot.</summary>
    public static async Task<PivotalDatabase> Open(DatabaseOptions options, CancellationToken ct = default)
    {
        PrivatePostgres? server = null;
        try
        {
            var (owner, app) = (options.Owner, options.App);
            if (owner is null != app is null)
                throw new MigrationException("PIVOTAL_DB_OWNER and PIVOTAL_DB_APP belong together: set both or neither.");
            if (owner is null && options.Admin is not null)
                (owner, app) = await OnGivenServer(options.Admin, options.DataFolder, ct);
            if (owner is null)
            {
                server = await PrivatePostgres.Start(new() { DataFolder = options.DataFolder, Port = options.PrivatePort }, ct);
                (owner, app) = (server.OwnerConnection, server.AppConnection);
            }

            await Migrator.Migrate(owner, ct);
            return new PivotalDatabase(owner, app!, options.Pool, server);
        }
        catch
        {
            if (server is not null)
                await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private static async Task<(string Owner, string App)> OnGivenServer(string admin, string dataFolder, CancellationToken ct)
    {
        Directory.CreateDirectory(dataFolder);
        var passwords = DatabasePasswords.LoadOrCreate(Path.Combine(dataFolder, "database-passwords.json"));
        await DatabaseRoles.Ensure(admin, passwords.Owner, passwords.App, ct);
        return (As(DatabaseRoles.Owner, passwords.Owner), As(DatabaseRoles.App, passwords.App));

        string As(string user, string password) =>
            new NpgsqlConnectionStringBuilder(admin)
            {
                Username = user,
                Password = password,
                Database = DatabaseRoles.Database,
            }.ConnectionString;
    }

    /// <summary>How the product connects: statements that repeat are prepared once per connection. Tests and benches connect the same way, or they would judge other plans than the product's.</summary>
    /// <param name="pool">connections at most</param>
    public static string Pooled(string connection, int pool) =>
        new NpgsqlConnectionStringBuilder(connection)
        {
            MaxPoolSize = pool,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 5,
            // Whatever is set is set for its transaction only; there is nothing to reset, and resetting would cost eight statements for each transaction.
            NoResetOnClose = true,
            Timeout = 10,
            // An error would quote the row that it is about, in logs and traces.
            IncludeErrorDetail = false,
            ApplicationName = "pivotal",
        }.ConnectionString;
}
