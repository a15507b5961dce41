namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>
/// One shift of one team, event by event: the world says who answers when and talks how long, the dialer decides everything else.
/// The same world, seed and dialer give the same shift.
/// </summary>
/// <remarks>Not modelled: the carrier's dial rate, and a list that runs out.</remarks>
public sealed class ShiftSimulation(IShiftWorld world, ISimulatedDialer dialer, int seed)
{
    /// <summary>How often the dialer is asked, and how long a person waits for an agent at most.</summary>
    public const double Period = 0.5,
        ConnectBudget = 2;

    private const double Quarter = 900;

    /// <summary>What a machine put through costs the agent.</summary>
    private const double MachineTalk = 12;

    private enum What
    {
        Decide,
        Person,
        Machine,
        Nobody,
        GiveUp,
        Over,
        Late,
        Finish,
        Leave,
        Arrive,
    }

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(What What, int Id, int Agent), (double At, long Order)> _events = new();
    private readonly Dictionary<int, double> _waiting = [];
    private readonly HashSet<int> _takenBack = [];
    private readonly (int Answered, int Abandoned)[] _quarters = new (int, int)[(int)(world.Length / Quarter) + 1];
    private readonly bool[] _here = new bool[world.Agents];
    private readonly bool[] _busy = new bool[world.Agents];
    private readonly bool[] _leaving = new bool[world.Agents];
    private long _order;
    private double _countedAt,
        _busySum,
        _hereSum;
    private int _busyCount,
        _hereCount,
        _answered,
        _abandoned,
        _dials;

    public ShiftResult Run(CancellationToken cancel = default)
    {
        for (var agent = 0; agent < world.Agents; agent++)
        {
            if (world.ArrivesAt(agent) is not { } arrives)
                continue;
            if (arrives <= 0)
                Arrive(agent, 0);
            else
                Later(arrives, What.Arrive, agent);
            PlanLeave(agent, Math.Max(0, arrives));
        }

        Later(0, What.Decide);
        while (_events.TryDequeue(out var next, out var when) && when.At < world.Length)
        {
            cancel.ThrowIfCancellationRequested();
            Count(when.At);
            Happen(next.What, next.Id, next.Agent, when.At);
            if (next.What == What.Decide)
                Later(when.At + Period, What.Decide);
        }

        Count(world.Length);
        return new(_hereSum == 0 ? 0 : _busySum / _hereSum, _answered, _abandoned, _dials, _busySum) { Quarters = _quarters };
    }

    private void Happen(What what, int id, int agent, double now)
    {
        switch (what)
        {
            case What.Decide:
                Decide(now);
                break;
            case What.Person or What.Machine or What.Nobody when _takenBack.Remove(id):
                break;
            case What.Person or What.Machine:
                // A machine put through by mistake: to the dialer it is a person, to the agent a short call.
                Answer(id, what == What.Person ? null : MachineTalk, now);
                break;
            case What.Nobody:
                dialer.Ended(id, now, abandoned: false);
                Decide(now);
                break;
            case What.GiveUp when _waiting.Remove(id, out var since):
                Abandon(since);
                dialer.GivenUp(id, now);
                TakeBack(now, agentGone: false);
                Later(now + world.MessageSeconds, What.Over, id);
                break;
            case What.Over:
                dialer.Ended(id, now, abandoned: true);
                break;
            case What.Late:
                dialer.ConnectedLate(id, now);
                TakeBack(now, agentGone: false);
                break;
            case What.Finish:
                Finish(id, agent, now);
                break;
            case What.Leave:
                if (_busy[id])
                    _leaving[id] = true;
                else if (_here[id])
                    Leave(id, now);
                PlanLeave(id, now);
                break;
            case What.Arrive when !_here[id]:
                Arrive(id, now);
                Decide(now);
                break;
        }
    }

    private void Decide(double now)
    {
        foreach (var call in dialer.Dial(now))
            Ring(call, now);
    }

    private void Answer(int call, double? talk, double now)
    {
        _answered++;
        _quarters[(int)(now / Quarter)].Answered++;
        if (dialer.Answered(call, now) is { } agent)
            Connect(call, agent, now, now, talk ?? world.Handle(now, _random));
        else
            Wait(call, now);
    }

    private void Abandon(double answeredAt)
    {
        _abandoned++;
        _quarters[(int)(answeredAt / Quarter)].Abandoned++;
    }

    private void Ring(int call, double now)
    {
        _dials++;
        var (fate, seconds) = world.Dial(now, _random);
        Later(
            now + seconds,
            fate switch
            {
                CallFate.Person => What.Person,
                CallFate.MachineAsPerson => What.Machine,
                _ => What.Nobody,
            },
            call
        );
    }

    private void Wait(int call, double now)
    {
        _waiting.Add(call, now);
        Later(now + ConnectBudget, What.GiveUp, call);
    }

    private void Connect(int call, int agent, double answeredAt, double now, double handle)
    {
        var bridged = now + world.ConnectDelay(now);
        if (bridged - answeredAt > ConnectBudget)
        {
            Abandon(answeredAt);
            Later(bridged, What.Late, call);
        }

        _busy[agent] = true;
        _busyCount++;
        Later(now + handle, What.Finish, call, agent);
    }

    private void Finish(int call, int agent, double now)
    {
        _busy[agent] = false;
        _busyCount--;
        dialer.Finished(call, agent, now);
        if (_leaving[agent])
        {
            Leave(agent, now);
            return;
        }

        dialer.AgentFree(agent, now);
        Match(now);
        Decide(now);
    }

    private void PlanLeave(int agent, double now)
    {
        if (world.LeavesAt(agent, now, _random) is { } leaves)
            Later(leaves, What.Leave, agent);
    }

    private void Leave(int agent, double now)
    {
        (_here[agent], _leaving[agent]) = (false, false);
        _hereCount--;
        dialer.AgentGone(agent, now);
        TakeBack(now, agentGone: true);
        if (world.BackAt(agent, now) is { } back)
            Later(back, What.Arrive, agent);
    }

    private void TakeBack(double now, bool agentGone)
    {
        foreach (var call in dialer.TakeBack(now, agentGone))
            _takenBack.Add(call);
    }

    private void Arrive(int agent, double now)
    {
        _here[agent] = true;
        _hereCount++;
        dialer.AgentFree(agent, now);
        Match(now);
    }

    private void Match(double now)
    {
        while (dialer.Match(now) is { } match && _waiting.Remove(match.Call, out var since))
            Connect(match.Call, match.Agent, since, now, world.Handle(now, _random));
    }

    private void Count(double now)
    {
        _busySum += _busyCount * (now - _countedAt);
        _hereSum += _hereCount * (now - _countedAt);
        _countedAt = now;
    }

    private void Later(double at, What what, int id = 0, int agent = 0) => _events.Enqueue((what, id, agent), (at, _order++));
}
