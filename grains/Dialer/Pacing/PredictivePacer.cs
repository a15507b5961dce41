namespace Pivotal.Grains.Dialer.Pacing;

/// <summary>
/// Predictive pacing: dials ahead of agents who are about to finish, as long as the risk that the next answer finds nobody stays under the threshold
/// that the abandon budget gives. Knows what rings since when and who has been busy since when; learns answer rate, ring and handle times from what happens.
/// Pure: told what happens, asked how many to dial. Sources: reference dialer.md C3 (REF) and E4.
/// </summary>
/// <remarks>An agent who has a call of this campaign is busy from the moment he is given it until he is free again; talk and wrap-up count alike.</remarks>
public sealed class PredictivePacer(AbandonLimits limits)
{
    /// <summary>Up to so many agents the distributions are exact, above it normal.</summary>
    private const int ExactUpTo = 160;

    private readonly AnswerRate _rate = new();
    private readonly DurationCurve _toAnswer = new(Erlang4, 20);
    private readonly DurationCurve _toFailure = new(seconds => Math.Min(1, seconds / 28), 10);
    private readonly DurationCurve _handle = new(LogNormal, 20);
    private readonly Dictionary<Guid, DateTimeOffset> _ringing = [];
    private readonly Dictionary<Guid, DateTimeOffset> _busy = [];
    private readonly Chances _answers = new(ExactUpTo);
    private readonly Chances _freeing = new(ExactUpTo);
    private readonly DialAllowance _allowance = new();
    private readonly List<double> _risks = [];
    private double _returns = 1;

    public AbandonBudget Budget { get; } = new(limits);

    public double AnswerRate => _rate.Rate;

    public int Busy => _busy.Count;

    /// <summary>Calls that ring and may still be answered by a person.</summary>
    public int Ringing => _ringing.Count;

    public void OnDialed(Guid call, DateTimeOffset now)
    {
        _ringing[call] = now;
        _allowance.OnDialed();
    }

    /// <summary>A person answered; whether he found somebody is said by <see cref="OnConnected"/> or <see cref="OnAbandoned"/>.</summary>
    public void OnAnswered(Guid call, DateTimeOffset now)
    {
        if (!_ringing.Remove(call, out var since)) return;
        _rate.OnResult(byPerson: true, now);
        _toAnswer.OnEnded(now - since);
    }

    /// <summary>Nobody answered, a machine did, or the call was not wanted any more.</summary>
    /// <param name="counts">false when it was cancelled by us and says nothing about the list</param>
    public void OnNotAnswered(Guid call, DateTimeOffset now, bool counts = true)
    {
        if (!_ringing.Remove(call, out var since) || !counts) return;
        _rate.OnResult(byPerson: false, now);
        _toFailure.OnEnded(now - since);
    }

    /// <param name="counts">false when the call has been counted already: it was given to somebody who had just left</param>
    public void OnConnected(Guid agent, DateTimeOffset now, bool counts = true)
    {
        _busy[agent] = now;
        if (counts) Budget.OnAnswered(abandoned: false);
    }

    /// <summary>Was already busy before anybody counted; the budget knows of the call from its rows.</summary>
    public void OnRecoveredBusy(Guid agent, DateTimeOffset since) => _busy[agent] = since;

    public void OnAbandoned() => Budget.OnAnswered(abandoned: true);

    /// <summary>A call that was counted as one that found somebody has found nobody.</summary>
    public void OnAbandonedAfterAll() => Budget.OnAbandonedAfterAll();

    public void OnAgentFree(Guid agent, DateTimeOffset now)
    {
        if (!_busy.Remove(agent, out var since)) return;
        _handle.OnEnded(now - since);
        _returns += (1 - _returns) / 100;
    }

    /// <summary>Signed out or paused, out of a call or out of idleness.</summary>
    public void OnAgentGone(Guid agent)
    {
        // Some do not come back from a call: so few of those who are busy are counted on.
        if (_busy.Remove(agent)) _returns -= _returns / 100;
    }

    /// <summary>Of the last answer of <see cref="Dials"/>: so many lines have a free agent of their own.</summary>
    public int Floor { get; private set; }

    /// <summary>Of the last answer of <see cref="Dials"/>: the risk that each of the further lines was dialled at, 0–1.</summary>
    public IReadOnlyList<double> Risks => _risks;

    /// <summary>How many lines to dial now beyond the ones that ring.</summary>
    /// <param name="free">agents free this instant</param>
    /// <param name="waiting">people on the line who have nobody yet</param>
    /// <param name="planned">calls decided on that do not ring yet</param>
    /// <param name="most">no more than this</param>
    public int Dials(int free, int waiting, int planned, int most, DateTimeOffset now)
    {
        if (most <= 0) return 0;
        // A free agent always has a call under way, whatever the budget says.
        var floor = Math.Clamp(free - waiting - planned - _ringing.Count, 0, most);
        _risks.Clear();
        Floor = floor;
        var threshold = Budget.Threshold();
        if (threshold <= 0 || free + _busy.Count == 0) return floor;

        var horizon = _toAnswer.Mean;
        var certain = free - waiting;
        Weigh(now, horizon, certain);
        var fresh = _rate.Rate * (1 - _toAnswer.Survival(horizon));
        for (var i = 0; i < planned + floor; i++) _answers.Add(fresh);
        var dials = floor;
        // Nobody's answer is owed to the floor: it has its agent, and is not counted against the allowance.
        var steady = _busy.Count / _handle.Mean / Math.Max(_rate.Rate, 0.01);
        most = Math.Min(most, floor + _allowance.Left(steady, now));
        while (dials < most && Chances.AtLeast(_answers, _freeing, certain) is var risk && risk <= threshold)
        {
            _answers.Add(fresh);
            _risks.Add(risk);
            dials++;
        }

        return dials;
    }

    private void Weigh(DateTimeOffset now, double horizon, int certain)
    {
        _freeing.Clear();
        foreach (var since in _busy.Values) _freeing.Add(_returns * _handle.EndsWithin((now - since).TotalSeconds, horizon));
        // More answers than there can be agents are all the same; above the exact size only the moments count.
        _answers.Clear(_freeing.Whole ? _freeing.Reach + Math.Max(0, certain) : 0);
        var rate = _rate.Rate;
        foreach (var since in _ringing.Values)
        {
            var age = (now - since).TotalSeconds;
            var person = rate * _toAnswer.Survival(age);
            var nobody = (1 - rate) * _toFailure.Survival(age);
            _answers.Add(person < 1e-9 ? 0 : person / (person + nobody) * _toAnswer.EndsWithin(age, horizon));
        }
    }

    /// <summary>Ring time to an answer before any was seen: mean 12 s.</summary>
    private static double Erlang4(double seconds)
    {
        var x = seconds / 3;
        return 1 - (Math.Exp(-x) * (1 + x + (x * x / 2) + (x * x * x / 6)));
    }

    /// <summary>Handle time before any was seen: median 110 s with a wide spread.</summary>
    private static double LogNormal(double seconds) => seconds <= 0 ? 0 : Normal.Cdf((Math.Log(seconds) - Math.Log(110)) / 0.9);
}
