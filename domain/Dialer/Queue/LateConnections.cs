using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>
/// While the carrier connects later than the law allows, a line with an agent of its own is an abandoned call as well. Going on would spend the day's budget within minutes, so that one line at a
/// time finds out when it is over, after pauses that grow: each time it is not over is an abandoned call.
/// </summary>
internal sealed class LateConnections(QueueTerms terms, DayAhead day, CallsInFlight calls, AnswerCount answers, PredictivePacer pacer)
{
    /// <summary>IdleReason while that is so.</summary>
    public const string ConnectsLate = "connects_late";

    /// <summary>So many in a row are no accident.</summary>
    private const int InARow = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30),
        LongestPause = TimeSpan.FromMinutes(4);

    /// <summary>While the day cannot repay the call that finds out, in the modes that dial by themselves.</summary>
    private static readonly TimeSpan LeastUnpaid = TimeSpan.FromMinutes(8),
        MostUnpaid = TimeSpan.FromHours(1);

    /// <summary>A call given to an agent so long ago of which nothing was heard was connected in time.</summary>
    private static readonly TimeSpan InTimeAfter = TimeSpan.FromSeconds(10);

    private int _late;
    private DateTimeOffset _since;

    public void OnLate(InFlightCall call)
    {
        _late++;
        if (call.Since > _since)
            _since = call.Since;
        var paces = terms.Mode.Paces;
        // What agents dial themselves is not pacing's to stop; there only a spent budget does.
        if (_late >= InARow && (paces || pacer.Budget.Room() == 0))
            terms.Hold(_since + PauseAfter(_late, !paces || day.RepaysOneMore(_since)), ConnectsLate);
    }

    /// <summary>So many of the lines that are wanted.</summary>
    public int Probing(int wanted, DateTimeOffset now)
    {
        if (_late == 0 || !terms.Mode.Paces)
            return wanted;
        if (calls.All.Any(c => c.AgentId is not null && c.Since > _since && now - c.Since > InTimeAfter && !answers.IsAbandoned(c.CallId)))
            _late = 0;
        return _late < InARow ? wanted : Math.Min(wanted, Math.Max(0, 1 - calls.AwaitingAgent));
    }

    private static TimeSpan PauseAfter(int late, bool repaid)
    {
        var (least, most) = repaid ? (FirstPause, LongestPause) : (LeastUnpaid, MostUnpaid);
        return TimeSpan.FromTicks(Math.Clamp((FirstPause * Math.Pow(2, Math.Min(late - InARow, 10))).Ticks, least.Ticks, most.Ticks));
    }
}
