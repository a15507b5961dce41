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
}
