using Pivotal.Data.Imports;
using Pivotal.Hosting.Cluster;
using Pivotal.Hosting.Postgres;
using Pivotal.Hosting.Start;

namespace Pivotal.Api.Hosting;

/// <summary>The order of a start: database, schema, first tenant, grains, front door. Every reason not to start is one sentence.</summary>
internal static class Start
{
    public static async Task<int> Run(WebApplicationBuilder builder, string[] args, WayToGrains grains)
    {
        if (HealthQuestion.WantedBy(args))
            return await HealthQuestion.Ask(builder.Configuration, 8080);
        using var stop = new StopSignal();
        try
        {
            grains.Check(builder.Configuration);
            await using var database = await DatabaseAtStart.Open(builder.Configuration, stop.Token);
            var cluster = ClusterSettings.Wanted(builder.Configuration) ? ClusterSettings.From(builder.Configuration) : null;
            await ClusterIdentity.Check(database.Tenants, ClusterSettings.ServiceOf(builder.Configuration), cluster?.Cluster, stop.Token);
            if (cluster is not null)
                await ImportFolder.Check(database.Tenants, ImportFiles.From(builder.Configuration), stop.Token);
            builder.WebHost.UseUrls(Listening.Url(builder.Configuration, 8080));
            builder.AddApi(database.App);
            grains.Add(builder, database.AppConnection);
            await using var app = builder.Build();
            app.UseApi();
            grains.Use(app);
            var setup = await FirstStart.Prepare(app.Services, app.Configuration, stop.Token);
            await app.StartAsync(stop.Token);
            if (setup is not null)
                Console.WriteLine($"the first administrator sets a password once at {app.Urls.First()}{setup}");
            Console.WriteLine($"ready {app.Urls.First()}");
            stop.Release();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (StartFailures.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }
}
