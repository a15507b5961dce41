using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pivotal.ApiTests.Shared;

/// <summary>What a host writes into its log, after the product's own filters.</summary>
internal sealed class HeardLog : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Sentence, Exception? Exception)> _lines = [];

    public IReadOnlyList<(string Category, LogLevel Level, string Sentence, Exception? Exception)> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void Dispose() { }

    private sealed class Writer(HeardLog heard, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => heard._lines.Enqueue((category, logLevel, formatter(state, exception), exception));
    }
}
