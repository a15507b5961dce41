using System.Collections.Concurrent;

namespace Pivotal.Api.Shared;

/// <summary>
/// Expected refusals in the log: one short line for each kind and minute, with how many there were since the line before. A line for each would let whoever is refused fill the log.
/// </summary>
/// <remarks>Kinds are names in the code, never something that a caller wrote.</remarks>
internal sealed class RefusalLog(TimeProvider time, ILogger<RefusalLog> log)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Tally> _kinds = new();

    public void Note(string kind)
    {
        if (_kinds.GetOrAdd(kind, static _ => new Tally()).Add(time.GetUtcNow()) is > 0 and var count)
            RefusalSentences.Refused(log, kind, count);
    }

    private sealed class Tally
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _said = DateTimeOffset.MinValue;
        private int _count;

        /// <returns>how many are to be told now; 0: none</returns>
        public int Add(DateTimeOffset now)
        {
            lock (_gate)
            {
                _count++;
                if (now - _said < Every)
                    return 0;
                var count = _count;
                (_said, _count) = (now, 0);
                return count;
            }
        }
    }
}

internal static partial class RefusalSentences
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Refused as expected: {Kind}, {Count} since this was said last.")]
    public static partial void Refused(ILogger log, string kind, int count);
}
