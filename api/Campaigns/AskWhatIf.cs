using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A pace to try on the campaign's own past. What is left out is as the campaign has it.</summary>
/// <param name="Hours">1–24</param>
/// <param name="DialMode">progressive, power, predictive</param>
/// <param name="PowerRatio">1–10</param>
/// <param name="AbandonCap">0.005–0.03</param>
/// <param name="MaxConcurrent">1–1,000</param>
internal sealed record WhatIfBody(
    int Hours = 4,
    string? DialMode = null,
    double? PowerRatio = null,
    double? AbandonCap = null,
    int? MaxConcurrent = null
);

/// <summary>Nothing is changed; what is applied goes through the campaign's own PATCH.</summary>
internal static class AskWhatIf
{
    public static async Task<Results<Ok<WhatIfAnswer>, ProblemHttpResult>> Handle(
        Guid id,
        WhatIfBody body,
        RequestUser user,
        RequestDb db,
        IGrainFactory grains,
        CancellationToken ct
    )
    {
        if (await db.Run((s, inner) => Campaign.Load(s, id, inner), ct) is not { } campaign)
            return Problem.NotFound();
        var check = new Validation()
            .Range("/hours", body.Hours, 1, 24)
            .That(
                body.DialMode is null || DialModes.Find(body.DialMode) is { Paces: true },
                "/dialMode",
                "campaigns.mode_has_no_pace",
                "Only progressive, power and predictive dialling have a pace to simulate."
            )
            .That(
                body.PowerRatio is null or >= 1 and <= 10,
                "/powerRatio",
                "campaigns.power_ratio",
                "Dial at least 1 and at most 10 lines per free agent."
            )
            .That(
                body.AbandonCap is null or >= 0.005 and <= 0.03,
                "/abandonCap",
                "campaigns.abandon_cap",
                "Between 0.5 % and 3 %; a campaign can be stricter than the law, never laxer."
            )
            .Range("/maxConcurrent", body.MaxConcurrent, 1, 1000);
        if (check.Failed)
            return check.Problem();
        var question = new WhatIfQuestion(
            body.Hours,
            body.DialMode ?? campaign.DialMode,
            body.PowerRatio ?? campaign.PowerRatio,
            body.AbandonCap ?? campaign.AbandonCap,
            body.MaxConcurrent ?? campaign.MaxConcurrent
        );
        return (await grains.WhatIf(user.TenantId, id).Compare(question, ct)).ToHttp();
    }
}
