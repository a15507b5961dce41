using Pivotal.Domain.Dialer.WhatIf;

namespace Pivotal.Bench.DialerSimulation.Peers;

/// <summary>What the peers have in common: first come first served, and a look at the clock now and then.</summary>
/// <param name="period">seconds between two decisions</param>
public abstract class PeerDialer(double period) : ISimulatedDialer
{
    private readonly LinkedList<int> _free = [];
    private readonly LinkedList<int> _waiting = [];
    private double _next;
    private int _calls;
    private int _busy;

    protected int Free => _free.Count;

    protected int Waiting => _waiting.Count;

    /// <summary>Signed in, free or busy.</summary>
    protected int Agents => _free.Count + _busy;

    protected int Ringing { get; private set; }

    /// <summary>Every line that is in use.</summary>
    protected int Lines => Ringing + _waiting.Count + _busy;

    protected int Answers { get; private set; }

    protected int Drops { get; private set; }

    protected int Results { get; private set; }

    public IReadOnlyList<int> Dial(double now)
    {
        if (now < _next)
            return [];
        _next = now + period;
        var dials = Math.Max(0, Wanted(now));
        Ringing += dials;
        return [.. Enumerable.Range(_calls, dials).Select(_ => _calls++)];
    }

    public void AgentFree(int agent, double now) => _free.AddLast(agent);

    public void AgentGone(int agent, double now) => _free.Remove(agent);

    public int? Answered(int call, double now)
    {
        Ringing--;
        Answers++;
        Results++;
        OnResult(answered: true, now);
        if (_free.First is { } first)
            return Give(first.Value);
        _waiting.AddLast(call);
        return null;
    }

    public (int Call, int Agent)? Match(double now)
    {
        if (_free.First is not { } agent || _waiting.First is not { } call)
            return null;
        _waiting.RemoveFirst();
        return (call.Value, Give(agent.Value));
    }

    public void GivenUp(int call, double now)
    {
        if (!_waiting.Remove(call))
            return;
        Drops++;
        OnDrop(now);
    }

    public void Ended(int call, double now, bool abandoned)
    {
        if (abandoned)
            return;
        Ringing--;
        Results++;
        OnResult(answered: false, now);
    }

    public void Finished(int call, int agent, double now) => _busy--;

    /// <summary>How many lines to open now.</summary>
    protected abstract int Wanted(double now);

    protected virtual void OnResult(bool answered, double now) { }

    protected virtual void OnDrop(double now) { }

    private int Give(int agent)
    {
        _free.Remove(agent);
        _busy++;
        return agent;
    }
}
