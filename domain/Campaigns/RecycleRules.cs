namespace Pivotal.Domain.Campaigns;

/// <summary>When a contact that was not reached is called again. An outcome without a line follows the campaign's retry minutes and attempts.</summary>
public sealed record RecycleRules
{
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
}

/// <param name="Outcome">no_answer, busy, voicemail, failed, abandoned, hung_up</param>
/// <param name="DelayMinutes">until the next call, 1–43,200</param>
/// <param name="MaxAttempts">after so many calls no further one for this outcome, 1–20; null: the campaign's</param>
/// <param name="TryNextNumber">the next call goes to the contact's next number (direct, mobile, headquarters, and around), each passing the do-not-call gate by itself</param>
public sealed record RecycleLine(string Outcome, int DelayMinutes, int? MaxAttempts = null, bool TryNextNumber = false);

public sealed record AttemptCaps
{
    public AttemptCap? Contact { get; init; }

    public AttemptCap? Phone { get; init; }

    public AttemptCap? Account { get; init; }
}

/// <param name="Lifetime">calls ever, 1–1,000</param>
/// <param name="PerDay">calls on one day of the campaign's clock, 1–100</param>
/// <param name="Per24Hours">calls in any 24 hours, 1–100</param>
public sealed record AttemptCap(int? Lifetime = null, int? PerDay = null, int? Per24Hours = null);
