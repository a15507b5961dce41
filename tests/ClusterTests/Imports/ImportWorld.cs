using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Imports;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Silo;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

/// <summary>A silo with the product's own grains on the test database, and the uploads of one folder. Two of them are two processes for a grain.</summary>
public sealed class ImportWorld : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly TestDatabase _database;
    private readonly ImportFiles _files;

    private ImportWorld(IHost host, TestDatabase database, ImportFiles files) => (_host, _database, _files) = (host, database, files);

    public TestDatabase Database => _database;

    public ImportFiles Files => _files;

    public static async Task<ImportWorld> Start(ImportFiles? files = null)
    {
        var database = await TestDatabase.Shared();
        files ??= new ImportFiles(TestDatabase.NewFolder("imports"));
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(database.Tenants);
        builder.Services.AddSingleton(files);
        builder.AddGrainHost();
        var host = builder.Build();
        await host.StartAsync();
        return new ImportWorld(host, database, files);
    }

    public IImportGrain Grain(Guid tenant, Guid import)
    {
        CallerTenant.Set(tenant);
        return _host.Services.GetRequiredService<IClusterClient>().Import(tenant, import);
    }

    /// <summary>A file as the upload leaves it: on disk, its row mapped by the recogniser.</summary>
    /// <param name="chosen">reading of every column that has such a reading</param>
    public async Task<Guid> Upload(TestTenant tenant, Action<TextWriter> write, Guid? list = null, string? chosen = null)
    {
        var id = Ids.New();
        await using (var writer = new StreamWriter(_files.Create(tenant.Id, id)))
            write(writer);
        var reading = CsvReading.Of(_files.PathOf(tenant.Id, id))!;
        var (shape, refusal) = CsvShape.Of(_files.PathOf(tenant.Id, id), reading.Format);
        Assert.Null(refusal);
        var mapping = HeaderRecogniser
            .Recognise(shape!.Headers)
            .Select(
                (g, i) =>
                    new ColumnTarget(i, g.Target, ColumnReadings.Of(ImportTargets.Find(g.Target)?.Kind).Contains(chosen) ? chosen : null)
            );
        await tenant.In(s =>
            s.Execute(
                """
                insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, headers, mapping, date_orders, list_id, total_rows)
                values (@tenant, @id, 'people.csv', '', 1, 'uploaded', @encoding, @delimiter, @headers, @mapping, @dates, @list, @rows)
                """,
                new
                {
                    tenant = tenant.Id,
                    id,
                    encoding = reading.Format.Encoding,
                    delimiter = reading.Format.Delimiter.ToString(),
                    headers = new Jsonb(JsonSerializer.Serialize(shape.Headers, ImportRecord.Json)),
                    mapping = new Jsonb(JsonSerializer.Serialize(mapping, ImportRecord.Json)),
                    dates = shape.Columns.Select(c => c.Dates.ToString().ToLowerInvariant()).ToArray(),
                    list,
                    rows = shape.Rows,
                }
            )
        );
        return id;
    }

    /// <summary>Runs the import to its end.</summary>
    public async Task<ImportProgress> Run(TestTenant tenant, Guid import)
    {
        var started = await Grain(tenant.Id, import).Start(Ids.New());
        Assert.True(started.Ok, string.Join(", ", started.Refusals.Select(r => r.Code)));
        return await Ended(tenant, import);
    }

    public async Task<ImportProgress> Ended(TestTenant tenant, Guid import) =>
        await Until(tenant, import, p => p.Status is not ("running" or "waiting"));

    public async Task<ImportProgress> Until(TestTenant tenant, Guid import, Func<ImportProgress, bool> reached)
    {
        for (var i = 0; i < 6_000; i++)
        {
            var progress = await Grain(tenant.Id, import).Get();
            if (reached(progress))
                return progress;
            await Task.Delay(10);
        }

        throw new TimeoutException("The import did not get there within a minute.");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().InTime();
        await ((IAsyncDisposable)_host).DisposeAsync().InTime();
    }
}

/// <summary>One silo for the tests that need no second.</summary>
public sealed class ImportFixture : IAsyncLifetime
{
    public ImportWorld World { get; private set; } = null!;

    public async Task InitializeAsync() => World = await ImportWorld.Start();

    public async Task DisposeAsync() => await World.DisposeAsync();
}
