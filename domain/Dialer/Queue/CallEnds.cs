using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>How calls end, or never begin, and what becomes of their contacts.</summary>
internal sealed class CallEnds(
    QueueTerms terms,
    CallsInFlight calls,
    Roster roster,
    AgentPreviews previews,
    Routing routing,
    AnswerCount answers,
    DialPlanner planner,
    PredictivePacer pacer
)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>What becomes of the contact; null for a call this queue does not know or has already closed.</summary>
    public (InFlightCall Call, EntryFate Fate)? OnEnded(CallEnded ended)
    {
        if (ended.Outcome == Outcome.HungUp)
            routing.OnLeft(ended.CallId);
        else
            routing.OnWaitOver(ended.CallId);
        if (ended.Outcome == Outcome.Abandoned && calls.Contains(ended.CallId))
            answers.OnAbandoned(ended.CallId);
        answers.OnEnded(ended.CallId);
        planner.OnEnded(ended.CallId);
        if (Take(ended.CallId, ended.Outcome) is not { } call)
            return null;
        pacer.OnNotAnswered(ended.CallId, ended.At, counts: ended.Outcome != Outcome.Cancelled);
        if (ended.Outcome == Outcome.Voicemail)
            pacer.Budget.OnMachine();
        var leftBehind = calls.WasLeftBehind(ended.CallId);
        if (ended.Outcome == Outcome.Connected && (ended.AgentId ?? call.AgentId) is { } agentId && !leftBehind)
            roster.OnWrapUp(agentId, ended.CallId);
        return (call, UnlessSuppressed(call, Fate(call, ended)));
    }

    /// <summary>The carrier took no dial: the attempt is given back and nobody dials until it may be tried again.</summary>
    public (InFlightCall Call, EntryFate Fate)? OnRefused(DialRefused refused, DateTimeOffset now)
    {
        if (Take(refused.CallId, refused.Reason, now + refused.RetryAfter) is not { } call)
            return null;
        pacer.OnNotAnswered(refused.CallId, now, counts: false);
        // A refusal of this one dial (a number the carrier will not call) slows the campaign only for a moment.
        terms.Hold(
            now + (refused.Reason == DialRefused.CarrierRejected && refused.RetryAfter > Pause ? Pause : refused.RetryAfter),
            refused.Reason
        );
        return (call, UnlessSuppressed(call, new(EntryStatus.Queued, refused.Reason, now + refused.RetryAfter, CountsAttempt: false)));
    }

    public InFlightCall? Take(Guid callId, string why, DateTimeOffset? nextAt = null)
    {
        if (calls.Take(callId) is not { } call)
            return null;
        if (call.ForAgent is { } agent)
            previews.OnRingOver(agent, callId, why, nextAt);
        return call;
    }

    private EntryFate Fate(InFlightCall call, CallEnded ended) =>
        call.ForAgent is not null && ended.Outcome == Outcome.Cancelled
            ? previews.PutOff(ended.At)
            : Recycle.AfterCall(ended.Outcome, call.AttemptNo, terms.Settings, ended.At, ended.Rang);

    /// <summary>Suppressed while it was called, or before it rang: nothing comes after it.</summary>
    private EntryFate UnlessSuppressed(InFlightCall call, EntryFate fate) =>
        fate.Status == EntryStatus.Queued && planner.IsSuppressed(call.Phone)
            ? new(EntryStatus.Removed, EntryReason.Dnc, null, fate.CountsAttempt)
            : fate;
}
