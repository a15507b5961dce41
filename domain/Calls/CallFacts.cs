using Pivotal.Domain.Telephony;

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

    /// <summary>What is known once this report is in.</summary>
    /// <param name="optOutKey">the key that the message names; null: none</param>
    public CallFacts With(CarrierEvent e, string? optOutKey)
    {
        var at = e.OccurredAt;
        var facts = this with { LegId = LegId is { } leg && string.CompareOrdinal(leg, e.LegId) <= 0 ? leg : e.LegId };
        var optsOut = optOutKey is not null && e.Detail?.Contains(optOutKey, StringComparison.Ordinal) == true;
        return e.Kind switch
        {
            CarrierEventKind.Initiated => facts with { InitiatedAt = Earlier(InitiatedAt, at) },
            CarrierEventKind.Answered => facts with { AnswerReportedAt = Earlier(AnswerReportedAt, at) },
            CarrierEventKind.MachineDetected when First(AmdAt, Amd, at, e.Detail) => facts with
            {
                Amd = e.Detail ?? "not_sure",
                AmdAt = at,
            },
            CarrierEventKind.GreetingOver => facts with { GreetingOverAt = Earlier(GreetingOverAt, at) },
            CarrierEventKind.Bridged => facts with { BridgeReportedAt = Earlier(BridgeReportedAt, at) },
            CarrierEventKind.HungUp when First(HungUpAt, Cause, at, e.Detail) => facts with
            {
                HungUpAt = at,
                Cause = e.Detail,
                Source = e.Source,
            },
            CarrierEventKind.MessageOver => facts with
            {
                MessageOverAt = Earlier(MessageOverAt, at),
                KeyAt = optsOut ? Earlier(KeyAt, at) : KeyAt,
            },
            CarrierEventKind.KeyPressed when optsOut => facts with { KeyAt = Earlier(KeyAt, at) },
            CarrierEventKind.RecordingSaved => facts with { RecordingId = Smaller(RecordingId, e.Detail) },
            _ => facts,
        };
    }

    internal static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one is { } at && at <= other ? at : other;

    /// <summary>Two reports of one fact: the earlier counts, equal times are decided by text, so every order ends the same.</summary>
    private static bool First(DateTimeOffset? knownAt, string? known, DateTimeOffset at, string? detail) =>
        knownAt is not { } before || at < before || (at == before && string.CompareOrdinal(detail, known) < 0);

    private static string? Smaller(string? one, string? other) => one is null || string.CompareOrdinal(other, one) < 0 ? other : one;
}
