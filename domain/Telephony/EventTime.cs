namespace Pivotal.Domain.Telephony;

/// <summary>
/// When an event happened is what the carrier says, as long as it can be: not later than its arrival, but for clocks that differ a little, and not long before it. Everything else would move a call's times,
/// and with them the abandon budget, out of the hours that a law looks at.
/// </summary>
public static class EventTime
{
    public static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    /// <summary>A carrier that could not deliver tries again for hours.</summary>
    public static readonly TimeSpan Behind = TimeSpan.FromHours(24);

    public static bool CanBe(DateTimeOffset occurred, DateTimeOffset received) =>
        occurred <= received + Ahead && occurred >= received - Behind;

    /// <summary>Its own time, or that of its arrival where that cannot be.</summary>
    public static DateTimeOffset Believed(DateTimeOffset occurred, DateTimeOffset received) =>
        CanBe(occurred, received) ? occurred : received;
}
