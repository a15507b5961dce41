using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Postgres;

namespace Pivotal.TestShared;

/// <summary>
/// The one PostgreSQL of a test process: a throw-away private cluster, migrated. It stops and disappears with the process, also when that is killed.
/// Tests share it and keep apart by a fresh tenant each (<see cref="Given"/>).
/// </summary>
public sealed class TestDatabase
{
    private static readonly Lazy<Task<TestDatabase>> Started = new(Start);

    private TestDatabase(PrivatePostgres server)
    {
        Server = server;
        App = NpgsqlDataSource.Create(PivotalDatabase.Pooled(server.AppConnection, 60));
        Owner = NpgsqlDataSource.Create(server.OwnerConnection);
        Tenants = new TenantDb(App);
    }

    public PrivatePostgres Server { get; }

    /// <summary>Connections as <c>pivotal_app</c>.</summary>
    public NpgsqlDataSource App { get; }

    /// <summary>Connections as <c>pivotal_owner</c>, for looking at the catalogue. Row-level security holds for it too.</summary>
    public NpgsqlDataSource Owner { get; }

    public TenantDb Tenants { get; }

    public static Task<TestDatabase> Shared() => Started.Value;

    /// <summary>A server beside the shared one, for a test that does to it what no other test may feel.</summary>
    public static Task<TestDatabase> Own() => Start();

    /// <summary>A folder that only this test process uses; removed with the server.</summary>
    public static string NewFolder(string kind)
    {
        var folder = Path.Combine("/var/tmp", $"pivotal-{kind}-{Environment.ProcessId}-{Ids.New():N}");
        // The server clears its own folder away; the others go with the process.
        if (kind is "files" or "imports")
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(folder);
        return folder;
    }

    private static async Task<TestDatabase> Start()
    {
        RemoveLeftOvers();
        var server = await PrivatePostgres.Start(new() { DataFolder = NewFolder("test"), ThrowAway = true });
        await Migrator.Migrate(server.OwnerConnection, CancellationToken.None);
        return new TestDatabase(server);
    }

    /// <summary>Folders of test processes that were killed before their server ran.</summary>
    private static void RemoveLeftOvers()
    {
        foreach (var folder in Directory.EnumerateDirectories("/var/tmp", "pivotal-*-*-*"))
        {
            var parts = Path.GetFileName(folder).Split('-');
            if (parts is not [_, "test" or "launch" or "files" or "imports" or "probe", var pid, _] || Directory.Exists($"/proc/{pid}"))
                continue;
            Remove(folder);
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It is gone already, another run removes it right now, or it belongs to another account.
        }
    }
}
