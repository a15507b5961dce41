using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>
/// While the carrier connects later than the law allows, a line with an agent of its own is an abandoned call as well. Going on would spend the day's budget within minutes, so that one line at a
/// time finds out when it is over, after pauses that grow: each time it is not over is an abandoned call.
/// </summary>
public sealed partial class QueueState
{
    /// <summary>IdleReason while that is so.</summary>
    public const string ConnectsLate = "connects_late";

    /// <summary>So many in a row are no accident.</summary>
    private const int LateInARow = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromMinutes(4);

    /// <summary>While the day cannot repay the call that finds out, in the modes that dial by themselves.</summary>
    private static readonly TimeSpan LeastUnpaid = TimeSpan.FromMinutes(8), MostUnpaid = TimeSpan.FromHours(1);

    /// <summary>A call given to an agent so long ago of which nothing was heard was connected in time.</summary>
    private static readonly TimeSpan InTimeAfter = TimeSpan.FromSeconds(10);

    private int _late;
    private DateTimeOffset _lateSince;

    private void OnLate(InFlightCall call)
    {
        _late++;
        if (call.Since > _lateSince) _lateSince = call.Since;
        // What agents dial themselves is not pacing's to stop; there only a spent budget does.
        if (_late >= LateInARow && (Settings.Mode.Paces || _pacer.Budget.Room() == 0)) Hold(_lateSince + PauseAfter(_late, !Settings.Mode.Paces || DayRepaysOneMore(_lateSince)), ConnectsLate);
    }

    private static TimeSpan PauseAfter(int late, bool repaid)
    {
        var (least, most) = repaid ? (FirstPause, LongestPause) : (LeastUnpaid, MostUnpaid);
        return TimeSpan.FromTicks(Math.Clamp((FirstPause * Math.Pow(2, Math.Min(late - LateInARow, 10))).Ticks, least.Ticks, most.Ticks));
    }

    /// <summary>So many of the lines that are wanted.</summary>
    private int Probing(int wanted, DateTimeOffset now)
    {
        if (_late == 0 || !Settings.Mode.Paces) return wanted;
        if (_calls.Values.Any(c => c.AgentId is not null && c.Since > _lateSince && now - c.Since > InTimeAfter && !_counted.GetValueOrDefault(c.CallId))) _late = 0;
        return _late < LateInARow ? wanted : Math.Min(wanted, Math.Max(0, 1 - _awaitingAgent));
    }
}
