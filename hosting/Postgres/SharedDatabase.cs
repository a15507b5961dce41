using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Postgres;

/// <summary>
/// <c>Pivotal.Silo database</c>: the database of several processes on one machine, where no server is given. Prints the connection strings and holds the private server until it is told
/// to stop; whoever reads them sees the passwords, so only a parent process should.
/// </summary>
public static class SharedDatabase
{
    private const string Word = "database";

    public static bool WantedBy(string[] args) => args is [Word];

    public static async Task<int> Run(IConfiguration configuration)
    {
        using var stop = new StopSignal();
        try
        {
            await using var database = await DatabaseAtStart.Open(configuration, stop.Token);
            Console.WriteLine($"owner {database.OwnerConnection}");
            Console.WriteLine($"app {database.AppConnection}");
            Console.WriteLine("ready database");
            await Task.Delay(Timeout.InfiniteTimeSpan, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
