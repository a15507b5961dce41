using Pivotal.Data.Shared;

namespace Pivotal.Api.Hosting;

/// <summary>The order of a start: database, schema, first tenant, grains, front door. Every reason not to start is one sentence.</summary>
internal static class Start
{
    /// <summary><c>PIVOTAL_PORT</c>: port on 127.0.0.1; 8080 unless set, 0 for a free one.</summary>
    public const string PortSetting = "PIVOTAL_PORT";

    public static async Task<int> Run(WebApplicationBuilder builder)
    {
        using var stop = new StopSignal();
        try
        {
            await using var database = await DatabaseAtStart.Open(builder.Configuration, stop.Token);
            builder.WebHost.UseUrls($"http://127.0.0.1:{builder.Configuration.GetValue(PortSetting, 8080)}");
            builder.AddApi(database.App);
            builder.AddGrains();
            await using var app = builder.Build();
            app.UseApi();
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
        catch (Exception e) when (Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    private static string? Sentence(Exception e) => e switch
    {
        PrivatePostgresException or MigrationException or DatabaseUnavailableException or StartException => e.Message,
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => "The port is already used by another program; set PIVOTAL_PORT to a free one.",
        _ => null,
    };
}

/// <summary>The product cannot start; the message says why in one sentence.</summary>
public sealed class StartException(string sentence) : Exception(sentence);
