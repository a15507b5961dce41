using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Pivotal.Api.Shared;
using Xunit;

namespace Pivotal.UnitTests.Shared;

public sealed class RefusalLogTests
{
    [Fact]
    public void The_first_of_a_kind_is_said_at_once_and_the_others_are_counted_by_the_minute()
    {
        var clock = new FakeTimeProvider(new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero));
        var heard = new Heard();
        var refusals = new RefusalLog(clock, heard);
        for (var i = 0; i < 1000; i++)
            refusals.Note("busy");
        refusals.Note("engine.moved");
        Assert.Equal(
            ["Refused as expected: busy, 1 since this was said last.", "Refused as expected: engine.moved, 1 since this was said last."],
            heard.Sentences
        );
        clock.Advance(RefusalLog.Every);
        refusals.Note("busy");
        refusals.Note("busy");
        Assert.Equal("Refused as expected: busy, 1000 since this was said last.", heard.Sentences[^1]);
        Assert.Equal(3, heard.Sentences.Count);
    }

    private sealed class Heard : ILogger<RefusalLog>
    {
        public List<string> Sentences { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Sentences.Add(formatter(state, exception));
    }
}
