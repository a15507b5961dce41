using System.Globalization;
using Pivotal.Api.Shared;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Api.Campaigns;

/// <summary>A campaign may only be stricter than the profiles it has chosen: what is laxer is refused with the field and the reason.</summary>
internal static class LegalLimits
{
    private const string At = "/rules/compliance";

    public static async Task<IReadOnlyList<Refusal>> Check(TenantSession db, CampaignDocument campaign, CancellationToken ct) =>
        Judge(campaign, await ProfileRows.Chosen(db, campaign.Rules.Compliance.Profiles, ct));

    private static IReadOnlyList<Refusal> Judge(CampaignDocument campaign, IReadOnlyList<JurisdictionProfile> chosen)
    {
        var own = campaign.Rules.Compliance;
        var check = new Validation();
        var law = EffectiveCompliance.Of(chosen, new());
        foreach (var (name, i) in own.Profiles.Select((n, i) => (n, i)))
            check.That(
                chosen.Any(p => string.Equals(p.Id, name, StringComparison.OrdinalIgnoreCase)),
                $"{At}/profiles/{i}",
                "compliance.unknown_profile",
                "There is no such profile."
            );
        foreach (var abandon in law.Abandon.Where(a => campaign.AbandonCap > a.Value.Cap))
            check.That(
                false,
                "/abandonCap",
                "compliance.above_cap",
                $"{Percent(campaign.AbandonCap)} is above the cap of {Percent(abandon.Value.Cap)} that {Name(abandon.By)} sets."
            );
        if (law.RingSeconds is { } ring)
            check.That(
                own.RingSeconds is null || own.RingSeconds >= ring.Value,
                $"{At}/ringSeconds",
                "compliance.below_ring",
                $"{Name(ring.By)} asks for at least {ring.Value} seconds."
            );
        var least = Math.Max(law.RingSeconds?.Value ?? 0, own.RingSeconds ?? 0);
        check.That(
            campaign.RingTimeoutSeconds >= least,
            "/ringTimeoutSeconds",
            "compliance.below_ring",
            $"A call rings at least {least} seconds before it is given up."
        );
        if (law.ConnectSeconds is { } connect && own.ConnectSeconds > connect.Value)
            check.That(
                false,
                $"{At}/connectSeconds",
                "compliance.too_slow",
                $"{Name(connect.By)} gives {connect.Value.ToString(CultureInfo.InvariantCulture)} seconds."
            );
        if (law.LockOutHours is { } lockOut)
            check.That(
                own.LockOutHours is null || own.LockOutHours >= lockOut.Value,
                $"{At}/lockOutHours",
                "compliance.too_soon",
                $"{Name(lockOut.By)} asks for {lockOut.Value} hours."
            );
        if (campaign.DetectMachine && law.Abandon.FirstOrDefault(a => a.Value.DetectionErrors) is { } counts)
        {
            check.That(
                own.DetectionErrorShare is not null,
                $"{At}/detectionErrorShare",
                "compliance.detection_errors_needed",
                $"{Name(counts.By)} counts people taken for machines: say which share of the calls ended as machines they are, or switch the detection off."
            );
        }

        CheckMessage(check, own, law, Name);
        var hours = campaign.Window.Hours();
        check.That(
            WeekHours.Of([new(hours.Days, hours.Start, hours.End)]).And(law.Hours).EverOpen,
            "/window/start",
            "campaigns.window_never_opens",
            "The window never opens inside the hours that the chosen profiles allow."
        );
        return check.Refusals;

        string Name(string by) => chosen.FirstOrDefault(p => p.Id == by)?.Name ?? by;
    }

    private static void CheckMessage(Validation check, ComplianceRules own, EffectiveCompliance law, Func<string, string> name)
    {
        if (law.Message is not { } message)
            return;
        if (own.Message is null)
        {
            check.That(
                !message.Value.Parts.Contains(MessageRule.Seller),
                $"{At}/message/seller",
                "compliance.message_needed",
                $"{name(message.By)} asks for a message: say on whose behalf the campaign calls."
            );
            return;
        }

        if (own.Message.Text is { Length: > 0 } text && SafeHarbour.Missing(text, message.Value) is { Count: > 0 } missing)
            check.That(
                false,
                $"{At}/message/text",
                "compliance.message_incomplete",
                $"The message has to say {string.Join(" and ", missing.Select(m => $"{{{m}}}"))}."
            );
    }

    private static string Percent(double share) => share.ToString("0.## %", CultureInfo.InvariantCulture);
}
