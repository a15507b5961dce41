namespace Pivotal.Domain.Compliance.Law;

/// <summary>One rule as it holds, and who decided it.</summary>
/// <param name="By">id of the profile, or <see cref="EffectiveCompliance.Campaign"/></param>
public sealed record Decided<T>(T Value, string By, string Source, bool Verify);

/// <summary>
/// What holds for a campaign's calls: of each rule the strictest of all profiles and of what the campaign decides itself. Made of minima, maxima, unions and intersections,
/// so neither the order of the profiles matters nor how often one is named, and a further profile never loosens anything.
/// </summary>
public sealed record EffectiveCompliance
{
    /// <summary>Stands as the decider where the campaign itself is the strictest.</summary>
    public const string Campaign = "campaign";

    public static readonly EffectiveCompliance None = Of([], new());

    /// <summary>Until somebody has to speak.</summary>
    public Decided<double>? ConnectSeconds { get; private init; }

    /// <summary>What these seconds count from; the pick-up is the stricter one.</summary>
    public Decided<string>? Clock { get; private init; }

    /// <summary>One for each window that some law counts in: caps on different windows do not replace each other.</summary>
    public IReadOnlyList<Decided<AbandonRule>> Abandon { get; private init; } = [];

    public Decided<int>? RingSeconds { get; private init; }

    /// <summary>Null: no law asks for a message.</summary>
    public Decided<MessageRule>? Message { get; private init; }

    public Decided<int>? LockOutHours { get; private init; }

    /// <summary>The same for a call that has an agent of its own.</summary>
    public Decided<int>? GuaranteedLockOutHours { get; private init; }

    /// <summary>A number at which a machine was detected rests so long, unless the call has an agent of its own.</summary>
    public Decided<int>? MachineRestHours { get; private init; }

    /// <summary>Of the calls that detection ended as machines, people's; 0–0.5. What a rule that counts them multiplies with.</summary>
    public double DetectionErrorShare { get; private init; }

    /// <summary>One for each length of time that some law counts calls in.</summary>
    public IReadOnlyList<Decided<AttemptRule>> Attempts { get; private init; } = [];

    /// <summary>What all the laws leave open; all of the week where none says anything.</summary>
    public WeekHours Hours { get; private init; } = WeekHours.Always;

    /// <summary>The profiles that narrow the hours.</summary>
    public IReadOnlyList<Decided<HoursRule>> HoursBy { get; private init; } = [];

    /// <summary>Holiday calendars on whose days nobody is called.</summary>
    public IReadOnlyList<Decided<string>> Holidays { get; private init; } = [];

    public IReadOnlyList<DateOnly> ClosedDates { get; private init; } = [];

    public Decided<int>? RetentionYears { get; private init; }

    /// <summary>The number counts beside the address when a contact's clock is looked for.</summary>
    public bool StrictZones { get; private init; }

    public static EffectiveCompliance Of(IEnumerable<JurisdictionProfile> chosen, ComplianceRules own)
    {
        JurisdictionProfile[] profiles = [.. chosen.DistinctBy(p => p.Id)];
        JurisdictionProfile[] all = [.. profiles, OfCampaign(own)];
        return new()
        {
            ConnectSeconds = Strictest(all, p => p.Connect, c => c.Seconds, least: true),
            Clock = Strictest(profiles, p => p.Connect, c => c.Clock == ConnectRule.PickUp ? 0 : 1, least: true) is { } clock
                ? new(clock.Value == 0 ? ConnectRule.PickUp : ConnectRule.EndOfGreeting, clock.By, clock.Source, clock.Verify)
                : null,
            Abandon =
            [
                .. Of(profiles, p => p.Abandon)
                    .GroupBy(r => (r.Rule.Window, r.Rule.Denominator))
                    .OrderBy(g => g.Key)
                    .Select(g => Strictest(g.OrderBy(r => r.Rule.Cap).ThenBy(r => r.By, StringComparer.Ordinal).ToList()))
                    .Select(Decide),
            ],
            RingSeconds = Strictest(all, p => p.Ring, r => r.Seconds, least: false),
            Message = Messages(profiles),
            LockOutHours = Strictest(all, p => p.LockOut, l => l.Hours, least: false),
            GuaranteedLockOutHours = Strictest(
                all,
                p => p.LockOut is { UnlessGuaranteed: false } rest ? rest : null,
                l => l.Hours,
                least: false
            ),
            MachineRestHours = Strictest(profiles, p => p.MachineRest, m => m.Hours, least: false),
            DetectionErrorShare = own.DetectionErrorShare ?? 0,
            Attempts =
            [
                .. Of(profiles, p => p.Attempts)
                    .GroupBy(r => r.Rule.Hours)
                    .OrderBy(g => g.Key)
                    .Select(g => g.OrderBy(r => r.Rule.Most).ThenBy(r => r.By, StringComparer.Ordinal).First())
                    .Select(Decide),
            ],
            Hours = Of(profiles, p => p.Hours).Aggregate(WeekHours.Always, (week, r) => week.And(WeekHours.Of(r.Rule.Week))),
            HoursBy = [.. Of(profiles, p => p.Hours).OrderBy(r => r.By, StringComparer.Ordinal).Select(Decide)],
            Holidays =
            [
                .. Of(all, p => p.Holidays)
                    .SelectMany(r => r.Rule.Calendars.Select(c => new Decided<string>(c, r.By, r.Rule.Source, r.Rule.Verify)))
                    .GroupBy(d => d.Value)
                    .OrderBy(g => g.Key, StringComparer.Ordinal)
                    .Select(g => g.OrderBy(d => d.By, StringComparer.Ordinal).First()),
            ],
            ClosedDates = [.. own.ClosedDates.Distinct().Order()],
            RetentionYears = Strictest(profiles, p => p.Retention, r => r.Years, least: false),
            StrictZones = own.StrictZones || profiles.Length > 0,
        };
    }

    /// <summary>Closed on that local date for everybody.</summary>
    public bool IsClosed(DateOnly date) =>
        ClosedDates.Contains(date) || Holidays.Any(h => HolidayCalendars.Find(h.Value)?.Contains(date) == true);

    private static JurisdictionProfile OfCampaign(ComplianceRules own) =>
        new(Campaign, Campaign)
        {
            Connect = own.ConnectSeconds is { } seconds ? new(ConnectRule.PickUp, seconds) : null,
            Ring = own.RingSeconds is { } ring ? new(ring) : null,
            LockOut = own.LockOutHours is { } hours ? new(hours) : null,
            Holidays = own.Holidays.Count > 0 ? new(own.Holidays) : null,
        };

    /// <summary>Every part that one of them asks for, and nothing else as soon as one forbids it.</summary>
    private static Decided<MessageRule>? Messages(JurisdictionProfile[] profiles)
    {
        var asked = Of(profiles, p => p.Message)
            .OrderByDescending(r => r.Rule.Parts.Count)
            .ThenBy(r => r.Rule.Marketing)
            .ThenBy(r => r.By, StringComparer.Ordinal)
            .ToList();
        if (asked.Count == 0)
            return null;
        var parts = MessageRule.AllParts.Where(part => asked.Any(r => r.Rule.Parts.Contains(part))).ToList();
        return new(
            new MessageRule(parts, asked.TrueForAll(r => r.Rule.Marketing), asked.Exists(r => r.Rule.AutomatedOptOut)),
            asked[0].By,
            asked[0].Rule.Source,
            asked[0].Rule.Verify
        );
    }

    /// <summary>The lowest cap; the estimate counts as soon as one of them asks for it.</summary>
    private static (AbandonRule Rule, string By) Strictest(List<(AbandonRule Rule, string By)> rules) =>
        (rules[0].Rule with { DetectionErrors = rules.Exists(r => r.Rule.DetectionErrors) }, rules[0].By);

    private static Decided<TValue>? Strictest<TRule, TValue>(
        IEnumerable<JurisdictionProfile> profiles,
        Func<JurisdictionProfile, TRule?> rule,
        Func<TRule, TValue> value,
        bool least
    )
        where TRule : LegalRule
    {
        var order = Of(profiles, rule);
        var first = (least ? order.OrderBy(r => value(r.Rule)) : order.OrderByDescending(r => value(r.Rule)))
            .ThenBy(r => r.By, StringComparer.Ordinal)
            .Take(1)
            .ToList();
        return first.Count == 0 ? null : new(value(first[0].Rule), first[0].By, first[0].Rule.Source, first[0].Rule.Verify);
    }

    private static IEnumerable<(TRule Rule, string By)> Of<TRule>(
        IEnumerable<JurisdictionProfile> profiles,
        Func<JurisdictionProfile, TRule?> rule
    )
        where TRule : LegalRule =>
        profiles.Select(p => (Rule: rule(p), By: p.Id)).Where(r => r.Rule is not null).Select(r => (r.Rule!, r.By));

    private static Decided<TRule> Decide<TRule>((TRule Rule, string By) rule)
        where TRule : LegalRule => new(rule.Rule, rule.By, rule.Rule.Source, rule.Rule.Verify);
}
