using Pivotal.Domain.Calls;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Lines that ring for agents who are not there any more, or at a risk that may not be taken any more.</summary>
public sealed partial class QueueState
{
    private readonly HashSet<Guid> _takenBack = [];

    /// <summary>Asked when an agent has gone: the youngest ringing lines that nobody would dial for the team as it is now. Each is named once.</summary>
    public IReadOnlyList<Guid> TakeBack(DateTimeOffset now)
    {
        var surplus = Settings.Mode.Surplus(View(now));
        if (surplus == 0) return [];
        Guid[] youngest = [.. _calls.Values.Where(c => c.WantsAnybody && c.Status == CallStatus.Dialing && !_waiting.Contains(c.CallId)).OrderByDescending(c => c.Since).ThenBy(c => c.CallId).Take(surplus).Select(c => c.CallId)];
        return [.. youngest.Where(_takenBack.Add)];
    }

    /// <summary>Asked when somebody was abandoned: with the budget closed, what rings without an agent of its own would be dialled by nobody either.</summary>
    public IReadOnlyList<Guid> TakeBackUnlawful(DateTimeOffset now) => _pacer.Budget.Threshold() > 0 ? [] : TakeBack(now);
}
