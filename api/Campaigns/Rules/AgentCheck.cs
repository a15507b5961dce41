using Pivotal.Api.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Modes;

namespace Pivotal.Api.Campaigns.Rules;

internal static class AgentCheck
{
    private const string At = "/rules/agents";

    public static void Run(Validation check, AgentRules agents, CampaignBody body)
    {
        check
            .OneOf($"{At}/choice", agents.Choice, AgentRules.Choices)
            .Range($"{At}/wrapUpExtensionSeconds", agents.WrapUpExtensionSeconds, 5, 600)
            .Range($"{At}/wrapUpExtensions", agents.WrapUpExtensions, 0, 10)
            .Range($"{At}/missedCalls", agents.MissedCalls, 0, 20)
            .Range($"{At}/occupancyTarget", agents.OccupancyTarget, 50, 95)
            .That(agents.Reserve is not null, $"{At}/reserve", "field.required", "This is needed.")
            .That(agents.Preview is not null, $"{At}/preview", "field.required", "This is needed.")
            .That(agents.Agentless is not null, $"{At}/agentless", "field.required", "This is needed.");
        if (agents.Reserve is { } reserve)
            check.Range($"{At}/reserve/agents", reserve.Agents, 0, 1000).Range($"{At}/reserve/percent", reserve.Percent, 0, 90);
        if (agents.Preview is { } preview)
            Preview(check, preview);
        if (agents.Agentless is { } agentless)
            Agentless(check, agentless, body);
    }

    private static void Preview(Validation check, PreviewRules preview) =>
        check
            .That(
                preview.Seconds is 0 or (>= 5 and <= 240),
                $"{At}/preview/seconds",
                "field.out_of_range",
                "From 5 to 240, or 0 for no limit."
            )
            .OneOf($"{At}/preview/whenOver", preview.WhenOver, [PreviewRules.Dial, PreviewRules.Skip])
            .Range($"{At}/preview/skipsPerHour", preview.SkipsPerHour, 0, 1000)
            .Range($"{At}/preview/skipDelayMinutes", preview.SkipDelayMinutes, 1, 43_200);

    /// <summary>The law of the US and Canada asks for express consent before a recorded call: the mode cannot even be saved without somebody having said so.</summary>
    private static void Agentless(Validation check, AgentlessRules agentless, CampaignBody body)
    {
        var chosen = DialModes.Find(body.DialMode) is { NeedsAgents: false };
        check
            .OptionalText($"{At}/agentless/message", agentless.Message, 2000)
            .Text($"{At}/agentless/language", agentless.Language, 20)
            .OneOf($"{At}/agentless/onMachine", agentless.OnMachine, [AgentlessRules.HangUp, AgentlessRules.Speak])
            .That(
                agentless.OptOutKey is null || OptOut.IsKey(agentless.OptOutKey),
                $"{At}/agentless/optOutKey",
                "compliance.opt_out_key",
                "One of the keys 0 to 9, * and #."
            )
            .Range($"{At}/agentless/callsPerMinute", agentless.CallsPerMinute, 1, 600)
            .That(
                !chosen || !string.IsNullOrWhiteSpace(agentless.Message),
                $"{At}/agentless/message",
                "campaigns.no_message",
                "Write the message that people hear."
            )
            .That(
                !chosen || agentless.ConsentConfirmed,
                $"{At}/agentless/consentConfirmed",
                "campaigns.consent_required",
                "Confirm that everybody in the list has agreed to recorded calls."
            );
    }
}
