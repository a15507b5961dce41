namespace Pivotal.Domain.Shared;

public static class Outcome
{
    public const string Connected = "connected",
        Abandoned = "abandoned",
        NoAnswer = "no_answer",
        Busy = "busy",
        Voicemail = "voicemail",
        Fax = "fax",
        InvalidNumber = "invalid_number",
        Failed = "failed",
        Cancelled = "cancelled";

    /// <summary>Picked up, and ended by whoever did before the law's time for an agent was over: neither no answer nor abandoned.</summary>
    public const string HungUp = "hung_up";

    /// <summary>Nobody was to speak: the campaign's message was played to who answered.</summary>
    public const string MessageDelivered = "message_delivered";
}
