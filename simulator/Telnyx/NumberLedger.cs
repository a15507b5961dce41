using System.Collections.Concurrent;

namespace Pivotal.Simulator.Telnyx;

/// <param name="MostAtOnce">The most calls to this number that were alive at the same time.</param>
public sealed record NumberCount(string Number, int Dials, int Alive, int MostAtOnce);

/// <summary>Counts calls per number: who was dialled at all, and who twice at once. Writers hold the exchange's lock.</summary>
public sealed class NumberLedger
{
    private readonly ConcurrentDictionary<string, NumberCount> _counts = new();

    public IReadOnlyCollection<NumberCount> All => [.. _counts.Values];

    /// <returns>How many times this number has been dialled, this one included.</returns>
    public int Dialled(string number) =>
        _counts
            .AddOrUpdate(
                number,
                static n => new(n, 1, 1, 1),
                static (_, c) => c with { Dials = c.Dials + 1, Alive = c.Alive + 1, MostAtOnce = Math.Max(c.MostAtOnce, c.Alive + 1) }
            )
            .Dials;

    public void Ended(string number) => _counts[number] = _counts[number] with { Alive = _counts[number].Alive - 1 };
}
