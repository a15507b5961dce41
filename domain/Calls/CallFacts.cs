namespace Pivotal.Domain.Calls;

/// <summary>What is known about a customer's leg. Facts only accumulate and each keeps its earliest report, so the order in which they arrive does not matter.</summary>
public sealed record CallFacts
{
    public string? LegId { get; init; }

    public DateTimeOffset? DialedAt { get; init; }

    public DateTimeOffset? InitiatedAt { get; init; }

    public DateTimeOffset? AnswerReportedAt { get; init; }

    /// <summary>human, machine, fax, not_sure</summary>
    public string? Amd { get; init; }

    public DateTimeOffset? AmdAt { get; init; }

    /// <summary>The machine's greeting ended, with a beep or without.</summary>
    public DateTimeOffset? GreetingOverAt { get; init; }

    public DateTimeOffset? BridgeReportedAt { get; init; }

    /// <summary>The carrier took our bridge command; counts while its own report is missing.</summary>
    public DateTimeOffset? BridgeAcceptedAt { get; init; }

    /// <summary>By when an agent had to be on the line, as an earlier activation stored it: it knew when detection had told, which the row does not.</summary>
    public DateTimeOffset? ConnectBy { get; init; }

    public DateTimeOffset? BridgedAt => BridgeReportedAt ?? BridgeAcceptedAt;

    /// <summary>The carrier took the order to play the message.</summary>
    public DateTimeOffset? MessageAcceptedAt { get; init; }

    public DateTimeOffset? MessageOverAt { get; init; }

    /// <summary>What has ended had begun, whatever was heard of the order.</summary>
    public DateTimeOffset? MessageAt => MessageAcceptedAt ?? MessageOverAt;

    /// <summary>The key that the message names was pressed.</summary>
    public DateTimeOffset? KeyAt { get; init; }

    public DateTimeOffset? HungUpAt { get; init; }

    public string? Cause { get; init; }

    /// <summary>caller, callee, unknown</summary>
    public string? Source { get; init; }

    public string? RecordingId { get; init; }

    /// <summary>An answer whose own report was lost shows in what only an answered call can do.</summary>
    public DateTimeOffset? AnsweredAt => AnswerReportedAt ?? AmdAt ?? BridgedAt;

    public bool Ended => HungUpAt is not null;
}
