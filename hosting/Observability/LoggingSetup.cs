using Microsoft.Extensions.Logging.Console;

namespace Pivotal.Hosting.Observability;

public static class LoggingSetup
{
    /// <summary>
    /// Our own sentences, and what the framework warns about. Its request log stays off, because addresses can carry tokens (setup links).
    /// Logging settings of the configuration still win.
    /// </summary>
    public static void AddPivotalLogging(this WebApplicationBuilder builder)
    {
        // The engine's watchdog counts its first look from the machine's start and warns of it.
        builder
            .Logging.AddFilter(null, LogLevel.Warning)
            .AddFilter("Pivotal", LogLevel.Information)
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }
}
