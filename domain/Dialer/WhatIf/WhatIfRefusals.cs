using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>Why there is nothing to simulate.</summary>
internal static class WhatIfRefusals
{
    public static Refusal TooLittleHistory(int hours, int calls, int handled) =>
        new(
            RefusalKind.Conflict,
            "campaigns.too_little_history",
            $"In the last {hours} hours this campaign made {calls} calls and talked to {handled} people. A simulation needs {CampaignHistory.FewestCalls} and {CampaignHistory.FewestHandled}: take more hours or let it run longer.",
            "/hours"
        );

    public static Refusal NoPace(string? field) =>
        new(
            RefusalKind.Invalid,
            "campaigns.mode_has_no_pace",
            "Only progressive, power and predictive dialling have a pace to simulate.",
            field
        );

    public static Refusal TooLong() =>
        new(RefusalKind.Unavailable, "campaigns.what_if_too_long", "The simulation took too long. Ask for fewer hours.", "/hours");
}
