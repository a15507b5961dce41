using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>When a contact that was not reached is called again. An outcome without a line follows the campaign's retry minutes and attempts.</summary>
public sealed record RecycleRules
{
    private static readonly string[] Recycled =
    [
        Outcome.NoAnswer,
        Outcome.Busy,
        Outcome.Voicemail,
        Outcome.Failed,
        Outcome.Abandoned,
        Outcome.HungUp,
    ];

    /// <summary>One line for each outcome that is not to follow the campaign's retry minutes and attempts.</summary>
    public IReadOnlyList<RecycleLine> Outcomes { get; init; } = [];

    /// <summary>How often a person, a number and a company may be called at most, counted over all campaigns of the tenant. Null: not capped.</summary>
    public AttemptCaps? Caps { get; init; }

    /// <summary>
    /// A number rests so many minutes after any call of the tenant to it, 0–1,440, before this campaign calls it. When the campaign calls the same person at it again its own
    /// delays say, and a promised callback is kept. 0: no rest.
    /// </summary>
    public int NumberRestMinutes { get; init; } = 30;

    public const string OwnScope = "campaign",
        TenantScope = "tenant";

    /// <summary>
    /// Whose uses the account's lead cap counts: <c>campaign</c>, this one's alone, or <c>tenant</c>, those of all campaigns with this scope together, each held to its own value.
    /// Fixed once the campaign has started.
    /// </summary>
    public string AccountCapScope { get; init; } = OwnScope;

    /// <summary>A callback promised for an agent who is not there when it is due goes to the team after so many minutes, 1–1,440. Null: it waits for its agent.</summary>
    public int? NoShowMinutes { get; init; } = 15;

    /// <summary>An agent may promise a callback at most so many days ahead, 1–365. Null: as far as he likes; whoever manages the campaign may move it there all the same.</summary>
    public int? CallbackDays { get; init; }

    internal void Check(Validation check, string at)
    {
        foreach (var (line, i) in Outcomes.Select((l, i) => (l, i)))
        {
            check
                .OneOf($"{at}/outcomes/{i}/outcome", line.Outcome, Recycled)
                .Range($"{at}/outcomes/{i}/delayMinutes", line.DelayMinutes, 1, 43_200)
                .Range($"{at}/outcomes/{i}/maxAttempts", line.MaxAttempts, 1, 20);
        }

        check
            .That(
                Outcomes.DistinctBy(l => l.Outcome).Count() == Outcomes.Count,
                $"{at}/outcomes",
                "field.duplicate",
                "One line for each outcome."
            )
            .OneOf($"{at}/accountCapScope", AccountCapScope, [OwnScope, TenantScope])
            .Range($"{at}/noShowMinutes", NoShowMinutes, 1, 1_440)
            .Range($"{at}/callbackDays", CallbackDays, 1, 365)
            .Range($"{at}/numberRestMinutes", NumberRestMinutes, 0, 1_440);
        Caps?.Contact?.Check(check, $"{at}/caps/contact");
        Caps?.Phone?.Check(check, $"{at}/caps/phone");
        Caps?.Account?.Check(check, $"{at}/caps/account");
    }
}

/// <param name="Outcome">no_answer, busy, voicemail, failed, abandoned, hung_up</param>
/// <param name="DelayMinutes">until the next call, 1–43,200</param>
/// <param name="MaxAttempts">after so many calls no further one for this outcome, 1–20; null: the campaign's</param>
/// <param name="TryNextNumber">the next call goes to the contact's next number (direct, mobile, headquarters, and around), each passing the do-not-call gate by itself</param>
public sealed record RecycleLine(string Outcome, int DelayMinutes, int? MaxAttempts = null, bool TryNextNumber = false);

/// <summary>Caps on calls, each null where nothing is capped.</summary>
public sealed record AttemptCaps
{
    /// <summary>Of a person.</summary>
    public AttemptCap? Contact { get; init; }

    /// <summary>Of a number, whoever is called at it.</summary>
    public AttemptCap? Phone { get; init; }

    /// <summary>Of a company, all its people together.</summary>
    public AttemptCap? Account { get; init; }
}

/// <summary>How often at most.</summary>
/// <param name="Lifetime">calls ever, 1–1,000</param>
/// <param name="PerDay">calls on one day of the campaign's clock, 1–100</param>
/// <param name="Per24Hours">calls in any 24 hours, 1–100</param>
public sealed record AttemptCap(int? Lifetime = null, int? PerDay = null, int? Per24Hours = null)
{
    internal void Check(Validation check, string at) =>
        check
            .That(
                this is not { Lifetime: null, PerDay: null, Per24Hours: null },
                at,
                "field.required",
                "Set at least one limit, or none at all."
            )
            .Range($"{at}/lifetime", Lifetime, 1, 1_000)
            .Range($"{at}/perDay", PerDay, 1, 100)
            .Range($"{at}/per24Hours", Per24Hours, 1, 100);
}
