using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Npgsql;
using Pivotal.Api.Tenancy.Demo;

namespace Pivotal.Api.Hosting;

/// <summary><c>--emit-openapi FILE</c> writes the document for the front end's generated types, without a database and without listening.</summary>
internal static class OpenApiFile
{
    private const string Switch = "--emit-openapi";

    public static string? WantedBy(string[] args) =>
        Array.IndexOf(args, Switch) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    public static async Task<int> Write(WebApplicationBuilder builder, string file)
    {
        builder.Logging.ClearProviders();
        // The front end knows the demo's routes, too; whether a product has them is decided where it starts.
        builder.Configuration[DemoSetting.Name] = "1";
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1");
        builder.AddApi(nowhere);
        builder.UseOrleansClient(client => client.UseLocalhostClustering());
        builder.Services.AddSingleton<IServer, NoServer>();
        // Only the web pipeline starts: no grains, no background work.
        foreach (
            var hosted in builder
                .Services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Name != "GenericWebHostService")
                .ToList()
        )
            builder.Services.Remove(hosted);
        await using var app = builder.Build();
        app.UseApi();
        await app.StartAsync();
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(OpenApiSetup.Name).GetOpenApiDocumentAsync();
        await File.WriteAllTextAsync(file, await document.SerializeAsync(OpenApiSpecVersion.OpenApi3_1, "json", default) + "\n");
        await app.StopAsync();
        return 0;
    }

    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() { }
    }
}
