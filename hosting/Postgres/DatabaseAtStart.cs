using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Postgres;

/// <summary>Opens the database, waiting for a given server that is not up yet.</summary>
public static class DatabaseAtStart
{
    /// <summary><c>PIVOTAL_DB_WAIT</c>: seconds to wait for an unreachable server before giving up; 60 unless set.</summary>
    public const string WaitSetting = "PIVOTAL_DB_WAIT";

    public static async Task<PivotalDatabase> Open(IConfiguration configuration, CancellationToken ct)
    {
        var limit = TimeSpan.FromSeconds(configuration.GetValue(WaitSetting, 60));
        var watch = TimeProvider.System;
        var started = watch.GetTimestamp();
        while (true)
        {
            try
            {
                return await PivotalDatabase.Open(DatabaseOptions.From(configuration), ct);
            }
            catch (Exception e) when (Unreachable(e))
            {
                var reason = e.GetBaseException().Message;
                if (watch.GetElapsedTime(started) >= limit)
                    throw new StartException(
                        $"The database did not answer for {limit.TotalSeconds:0} seconds ({reason}); check PIVOTAL_DB_OWNER and PIVOTAL_DB_APP."
                    );
                Console.WriteLine($"waiting for the database: {reason}");
                await Task.Delay(TimeSpan.FromSeconds(2), ct);
            }
        }
    }

    private static bool Unreachable(Exception e) =>
        e
            is NpgsqlException { InnerException: SocketException or TimeoutException or IOException }
                or PostgresException { SqlState: PostgresErrorCodes.CannotConnectNow };
}
