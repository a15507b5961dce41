using System.Globalization;
using Pivotal.Bench.DialerSimulation;
using Pivotal.Bench.DialerSimulation.Peers;
using Pivotal.Bench.Harness;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.Pacing;

/// <summary>What the reference's table does not have: conditions that change, campaigns without a past, and days one after the other. The reference policy runs beside, with the same seeds.</summary>
internal sealed class UnderConditions(BenchOptions options, CancellationToken cancel)
{
    private const int YesterdaysSeed = 77;

    private bool Quick => options.Scale < 1;

    /// <summary>Campaigns that know their list and team from the day before.</summary>
    public IReadOnlyList<ConditionRow> Warm() =>
        [
            .. Teams()
                .SelectMany(Conditioned)
                .Where(s => options.Wants(s.Name))
                .Select(scenario =>
                {
                    var past = Yesterday(scenario);
                    return Compare(scenario, Count(scenario), () => Dialer(scenario).Knowing(past), withReference: true);
                }),
        ];

    /// <summary>Half an hour and no past: the cap holds, and nobody has less than a call of his own.</summary>
    public IReadOnlyList<ConditionRow> Cold() =>
        [
            .. (Quick ? [2, 5, 10] : new[] { 2, 3, 5, 10, 20, 50, 80, 200 })
                .SelectMany(agents => new[] { Scenario.A(agents), Scenario.B(agents), Scenario.C(agents) })
                .Select(scenario => scenario.HalfAnHour())
                .Where(s => options.Wants(s.Name))
                .Select(scenario =>
                    Compare(scenario, ColdShifts(scenario), () => new QueueDialer(DialMode.Predictive), withReference: false)
                ),
        ];

    /// <summary>Teams that sign off while lines ring.</summary>
    public IReadOnlyList<ConditionRow> SigningOff() =>
        [
            .. new[] { Scenario.A(3), Scenario.B(3), Scenario.C(3), Scenario.A(10), Scenario.B(20) }
                .Select(scenario => scenario.SignOff())
                .Where(s => options.Wants(s.Name))
                .Select(scenario => Compare(scenario, Quick ? 4 : 24, () => new QueueDialer(DialMode.Predictive), withReference: false)),
        ];

    /// <summary>Five days under a law that counts any 24 hours.</summary>
    public IReadOnlyList<ConditionRow> Days() =>
        [
            .. (Quick ? [Scenario.A(3)] : new[] { Scenario.A(3), Scenario.B(3), Scenario.A(10), Scenario.B(10), Scenario.A(20) })
                .Select(scenario => scenario.FiveDays())
                .Where(s => options.Wants(s.Name))
                .Select(scenario =>
                    Compare(
                        scenario,
                        Quick ? 2 : 12,
                        () => Dialer(scenario).Under(new(AbandonRule.Day, AbandonRule.AnsweredByPerson, Shifts.Cap)),
                        withReference: false
                    )
                ),
        ];

    /// <summary>
    /// For two or three agents hardly anybody is dialled ahead without a past, so that what lies between the policies is the dice: of 24 shifts 0.994 of one call per agent, of 8,000 the same within 0.2 %.
    /// </summary>
    private int ColdShifts(Scenario scenario) =>
        Quick ? 6
        : scenario.Agents <= 3 ? 8_000
        : 24;

    private Scenario[] Teams() =>
        Quick
            ? [Scenario.A(5), Scenario.B(10)]
            : [Scenario.A(2), Scenario.A(5), Scenario.B(10), Scenario.A(20), Scenario.B(50), Scenario.A(80), Scenario.A(200)];

    private static Scenario[] Conditioned(Scenario shift) =>
        [
            shift.Decay(),
            shift.HeavyTail(),
            shift.BimodalWrapUp(),
            shift.LunchDip(),
            shift.Oscillation(),
            shift.LongRinging(),
            shift.DetectionErrors(),
            shift.CarrierDelay(),
            shift.Shared(),
            shift.Message(),
        ];

    private int Count(Scenario scenario) => Quick ? 2 : (int)(options.Scale * Often(scenario.Agents));

    /// <summary>A shift of two agents has few answers, so that chance alone moves eight of them by two hundredths.</summary>
    private static int Often(int agents) =>
        agents switch
        {
            <= 2 => 48,
            <= 10 => 24,
            < 50 => 8,
            < 200 => 2,
            _ => 1,
        };

    /// <summary>The campaign's hours end with the shift, or with each day's, as a manager would set them.</summary>
    private static QueueDialer Dialer(Scenario scenario) => new(DialMode.Predictive, hours: Math.Min(8, scenario.Length / 3600));

    private static LearnedPace Yesterday(Scenario scenario)
    {
        // A day before: seconds that are not over yet would never be forgotten.
        var dialer = Dialer(scenario).Earlier(days: 1);
        new ShiftSimulation(scenario, dialer, YesterdaysSeed).Run();
        return dialer.Queue.Pacing.Learned();
    }

    private ConditionRow Compare(Scenario scenario, int count, Func<ISimulatedDialer> ours, bool withReference)
    {
        var plain = withReference ? Shifts.Run(scenario, count, () => new RefDialer(scenario), cancel) : null;
        var row = new ConditionRow(
            scenario,
            count,
            Shifts.Run(scenario, count, ours, cancel),
            Shifts.Run(scenario, Math.Max(1, count / 2), () => new QueueDialer(DialMode.Progressive), cancel),
            plain,
            plain?.Abandon > Shifts.Cap ? Shifts.Run(scenario, count, () => new RefDialer(scenario, countsLate: true), cancel) : null
        );
        Console.WriteLine(row.Line);
        return row;
    }
}

/// <param name="Plain">the reference policy by its description; null: it breaks the cap there and is nothing to compare with</param>
/// <param name="Lawful">the reference policy that counts late connections as the law does; only where the plain one is over the cap on average</param>
internal sealed record ConditionRow(Scenario Scenario, int Count, Shifts Ours, Shifts Progressive, Shifts? Plain, Shifts? Lawful)
{
    /// <summary>What a policy talks over the cap is no measure of what can be talked under it.</summary>
    public Shifts? Reference => Lawful ?? Plain;

    public int OverCap => Scenario.Length > TimeSpan.SecondsPerDay ? Ours.Windows.Over : Ours.OverCap;

    public string Line =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {Scenario.Name, -24} {100 * Ours.Utilisation:F1} ({100 * Ours.Abandon:F2}, {100 * Math.Max(Ours.Windows.Worst, Ours.Worst):F2})  over 3 %: {OverCap} of {Judged}   1:1 {100 * Progressive.Utilisation:F1}{Beside}"
        );

    private int Judged => Scenario.Length > TimeSpan.SecondsPerDay ? Ours.Windows.All : Count;

    private string Beside =>
        Plain is null ? ""
        : Lawful is null ? Against("REF", Plain)
        : $"{Against("REF", Plain)}{Against("REF that counts what the law counts", Lawful)}";

    private string Against(string name, Shifts reference) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"   {name} {100 * reference.Utilisation:F1} ({100 * reference.Abandon:F2}, {100 * reference.Worst:F2}) → {Ours.Utilisation / reference.Utilisation:F3}"
        );
}
