namespace Pivotal.GrainInterfaces.Dialer.Rules;

/// <summary>When a contact that was not reached is called again. An outcome without a line follows the campaign's retry minutes and attempts.</summary>
public sealed record RecycleRules
{
    public IReadOnlyList<RecycleLine> Outcomes { get; init; } = [];
}

/// <param name="Outcome">no_answer, busy, voicemail, failed, abandoned …</param>
/// <param name="DelayMinutes">until the next call, 1–43,200</param>
/// <param name="MaxAttempts">after so many calls no further one for this outcome, 1–20; null: the campaign's</param>
public sealed record RecycleLine(string Outcome, int DelayMinutes, int? MaxAttempts = null);
