namespace Pivotal.Bench.DialerSimulation;

/// <summary>
/// One shift of one team, event by event: the world decides by its seed who answers when and talks how long, the dialer decides everything else.
/// The same seed and dialer give the same shift.
/// </summary>
public sealed class ShiftSimulation(Scenario scenario, IDialer dialer, int seed)
{
    private const double Period = 0.5, AwayFor = 600;

    private enum What { Decide, Person, Machine, NoAnswer, TookForMachine, GiveUp, Finish, LogOut, ComeBack }

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(What What, int Id, int Agent), (double At, long Order)> _events = new();
    private readonly HashSet<int> _waiting = [];
    private readonly bool[] _here = new bool[scenario.Agents];
    private readonly bool[] _busy = new bool[scenario.Agents];
    private readonly bool[] _leaving = new bool[scenario.Agents];
    private long _order;
    private double _busySince, _busySum, _hereSum;
    private int _busyCount, _hereCount, _answered, _abandoned, _dials;

    public ShiftResult Run()
    {
        for (var agent = 0; agent < scenario.Agents; agent++)
        {
            Arrive(agent, 0);
            if (scenario.LogOutsPerHour > 0) Later(Exponential(3600 / scenario.LogOutsPerHour), What.LogOut, agent);
        }

        Later(0, What.Decide);
        while (_events.TryDequeue(out var next, out var when) && when.At < Scenario.Shift)
        {
            Count(when.At);
            Happen(next.What, next.Id, next.Agent, when.At);
            if (next.What == What.Decide) Later(when.At + Period, What.Decide);
        }

        Count(Scenario.Shift);
        return new(_busySum / _hereSum, _answered, _abandoned, _dials);
    }

    private void Happen(What what, int id, int agent, double now)
    {
        switch (what)
        {
            case What.Decide:
                Decide(now);
                break;
            case What.Person:
                _answered++;
                if (dialer.Answered(id, now) is { } chosen) Connect(id, chosen, now, Talk());
                else Wait(id, now);
                break;
            case What.Machine:
                // Put through by mistake: to the dialer it is a person, to the agent a short call.
                _answered++;
                if (dialer.Answered(id, now) is { } fooled) Connect(id, fooled, now, 12);
                else Wait(id, now);
                break;
            case What.NoAnswer or What.TookForMachine:
                dialer.Ended(id, now, abandoned: false);
                Decide(now);
                break;
            case What.GiveUp when _waiting.Remove(id):
                _abandoned++;
                dialer.Ended(id, now, abandoned: true);
                break;
            case What.Finish:
                Finish(id, agent, now);
                break;
            case What.LogOut:
                if (_busy[id]) _leaving[id] = true;
                else if (_here[id]) Leave(id, now);
                Later(now + Exponential(3600 / scenario.LogOutsPerHour), What.LogOut, id);
                break;
            case What.ComeBack:
                Arrive(id, now);
                Decide(now);
                break;
        }
    }

    private void Decide(double now)
    {
        foreach (var call in dialer.Dial(now)) Ring(call, now);
    }

    private void Ring(int call, double now)
    {
        _dials++;
        var human = now / Scenario.Shift is var share && share >= scenario.StepFrom && share < scenario.StepTo ? 2 * scenario.Human : scenario.Human;
        var fate = _random.NextDouble();
        var rings = Erlang4(Scenario.RingMean);
        var missed = scenario.AmdMisses > 0 && _random.NextDouble() < scenario.AmdMisses;
        if (fate < human + scenario.Machine && rings < Scenario.RingLimit)
        {
            if (fate < human) Later(now + rings + (missed ? Scenario.MachineDetection : 0), missed ? What.TookForMachine : What.Person, call);
            else Later(now + rings + Scenario.MachineDetection, missed ? What.Machine : What.NoAnswer, call);
        }
        else
        {
            Later(now + Scenario.RingLimit, What.NoAnswer, call);
        }
    }

    private void Wait(int call, double now)
    {
        _waiting.Add(call);
        Later(now + Scenario.ConnectBudget, What.GiveUp, call);
    }

    private void Connect(int call, int agent, double now, double talk)
    {
        _busy[agent] = true;
        _busyCount++;
        Later(now + talk, What.Finish, call, agent);
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
        while (dialer.Match(now) is { } match && _waiting.Remove(match.Call)) Connect(match.Call, match.Agent, now, Talk());
        Decide(now);
    }

    private void Leave(int agent, double now)
    {
        (_here[agent], _leaving[agent]) = (false, false);
        _hereCount--;
        dialer.AgentGone(agent, now);
        Later(now + AwayFor, What.ComeBack, agent);
    }

    private void Arrive(int agent, double now)
    {
        _here[agent] = true;
        _hereCount++;
        dialer.AgentFree(agent, now);
        while (dialer.Match(now) is { } match && _waiting.Remove(match.Call)) Connect(match.Call, match.Agent, now, Talk());
    }

    private void Count(double now)
    {
        _busySum += _busyCount * (now - _busySince);
        _hereSum += _hereCount * (now - _busySince);
        _busySince = now;
    }

    private void Later(double at, What what, int id = 0, int agent = 0) => _events.Enqueue((what, id, agent), (at, _order++));

    private double Talk()
    {
        var variance = Math.Log(1 + (Scenario.Spread * Scenario.Spread));
        return Math.Exp(Math.Log(scenario.Handle) - (variance / 2) + (Math.Sqrt(variance) * Gauss()));
    }

    private double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private double Exponential(double mean) => -mean * Math.Log(1 - _random.NextDouble());

    private double Erlang4(double mean)
    {
        var product = 1.0;
        for (var i = 0; i < 4; i++) product *= 1 - _random.NextDouble();
        return -(mean / 4) * Math.Log(product);
    }
}
