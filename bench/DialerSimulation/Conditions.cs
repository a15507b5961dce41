namespace Pivotal.Bench.DialerSimulation;

/// <summary>What a shift may be like that the reference's scenarios are not.</summary>
public static class Conditions
{
    private const double Hour = 3600,
        Day = 24 * Hour;

    /// <summary>The list wears out: from half as many answers again to half as many.</summary>
    public static Scenario Decay(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} decay",
            Season = at => 1.5 * Math.Exp(-1.1 * at / shift.Length),
        };

    /// <summary>Answers swing by 60 % either way every twenty minutes.</summary>
    public static Scenario Oscillation(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} oscillation",
            Season = at => 1 + (0.6 * Math.Sin(2 * Math.PI * at / 1200)),
        };

    /// <summary>A few calls take very long.</summary>
    public static Scenario HeavyTail(this Scenario shift) => shift with { Name = $"{shift.Name} heavy tail", Spread = 2 };

    /// <summary>Two calls in three need five seconds of wrap-up, the third needs as much as a talk again.</summary>
    public static Scenario BimodalWrapUp(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} bimodal wrap-up",
            HandleTime = random =>
                Scenario.LogNormal(0.6 * shift.MeanHandle, 0.9, random)
                + (random.NextDouble() < 2 / 3.0 ? 5 : (1.2 * shift.MeanHandle) - 10),
        };

    /// <summary>Half of the team eats for 45 minutes in the middle of the shift, one after the other within two minutes.</summary>
    public static Scenario LunchDip(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} lunch dip",
            Stays = agent =>
                agent % 2 == 1
                    ? [new(0, shift.Length)]
                    :
                    [
                        new(0, (shift.Length / 2) + (120.0 * agent / shift.Agents)),
                        new((shift.Length / 2) + 2700 + (120.0 * agent / shift.Agents), shift.Length),
                    ],
        };

    public static Scenario LongRinging(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} long ringing",
            RingMean = 20,
            RingLimit = 45,
        };

    public static Scenario DetectionErrors(this Scenario shift) => shift with { Name = $"{shift.Name} AMD errors", AmdMisses = 0.08 };

    /// <summary>For ten minutes in the middle of the shift the carrier takes three seconds to connect.</summary>
    public static Scenario CarrierDelay(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} carrier delay",
            Delay = at => at >= shift.Length / 2 && at < (shift.Length / 2) + 600 ? 3 : 0.1,
        };

    /// <summary>Two campaigns share the team: agents change between them every quarter of an hour or so, each at his own time. One of the two is looked at.</summary>
    public static Scenario Shared(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} shared",
            Stays = agent =>
                [
                    .. Enumerable
                        .Range(0, 40)
                        .Select(n =>
                            700 + (37.0 * (agent % 11)) is var turn
                                ? new Stay(((2 * n) + (agent % 2)) * turn, ((2 * n) + (agent % 2) + 1) * turn)
                                : null!
                        )
                        .Where(s => s.From < shift.Length),
                ],
        };

    /// <summary>Half an hour and no more.</summary>
    public static Scenario HalfAnHour(this Scenario shift) => shift with { Name = $"{shift.Name} half an hour", Length = Hour / 2 };

    /// <summary>Two hours, at the end of which everybody signs off within half a minute, whatever rings.</summary>
    public static Scenario SignOff(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} sign-off",
            Length = (2 * Hour) + 300,
            Stays = agent =>
                [
                    .. Enumerable
                        .Range(0, 4)
                        .Select(part => new Stay(
                            (part * 1800) + (part == 0 ? 0 : 300),
                            ((part + 1) * 1800) + (30.0 * agent / shift.Agents)
                        )),
                ],
        };

    /// <summary>A person who is given up hears a message of eight seconds.</summary>
    public static Scenario Message(this Scenario shift) => shift with { Name = $"{shift.Name} message", MessageSeconds = 8 };

    /// <summary>Five days of eight hours whose hours are good and bad ones, each day others.</summary>
    public static Scenario FiveDays(this Scenario shift) =>
        shift with
        {
            Name = $"{shift.Name} five days",
            Length = 5 * Day,
            Season = at => 1 + (0.5 * Math.Sin((2 * Math.PI * at / (5 * Hour)) + (at / Day))),
            Stays = _ => [.. Enumerable.Range(0, 5).Select(day => new Stay(day * Day, (day * Day) + (8 * Hour)))],
        };
}
