using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.Grains.Calls;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>A row of call_attempts with the events of the call in the inbox.</summary>
internal sealed class Attempt(Guid callId, Guid campaign, Entry entry, DateTimeOffset createdAt)
{
    public Guid CallId => callId;

    public Guid Campaign => campaign;

    public Entry Entry => entry;

    public DateTimeOffset CreatedAt => createdAt;

    public int AttemptNo { get; } = entry.Attempts + 1;

    /// <summary>The queue stored it with the first; whoever loads it takes the next.</summary>
    public long Epoch { get; set; } = 1;

    /// <summary>As its activation stored it last; null: never.</summary>
    public AttemptSnapshot? Stored { get; set; }

    public Guid? AgentId { get; set; }

    /// <summary>Given up by its queue, which does not know whether it was stored.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    public string? Disposition { get; set; }

    public Dictionary<string, CarrierEvent> Inbox { get; } = [];

    public string Status => UndoneAt is not null ? CallStatus.Ended : Stored?.Status ?? CallStatus.Intent;

    public DateTimeOffset? EndedAt => UndoneAt ?? Stored?.EndedAt;

    public bool Ended => EndedAt is not null;

    public string? Outcome => UndoneAt is not null ? Domain.Shared.Outcome.Cancelled : Stored?.Outcome;

    /// <summary>As the columns tell them.</summary>
    public CallFacts Facts =>
        new()
        {
            LegId = Stored?.LegId,
            Amd = Stored?.Amd,
            AmdAt = Stored?.Amd is null ? null : Stored.AnsweredAt,
            DialedAt = Stored?.DialedAt,
            AnswerReportedAt = Stored?.AnsweredAt,
            BridgeReportedAt = Stored?.BridgedAt,
            HungUpAt = EndedAt,
            Cause = Stored?.Cause,
            Source = Stored?.Source,
            ConnectBy = Stored?.ConnectBy,
        };
}
