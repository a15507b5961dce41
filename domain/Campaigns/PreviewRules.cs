using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>Mode preview: the agent sees the contact before it is dialled.</summary>
public sealed record PreviewRules
{
    public const string Dial = "dial",
        Skip = "skip";

    /// <summary>How long the agent may look, 5–240 s; 0: as long as he wants.</summary>
    public int Seconds { get; init; } = 30;

    /// <summary>What happens when the time is over: <c>dial</c> or <c>skip</c>.</summary>
    public string WhenOver { get; init; } = Dial;

    /// <summary>Contacts an agent may skip within any hour, 0–1,000.</summary>
    public int SkipsPerHour { get; init; } = 20;

    /// <summary>A skipped contact is shown again after so many minutes, 1–43,200.</summary>
    public int SkipDelayMinutes { get; init; } = 60;

    internal void Check(Validation check, string at) =>
        check
            .That(Seconds is 0 or (>= 5 and <= 240), $"{at}/seconds", "field.out_of_range", "From 5 to 240, or 0 for no limit.")
            .OneOf($"{at}/whenOver", WhenOver, [Dial, Skip])
            .Range($"{at}/skipsPerHour", SkipsPerHour, 0, 1000)
            .Range($"{at}/skipDelayMinutes", SkipDelayMinutes, 1, 43_200);
}
