using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Campaigns;

/// <summary>Mode agentless: whoever answers hears a message, and nobody else.</summary>
public sealed record AgentlessRules
{
    public const string HangUp = "hang_up",
        Speak = "message";

    /// <summary>At most 2,000 characters; a campaign without one does not start in this mode.</summary>
    public string Message { get; init; } = "";

    /// <summary>0–9, * or #: whoever presses it while the message is spoken is never called again. Null: 9 where a profile asks for an automated opt-out, otherwise no key has an effect.
    /// The message tells the key where it says {opt_out}, or at its end.</summary>
    public string? OptOutKey { get; init; }

    /// <summary>Of the message, such as en-US.</summary>
    public string Language { get; init; } = "en-US";

    /// <summary>Somebody has confirmed that everybody in the list has agreed to recorded calls; the law of the US and Canada asks for it before the first call.</summary>
    public bool ConsentConfirmed { get; init; }

    /// <summary>What a machine gets: <c>hang_up</c> or <c>message</c>. Only where machines are detected.</summary>
    public string OnMachine { get; init; } = HangUp;

    /// <summary>Dials a minute, 1–600.</summary>
    public int CallsPerMinute { get; init; } = 60;

    /// <summary>The law of the US and Canada asks for express consent before a recorded call: the mode cannot even be saved without somebody having said so.</summary>
    /// <param name="chosen">the campaign calls in this mode</param>
    internal void Check(Validation check, string at, bool chosen) =>
        check
            .OptionalText($"{at}/message", Message, 2000)
            .Text($"{at}/language", Language, 20)
            .OneOf($"{at}/onMachine", OnMachine, [HangUp, Speak])
            .That(
                OptOutKey is null || OptOut.IsKey(OptOutKey),
                $"{at}/optOutKey",
                "compliance.opt_out_key",
                "One of the keys 0 to 9, * and #."
            )
            .Range($"{at}/callsPerMinute", CallsPerMinute, 1, 600)
            .That(
                !chosen || !string.IsNullOrWhiteSpace(Message),
                $"{at}/message",
                "campaigns.no_message",
                "Write the message that people hear."
            )
            .That(
                !chosen || ConsentConfirmed,
                $"{at}/consentConfirmed",
                "campaigns.consent_required",
                "Confirm that everybody in the list has agreed to recorded calls."
            );
}
