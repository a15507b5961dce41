using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.DialerSimulation.Peers;

/// <summary>
/// The reference policy by its description (reference dialer.md C3, REF): one line per free agent at least, exact distributions of agents who become free and calls that are answered,
/// the answer rate learned on line, a threshold steered to 2.4 % and tapered between 2.6 and 3.0 % of the shift's answers. It knows the scenario's ring and handle times.
/// </summary>
/// <remarks>
/// By its description it does not know that the law counts a late connection as abandoned. One that does counts it in the share that its taper goes by, and not in the steering of the threshold,
/// because it was not the risk that was wrong: the same as ours does, and the better one for the reference.
/// </remarks>
internal sealed class RefDialer : ISimulatedDialer
{
    private const double Period = 0.5,
        Gain = 0.05,
        Target = 0.024,
        TaperFrom = 0.026,
        Cap = 0.03;
    private const int Exact = 160,
        Samples = 4000;

    private readonly LinkedList<int> _free = [];
    private readonly LinkedList<int> _waiting = [];
    private readonly Dictionary<int, double> _ringing = [];
    private readonly Dictionary<int, double> _busy = [];
    private readonly Queue<(double At, bool Person)> _results = new();
    private readonly DurationCurve _toAnswer = new(_ => 1, 1e-3),
        _toFailure = new(_ => 1, 1e-3),
        _handle = new(_ => 1, 1e-3);
    private readonly Chances _answers = new(Exact),
        _freeing = new(Exact);
    private double _theta = 0.03,
        _next;
    private readonly bool _countsLate;
    private int _calls,
        _answered,
        _abandoned,
        _persons;

    /// <param name="countsLate">late connections count as abandoned, as the law counts them</param>
    public RefDialer(IShiftWorld world, bool countsLate = false)
    {
        _countsLate = countsLate;
        var random = new Random(5);
        for (var n = 0; n < Samples; n++)
        {
            var (fate, seconds) = world.Dial(world.Length / 2, random);
            (fate == CallFate.Nobody ? _toFailure : _toAnswer).OnEnded(TimeSpan.FromSeconds(seconds));
            if (n < 2900)
                _handle.OnEnded(TimeSpan.FromSeconds(world.Handle(world.Length / 2, random)));
        }
    }

    public IReadOnlyList<int> Dial(double now)
    {
        if (now < _next)
            return [];
        _next = now + Period;
        var certain = _free.Count - _waiting.Count;
        var horizon = _toAnswer.Mean;
        var dials = Math.Max(0, certain - _ringing.Count);
        var share = _answered == 0 ? 0 : (double)_abandoned / _answered;
        var threshold = _theta * Math.Clamp((Cap - share) / (Cap - TaperFrom), 0, 1);
        if (threshold > 0 && _free.Count + _busy.Count > 0)
        {
            _freeing.Clear();
            foreach (var since in _busy.Values)
                _freeing.Add(_handle.EndsWithin(now - since, horizon));
            _answers.Clear(_freeing.Whole ? _freeing.Reach + Math.Max(0, certain) : 0);
            foreach (var since in _ringing.Values)
                _answers.Add(Answers(now - since, horizon));
            var fresh = Rate * (1 - _toAnswer.Survival(horizon));
            for (var n = 0; n < dials; n++)
                _answers.Add(fresh);
            for (var ahead = 0; ahead < 200 && Chances.AtLeast(_answers, _freeing, certain) <= threshold; ahead++)
            {
                _answers.Add(fresh);
                dials++;
            }
        }

        var calls = Enumerable.Range(_calls, dials).ToList();
        _calls += dials;
        foreach (var call in calls)
            _ringing[call] = now;
        return calls;
    }

    public void AgentFree(int agent, double now)
    {
        _busy.Remove(agent);
        _free.AddLast(agent);
    }

    public void AgentGone(int agent, double now)
    {
        _free.Remove(agent);
        _busy.Remove(agent);
    }

    public int? Answered(int call, double now)
    {
        if (_ringing.Remove(call))
            Learn(person: true, now);
        Steer(abandoned: false);
        if (_free.First is { } first)
            return Give(first.Value, now);
        _waiting.AddLast(call);
        return null;
    }

    public (int Call, int Agent)? Match(double now)
    {
        if (_free.First is not { } agent || _waiting.First is not { } call)
            return null;
        _waiting.RemoveFirst();
        return (call.Value, Give(agent.Value, now));
    }

    public void GivenUp(int call, double now)
    {
        if (_waiting.Remove(call))
            Steer(abandoned: true);
    }

    public void ConnectedLate(int call, double now)
    {
        if (_countsLate)
            _abandoned++;
    }

    public void Ended(int call, double now, bool abandoned)
    {
        if (_ringing.Remove(call))
            Learn(person: false, now);
    }

    public void Finished(int call, int agent, double now) { }

    private int Give(int agent, double now)
    {
        _free.Remove(agent);
        _busy[agent] = now;
        return agent;
    }

    private void Steer(bool abandoned)
    {
        if (abandoned)
            _abandoned++;
        else
            _answered++;
        _theta = Math.Clamp(_theta * Math.Exp(Gain * (abandoned ? -1 : Target)), 0.002, 0.6);
    }

    /// <summary>Three hundred seconds, and further back while that holds fewer than two hundred dials.</summary>
    private void Learn(bool person, double now)
    {
        _results.Enqueue((now, person));
        if (person)
            _persons++;
        while (_results.Count > 200 && _results.Peek().At < now - 300)
            if (_results.Dequeue().Person)
                _persons--;
    }

    private double Rate => (_persons + 6.0) / (_results.Count + 15);

    private double Answers(double age, double horizon)
    {
        var person = Rate * _toAnswer.Survival(age);
        var nobody = (1 - Rate) * _toFailure.Survival(age);
        return person < 1e-9 ? 0 : person / (person + nobody) * _toAnswer.EndsWithin(age, horizon);
    }
}
