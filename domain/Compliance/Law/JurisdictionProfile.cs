namespace Pivotal.Domain.Compliance.Law;

/// <summary>
/// What one jurisdiction asks of outbound calls. A rule that is absent is not asked for. The product's own come from <c>jurisdictions.json</c>, a tenant's from its table.
/// </summary>
/// <param name="Id">a word for the product's own; the id of the row, as text, for a tenant's</param>
public sealed record JurisdictionProfile(string Id, string Name)
{
    /// <summary>ISO code of the country whose law it is; null for one of the tenant's own.</summary>
    public string? Country { get; init; }

    public ConnectRule? Connect { get; init; }

    public AbandonRule? Abandon { get; init; }

    public RingRule? Ring { get; init; }

    public MessageRule? Message { get; init; }

    public LockOutRule? LockOut { get; init; }

    public MachineRestRule? MachineRest { get; init; }

    public AttemptRule? Attempts { get; init; }

    public HoursRule? Hours { get; init; }

    public HolidayRule? Holidays { get; init; }

    public RetentionRule? Retention { get; init; }
}

public abstract record LegalRule
{
    /// <summary>Where it is written.</summary>
    public string Source { get; init; } = "";

    /// <summary>The number is not confirmed at its source yet: somebody has to check it before it is relied on.</summary>
    public bool Verify { get; init; }
}

/// <param name="Clock">what the seconds count from: <c>pick_up</c> or <c>end_of_greeting</c></param>
/// <param name="Seconds">until somebody has to speak, 0.5–30</param>
public sealed record ConnectRule(string Clock, double Seconds) : LegalRule
{
    public const string PickUp = "pick_up",
        EndOfGreeting = "end_of_greeting";

    public static readonly IReadOnlyList<string> Clocks = [PickUp, EndOfGreeting];
}

/// <param name="Window"><c>rolling_24_hours</c>, <c>rolling_30_days</c> or <c>calendar_month</c>; the campaign when that is shorter</param>
/// <param name="Denominator">what the share is of: <c>answered_by_person</c></param>
/// <param name="Cap">0.001–0.2</param>
/// <param name="DetectionErrors">people whom answering machine detection took for machines count as abandoned, by estimate (<see cref="ComplianceRules.DetectionErrorShare"/>)</param>
public sealed record AbandonRule(string Window, string Denominator, double Cap, bool DetectionErrors = false) : LegalRule
{
    public const string Day = "rolling_24_hours",
        ThirtyDays = "rolling_30_days",
        Month = "calendar_month",
        AnsweredByPerson = "answered_by_person";

    public static readonly IReadOnlyList<string> Windows = [Day, ThirtyDays, Month];
}

/// <param name="Seconds">a call rings at least so long before it is given up, 5–60</param>
public sealed record RingRule(int Seconds) : LegalRule;

/// <param name="Parts">what the recorded message has to say: <c>seller</c>, <c>number</c>, <c>opt_out</c></param>
/// <param name="Marketing">may it say more than that</param>
/// <param name="AutomatedOptOut">a key pressed during the message is enough to be never called again</param>
public sealed record MessageRule(IReadOnlyList<string> Parts, bool Marketing, bool AutomatedOptOut = false) : LegalRule
{
    public const string Seller = "seller",
        Number = "number",
        OptOut = "opt_out";

    public static readonly IReadOnlyList<string> AllParts = [Seller, Number, OptOut];
}

/// <param name="Hours">a number whose call was abandoned is not called again for so long, 1–720</param>
/// <param name="UnlessGuaranteed">a call that has an agent of its own, who is kept for it, may be made before</param>
public sealed record LockOutRule(int Hours, bool UnlessGuaranteed = false) : LegalRule;

/// <param name="Hours">a number at which answering machine detection found a machine is not called again for so long, 1–720, unless the call has an agent of its own: the next silent call to
/// a person taken for a machine would be the second</param>
public sealed record MachineRestRule(int Hours) : LegalRule;

/// <param name="Most">calls to one person, 1–20</param>
/// <param name="Hours">within any so many hours: <see cref="OneDay"/></param>
public sealed record AttemptRule(int Most, int Hours) : LegalRule
{
    public const int OneDay = 24;
}

/// <param name="Week">on the clock of the person called; a day that is not named is closed</param>
public sealed record HoursRule(IReadOnlyList<HoursLine> Week) : LegalRule;

/// <param name="Days">ISO days, 1 = Monday … 7 = Sunday</param>
/// <param name="End">outside; 00:00 is the midnight after the day</param>
public sealed record HoursLine(IReadOnlyList<int> Days, TimeOnly Start, TimeOnly End);

/// <param name="Calendars">of <see cref="HolidayCalendars"/>; nobody is called on their days</param>
public sealed record HolidayRule(IReadOnlyList<string> Calendars) : LegalRule;

/// <param name="Years">the call records are kept, 1–30</param>
public sealed record RetentionRule(int Years) : LegalRule;
