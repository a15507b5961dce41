namespace Pivotal.Domain.Dialer.Pacing;

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
    private long? _since;

    /// <summary>Grows with everything learned.</summary>
    public long Lessons { get; private set; }

    public AbandonBudget Budget { get; } = new(limits);

    public double AnswerRate => _rate.Rate;

    public int Busy => _busy.Count;

    /// <summary>What it knows of its list is not from this moment's day.</summary>
    public bool KnewBefore(DateTimeOffset moment) => _since < moment.ToUnixTimeSeconds() && _rate.Knows;

    /// <summary>People who would answer within an hour if so many agents had one line each and no more: the least that can be expected.</summary>
    public double AnswersPerHour(int agents)
    {
        var dialling = _toAnswer.Mean + ((1 - _rate.Rate) / Math.Max(_rate.Rate, 0.001) * _toFailure.Mean);
        return agents * 3600 / (dialling + _handle.Mean);
    }

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
        if (!_ringing.Remove(call, out var since))
            return;
        _rate.OnResult(byPerson: true, now);
        _toAnswer.OnEnded(now - since);
        Learned(now);
    }

    /// <summary>Nobody answered, a machine did, or the call was not wanted any more.</summary>
    /// <param name="counts">false when it was cancelled by us and says nothing about the list</param>
    public void OnNotAnswered(Guid call, DateTimeOffset now, bool counts = true)
    {
        if (!_ringing.Remove(call, out var since) || !counts)
            return;
        _rate.OnResult(byPerson: false, now);
        _toFailure.OnEnded(now - since);
        Learned(now);
    }

    /// <param name="counts">false when the call has been counted already: it was given to somebody who had just left</param>
    public void OnConnected(Guid agent, DateTimeOffset now, bool counts = true)
    {
        _busy[agent] = now;
        if (counts)
            Budget.OnAnswered(abandoned: false);
    }

    /// <summary>Was already busy before anybody counted; the budget knows of the call from its rows.</summary>
    public void OnRecoveredBusy(Guid agent, DateTimeOffset since) => _busy[agent] = since;

    public void OnAbandoned() => Budget.OnAnswered(abandoned: true);

    /// <summary>A call that was counted as one that found somebody has found nobody.</summary>
    public void OnAbandonedAfterAll() => Budget.OnAbandonedAfterAll();

    public void OnAgentFree(Guid agent, DateTimeOffset now)
    {
        if (!_busy.Remove(agent, out var since))
            return;
        _handle.OnEnded(now - since);
        _returns += (1 - _returns) / 100;
        Learned(now);
    }

    /// <summary>Signed out or paused, out of a call or out of idleness.</summary>
    public void OnAgentGone(Guid agent)
    {
        // Some do not come back from a call: so few of those who are busy are counted on.
        if (_busy.Remove(agent))
            _returns -= _returns / 100;
    }

    public LearnedPace Learned() =>
        new()
        {
            Form = LearnedPace.CurrentForm,
            Answers = _rate.Learned(),
            ToAnswer = _toAnswer.Learned(),
            ToFailure = _toFailure.Learned(),
            Handle = _handle.Learned(),
            Returns = _returns,
            Theta = Budget.Theta,
            Since = _since ?? 0,
        };

    /// <summary>Goes on with what an earlier activation had learned, before anything happens in this one.</summary>
    public void OnLearned(LearnedPace learned)
    {
        if (learned.Form != LearnedPace.CurrentForm)
            return;
        _rate.OnLearned(learned.Answers);
        _toAnswer.OnLearned(learned.ToAnswer);
        _toFailure.OnLearned(learned.ToFailure);
        _handle.OnLearned(learned.Handle);
        if (learned.Returns is > 0 and <= 1)
            _returns = learned.Returns;
        Budget.OnLearned(learned.Theta);
        _since = learned.Since;
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
        if (most <= 0)
            return 0;
        // A free agent always has a call under way, whatever the budget says.
        var floor = Math.Clamp(free - waiting - planned - _ringing.Count, 0, most);
        _risks.Clear();
        Floor = floor;
        if (Budget.Threshold() <= 0 || free + _busy.Count == 0)
            return floor;

        var horizon = _toAnswer.Mean;
        var certain = free - waiting;
        Weigh(now, horizon, certain);
        var threshold = Budget.Threshold(_answers.Mean);
        if (threshold <= 0)
            return floor;
        var fresh = _rate.Rate * (1 - _toAnswer.Survival(horizon));
        for (var i = 0; i < planned + floor; i++)
            _answers.Add(fresh);
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

    /// <summary>How many of the ringing lines, counted from the youngest, are without an agent of their own and at a greater risk than may be taken.</summary>
    public int Uncovered(int free, int waiting, DateTimeOffset now)
    {
        var (horizon, certain, threshold) = (_toAnswer.Mean, free - waiting, Budget.Threshold());
        Weigh(now, horizon, certain, ringing: false);
        var covered = 0;
        foreach (var since in _ringing.Values.Order())
        {
            if (covered >= certain && Chances.AtLeast(_answers, _freeing, certain) > threshold)
                break;
            _answers.Add(Answers(since, horizon, now));
            covered++;
        }

        return _ringing.Count - covered;
    }

    private void Learned(DateTimeOffset now)
    {
        _since ??= now.ToUnixTimeSeconds();
        Lessons++;
    }

    private void Weigh(DateTimeOffset now, double horizon, int certain, bool ringing = true)
    {
        _freeing.Clear();
        _handle.StillRunning(_busy.Values.Select(since => (now - since).TotalSeconds));
        foreach (var since in _busy.Values)
            _freeing.Add(_returns * _handle.EndsWithin((now - since).TotalSeconds, horizon));
        // More answers than there can be agents are all the same; above the exact size only the moments count.
        _answers.Clear(_freeing.Whole ? _freeing.Reach + Math.Max(0, certain) : 0);
        if (!ringing)
            return;
        foreach (var since in _ringing.Values)
            _answers.Add(Answers(since, horizon, now));
    }

    /// <summary>Probability that a line that rings since then is answered by a person within the horizon.</summary>
    private double Answers(DateTimeOffset since, double horizon, DateTimeOffset now)
    {
        var (age, rate) = ((now - since).TotalSeconds, _rate.Rate);
        var person = rate * _toAnswer.Survival(age);
        var nobody = (1 - rate) * _toFailure.Survival(age);
        return person < 1e-9 ? 0 : person / (person + nobody) * _toAnswer.EndsWithin(age, horizon);
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
