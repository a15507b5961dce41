using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>What is stored of a call: written behind it by <see cref="AttemptWriter"/>, under the fence of this activation, together with the events whose effect is in it.</summary>
internal sealed class AttemptStore(CallTerms terms, CallState state, AttemptFence fence, AttemptWriter writer, TimeProvider time)
{
    private readonly List<string> _handled = [];

    public long Epoch => fence.Epoch;

    /// <summary>Why the dial was given up; null: it was not.</summary>
    public string? Refused { get; private set; }

    /// <summary>An effect of theirs is not stored yet: the events stay unhandled, so that another activation hears them if this one is lost.</summary>
    public bool HoldsEvents { get; set; }

    public void OnHeard(string eventId) => _handled.Add(eventId);

    public void OnRefused(string reason) => Refused = reason;

    public void Save()
    {
        writer.Post(terms.Tenant, Snapshot(), HoldsEvents ? [] : _handled);
        if (!HoldsEvents)
            _handled.Clear();
    }

    private AttemptSnapshot Snapshot()
    {
        // A dial nobody took is over before it began.
        if (Refused is not null)
            return new(
                fence,
                CallStatus.Ended,
                null,
                null,
                Outcome.Cancelled,
                null,
                null,
                null,
                null,
                time.GetUtcNow(),
                Refused,
                null,
                null
            );
        var facts = state.Facts;
        return new(
            fence,
            state.Status,
            facts.LegId,
            facts.Amd,
            state.Outcome,
            state.AgentId,
            facts.DialedAt ?? facts.InitiatedAt,
            facts.AnsweredAt,
            facts.BridgedAt,
            facts.HungUpAt,
            facts.Cause,
            facts.Source,
            facts.RecordingId,
            facts.MessageAt,
            state.ConnectBy
        );
    }
}
