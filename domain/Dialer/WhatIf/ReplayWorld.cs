namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>
/// A campaign's own past as a world to try another pace in: the same people sign in and leave, and a call turns out like one of those that were really dialled
/// around the same time of the shift, drawn with repetition (a bootstrap over neighbours in time, so that a good hour stays a good hour).
/// </summary>
public sealed class ReplayWorld : IShiftWorld
{
    /// <summary>Drawn from so many neighbours: enough that a single lucky call does not decide, few enough that the hour counts.</summary>
    private const int NearCalls = 200,
        NearHandles = 60;

    private readonly CampaignHistory _history;
    private readonly PastCall[] _calls;
    private readonly PastCall[] _handled;
    private readonly double[] _times;
    private readonly double[] _handledTimes;
    private readonly Presence[][] _stays;

    public ReplayWorld(CampaignHistory history)
    {
        _history = history;
        _calls = [.. history.Calls.OrderBy(c => c.At)];
        _handled = [.. _calls.Where(c => c.Handle is not null)];
        (_times, _handledTimes) = ([.. _calls.Select(c => c.At)], [.. _handled.Select(c => c.At)]);
        _stays =
        [
            .. Enumerable
                .Range(0, history.Agents)
                .Select(agent => history.Presences.Where(p => p.Agent == agent).OrderBy(p => p.From).ToArray()),
        ];
    }

    public int Agents => _stays.Length;

    public double Length => _history.Length;

    public double? ArrivesAt(int agent) => _stays[agent].Length == 0 ? null : _stays[agent][0].From;

    public double? LeavesAt(int agent, double now, Random random)
    {
        foreach (var stay in _stays[agent])
            if (stay.To > now)
                return stay.To;
        return null;
    }

    public double? BackAt(int agent, double now)
    {
        foreach (var stay in _stays[agent])
            if (stay.To > now)
                return Math.Max(now, stay.From);
        return null;
    }

    public (CallFate Fate, double Seconds) Dial(double now, Random random)
    {
        var call = Near(_calls, _times, NearCalls, now, random);
        return (call.Person ? CallFate.Person : CallFate.Nobody, call.Seconds);
    }

    public double Handle(double now, Random random) => Near(_handled, _handledTimes, NearHandles, now, random).Handle!.Value;

    private static PastCall Near(PastCall[] calls, double[] times, int most, double now, Random random)
    {
        var at = Array.BinarySearch(times, now);
        var first = Math.Clamp((at < 0 ? ~at : at) - (most / 2), 0, Math.Max(0, calls.Length - most));
        return calls[first + random.Next(Math.Min(most, calls.Length))];
    }
}
