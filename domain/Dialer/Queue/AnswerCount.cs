using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>Answered calls that the pace has counted, and as what. A call that gets another agent, or nobody after all, is still one answer.</summary>
internal sealed class AnswerCount(PredictivePacer pacer)
{
    /// <summary>True: as abandoned.</summary>
    private readonly Dictionary<Guid, bool> _counted = [];

    public bool IsAbandoned(Guid callId) => _counted.GetValueOrDefault(callId);

    /// <summary>An agent has it.</summary>
    /// <returns>false: it was counted before</returns>
    public bool OnConnected(Guid callId) => _counted.TryAdd(callId, false);

    /// <summary>The rows that the budget was read from have it among the answered ones.</summary>
    public void OnRecovered(Guid callId, bool late) => _counted[callId] = late;

    /// <summary>Once, and whether or not it was counted as an answer before: who left before he was known to be a person was never routed.</summary>
    public void OnAbandoned(Guid callId)
    {
        if (_counted.TryAdd(callId, true))
            pacer.OnAbandoned();
        else if (!_counted[callId])
        {
            _counted[callId] = true;
            pacer.OnAbandonedAfterAll();
        }
    }

    /// <summary>He has ended the call himself before anybody had to be there. The law counts neither an answer nor an abandoned call, and what was counted is taken back.</summary>
    public void OnLeft(Guid callId)
    {
        if (_counted.TryGetValue(callId, out var abandoned))
            pacer.Budget.OnLeft(abandoned);
    }

    /// <summary>The agent came on the line later than the law allows: the talk goes on, and it counts as an abandoned call.</summary>
    /// <returns>false: it was none that was counted as connected</returns>
    public bool OnConnectedLate(Guid callId)
    {
        if (!_counted.TryGetValue(callId, out var abandoned) || abandoned)
            return false;
        _counted[callId] = true;
        pacer.Budget.OnConnectedLate();
        return true;
    }

    public void OnEnded(Guid callId) => _counted.Remove(callId);
}
