using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans;
using Pivotal.Api.Telephony;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Queue;
using Pivotal.Hosting.Postgres;
using Pivotal.Silo;
using Pivotal.Simulator.Hosting;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

/// <summary>
/// Grains on the real database, talking with the simulated carrier over HTTP both ways. Can be killed: then nothing it still holds in memory reaches the database,
/// and another one can take its place on the same port.
/// </summary>
internal sealed class DialerWorld : IWorld, IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly NpgsqlDataSource _connections;
    private bool _ended;

    private DialerWorld(WebApplication app, NpgsqlDataSource connections, RunningSimulator simulator) =>
        (_app, _connections, Simulator) = (app, connections, simulator);

    public RunningSimulator Simulator { get; }

    private string Name { get; init; } = "";

    private TestDatabase Database { get; init; } = null!;

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    public int Port => new Uri(_app.Urls.First()).Port;

    public static Task<RunningSimulator> Carrier(Action<SimulatorOptions>? change = null, TimeProvider? clock = null)
    {
        var options = new SimulatorOptions { Speed = 20, WebhookRetrySeconds = [0.2, 0.5, 1, 2] };
        change?.Invoke(options);
        return SimulatorHost.Start(options, clock);
    }

    public static async Task<DialerWorld> Start(
        TestDatabase database,
        RunningSimulator simulator,
        int port = 0,
        LogLevel log = LogLevel.None,
        QueueWorkOptions? work = null,
        Action<IServiceCollection>? services = null
    )
    {
        var name = $"world-{Ids.New():N}";
        var connections = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(PivotalDatabase.Pooled(database.Server.AppConnection, 80))
            {
                ApplicationName = name,
            }.ConnectionString
        );
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(log);
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration["PIVOTAL_TELNYX_BASE"] = simulator.BaseAddress.AbsoluteUri;
        WebApplication? started = null;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new TenantDb(connections));
        builder.Services.AddSingleton(work ?? new QueueWorkOptions());
        builder.Services.AddSingleton(CarrierDoor.Watches);
        builder.Services.AddSingleton<CarrierIntake>();
        builder.Services.AddSingleton(_ => CarrierDoor.Way(simulator, started!));
        services?.Invoke(builder.Services);
        builder.AddGrainHost();
        var app = started = builder.Build();
        CarrierDoor.Map(app, simulator);
        await app.StartAsync();
        return new DialerWorld(app, connections, simulator) { Name = name, Database = database };
    }

    /// <summary>The process dies: the database hears nothing more from it.</summary>
    public async Task Kill()
    {
        _ended = true;
        await _connections.DisposeAsync();
        await EndBackends();
        using var hurry = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        try
        {
            await _app.StopAsync(hurry.Token);
        }
        catch (OperationCanceledException)
        {
            // A dead process does not say goodbye.
        }

        await _app.DisposeAsync().InTime();
        await EndBackends();
    }

    // A dead process has no sockets: what its transactions held is free.
    private async Task EndBackends()
    {
        await using var command = Database.App.CreateCommand(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = $1"
        );
        command.Parameters.Add(new() { Value = Name });
        await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_ended)
            return;
        await _app.StopAsync().InTime();
        await _app.DisposeAsync().InTime();
        await _connections.DisposeAsync();
    }
}
