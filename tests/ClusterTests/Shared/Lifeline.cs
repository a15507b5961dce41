using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;
using Npgsql;
using Orleans;
using Orleans.Configuration;
using Orleans.GrainDirectory;
using Orleans.Hosting;
using Orleans.Runtime;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Postgres;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Shared;

/// <summary>
/// What a silo holds on to: its connections to other silos and to clients, its line in the membership table, and its connections to the database. Cut, all of them are gone at once and none comes
/// back, as when its process ends. The test host's own kill leaves the cluster in order: the dying silo writes into the table that it is dead and tells the others.
/// </summary>
internal sealed class Lifeline : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ConnectionContext, TaskCompletionSource> _wires = new();
    private readonly string _name = $"silo-{Ids.New():N}";
    private readonly TestDatabase? _database;
    private volatile bool _cut;

    /// <param name="database">none: the silo needs none</param>
    public Lifeline(TestDatabase? database = null)
    {
        _database = database;
        if (database is null)
            return;
        Connections = NpgsqlDataSource.Create(Named(PivotalDatabase.Pooled(database.Server.AppConnection, 40)));
    }

    public bool IsCut => _cut;

    public NpgsqlDataSource Connections { get; } = null!;

    public void Hold(ISiloBuilder silo) =>
        silo.Configure<SiloConnectionOptions>(options =>
        {
            options.ConfigureSiloInboundConnection(Wire);
            options.ConfigureSiloOutboundConnection(Wire);
            options.ConfigureGatewayInboundConnection(Wire);
        });

    /// <summary>When everything is registered, the membership table of the test cluster too.</summary>
    public void Hold(IServiceCollection services)
    {
        var table = services.Last(s => s.ServiceType == typeof(IMembershipTable) && !s.IsKeyedService);
        services.Remove(table);
        services.AddSingleton<IMembershipTable>(new MortalTable(this, (IMembershipTable)table.ImplementationInstance!));
        // The test cluster's own directory knows of every silo and forgets nothing; it was the last to be registered. The product's is spread over the silos, and a part of it goes with each.
        services.Remove(
            services.Last(s =>
                s.ServiceType is { IsGenericType: true, Name: "NamedService`1" } type
                && type.GenericTypeArguments[0] == typeof(IGrainDirectory)
            )
        );
        var directory = services.Last(s => s.IsKeyedService && s.ServiceType == typeof(IGrainDirectory));
        services.RemoveAt(services.IndexOf(directory) + 1);
        services.Remove(directory);
    }

    public async Task Cut()
    {
        _cut = true;
        // Until the last one is down: nothing that the silo says of its end may get out.
        foreach (var (wire, down) in _wires)
        {
            wire.Abort();
            await down.Task.InTime();
        }

        if (_database is null)
            return;
        await Connections.DisposeAsync();
        await EndBackends();
    }

    public async ValueTask DisposeAsync()
    {
        if (_database is null)
            return;
        await Connections.DisposeAsync();
        // What a cut silo still began after its connections were taken away.
        if (_cut)
            await EndBackends();
    }

    private void Wire(IConnectionBuilder connections) =>
        connections.Use(next =>
            async connection =>
            {
                var down = _wires[connection] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                try
                {
                    if (_cut)
                        await Refuse(connection);
                    else
                        await next(connection);
                }
                finally
                {
                    _wires.TryRemove(connection, out _);
                    down.SetResult();
                }
            }
        );

    private static async Task Refuse(ConnectionContext connection)
    {
        await connection.Transport.Input.CompleteAsync();
        await connection.Transport.Output.CompleteAsync();
        connection.Abort();
    }

    private string Named(string connection) => new NpgsqlConnectionStringBuilder(connection) { ApplicationName = _name }.ConnectionString;

    // A dead process has no sockets: what its transactions held is free.
    private async Task EndBackends()
    {
        await using var command = _database!.App.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = $1"
        );
        command.Parameters.Add(new() { Value = _name });
        await command.ExecuteScalarAsync();
    }

    /// <summary>Takes nothing down any more once the silo is dead, and lets it believe so that its remains end soon.</summary>
    private sealed class MortalTable(Lifeline life, IMembershipTable table) : IMembershipTable
    {
        public Task InitializeMembershipTable(bool tryInitTableVersion) =>
            table.InitializeMembershipTableAsync(tryInitTableVersion, default);

        public Task DeleteMembershipTableEntries(string clusterId) =>
            life.IsCut ? Task.CompletedTask : table.DeleteMembershipTableEntriesAsync(clusterId, default);

        public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) =>
            life.IsCut ? Task.CompletedTask : table.CleanupDefunctSiloEntriesAsync(beforeDate, default);

        public Task<MembershipTableData> ReadRow(SiloAddress key) => table.ReadRowAsync(key, default);

        public Task<MembershipTableData> ReadAll() => table.ReadAllAsync(default);

        public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) =>
            life.IsCut ? Task.FromResult(true) : table.InsertRowAsync(entry, tableVersion, default);

        public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) =>
            life.IsCut ? Task.FromResult(true) : table.UpdateRowAsync(entry, etag, tableVersion, default);

        public Task UpdateIAmAlive(MembershipEntry entry) => life.IsCut ? Task.CompletedTask : table.UpdateIAmAliveAsync(entry, default);
    }
}
