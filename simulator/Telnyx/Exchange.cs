using System.Collections.Concurrent;
using System.Security.Cryptography;
using Pivotal.Simulator.Hosting;
using Pivotal.Simulator.Telnyx.Script;
using Pivotal.Simulator.Telnyx.Webhooks;

namespace Pivotal.Simulator.Telnyx;

/// <summary>Holds every leg, feeds the leg machine and carries out what it decides. One lock: a leg and its partner change together.</summary>
public sealed class Exchange(SimulatorOptions options, TimeProvider time, WebhookSender webhooks)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Leg> _legs = [];
    private readonly List<string> _order = [];
    private readonly NumberLedger _numbers = new();
    private readonly CommandMemory _commands = new(TimeSpan.FromSeconds(options.Limits.CommandMemorySeconds));
    private readonly TrailingWindow _dials = new(options.Limits.DialsPerWindow, TimeSpan.FromSeconds(options.Limits.DialWindowSeconds));
    private readonly ConcurrentDictionary<ITimer, byte> _timers = new();
    private volatile bool _stopped;

    public NumberLedger Numbers => _numbers;

    public int RefusedDials { get; private set; }

    /// <summary>Places a call, or finds the one that this command id already placed.</summary>
    public (Leg? Leg, TelnyxError? Error) Dial(DialOrder order)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_commands.Find(order.CommandId, now) is { } earlier)
                return (_legs[earlier], null);
            Leg? linked = null;
            if (order.LinkTo is { } link && !_legs.TryGetValue(link, out linked))
                return (null, TelnyxError.UnknownCall);
            if (order.Supervises is { } supervised && (!_legs.TryGetValue(supervised, out var listenedTo) || !listenedTo.IsAlive))
                return (null, TelnyxError.UnknownCall);
            if (!_dials.TryTake(now, out var wait))
            {
                RefusedDials++;
                return (null, TelnyxError.TooManyDials(wait));
            }

            var nth = _numbers.Dialled(order.To);
            var script = CallScript.Write(options.Behaviour, options.Seed, order.To, nth);
            var leg = new Leg("v3:" + Token(), NewId(), linked?.SessionId ?? NewId(), order, script, now);
            _legs.Add(leg.ControlId, leg);
            _order.Add(leg.ControlId);
            _commands.Remember(order.CommandId, leg.ControlId, now);
            Feed(leg.ControlId, new LegInput.Dialled(), now);
            return (leg, null);
        }
    }

    /// <summary>One command on one live leg. A repeated command id does nothing and succeeds.</summary>
    public TelnyxError? Command(string controlId, string? commandId, string? clientState, bool needsAnswer, LegInput input)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (Check(controlId, commandId, needsAnswer, now, out var repeated) is { } error)
                return error;
            if (repeated)
                return null;
            TakeState(controlId, clientState);
            Feed(controlId, input, now);
            return null;
        }
    }

    /// <summary>Connects two answered legs; the other one is named in the body of the command.</summary>
    public TelnyxError? Bridge(string controlId, string other, string? commandId, string? clientState, bool park, bool preventDouble)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (Check(controlId, commandId, true, now, out var repeated) is { } error)
                return error;
            if (repeated)
                return null;
            if (controlId == other)
                return TelnyxError.Invalid("call_control_id", "a call cannot be bridged with itself");
            if (Check(other, null, true, now, out _) is { } otherError)
                return otherError;
            if (preventDouble && _legs[other].Phase == LegPhase.Bridged)
                return TelnyxError.AlreadyBridged;
            TakeState(controlId, clientState);
            Join(controlId, other, park, now);
            return null;
        }
    }

    public TelnyxError? SwitchRole(string controlId, string role, string? commandId, string? clientState)
    {
        lock (_gate)
            if (_legs.TryGetValue(controlId, out var leg) && leg.SupervisorRole is null)
                return TelnyxError.Invalid("role", "this call supervises no other");
        return Command(controlId, commandId, clientState, needsAnswer: true, new LegInput.RoleSwitched(role));
    }

    /// <summary>The called side does something out of turn. False when there is no such live call.</summary>
    public bool CalleeDoes(string controlId, LegInput input)
    {
        lock (_gate)
        {
            if (!_legs.TryGetValue(controlId, out var leg) || !leg.IsAlive)
                return false;
            Feed(controlId, input, time.GetUtcNow());
            return true;
        }
    }

    public Leg? Find(string controlId)
    {
        lock (_gate)
            return _legs.GetValueOrDefault(controlId);
    }

    public Leg? FindLeg(string legId)
    {
        lock (_gate)
            return _legs.Values.FirstOrDefault(l => l.LegId == legId);
    }

    /// <summary>Legs in the order they were dialled.</summary>
    public IReadOnlyList<Leg> Legs()
    {
        lock (_gate)
            return [.. _order.Select(id => _legs[id])];
    }

    public void StopTimers()
    {
        _stopped = true;
        foreach (var timer in _timers.Keys)
            timer.Dispose();
        _timers.Clear();
    }

    private TelnyxError? Check(string controlId, string? commandId, bool needsAnswer, DateTimeOffset now, out bool repeated)
    {
        repeated = false;
        if (!_legs.TryGetValue(controlId, out var leg))
            return TelnyxError.UnknownCall;
        var key = commandId is null ? null : controlId + "|" + commandId;
        if (_commands.Find(key, now) is not null)
        {
            repeated = true;
            return null;
        }

        if (!leg.IsAlive)
            return TelnyxError.CallEnded;
        if (needsAnswer && leg.Phase == LegPhase.Ringing)
            return TelnyxError.NotAnswered;
        _commands.Remember(key, controlId, now);
        return null;
    }

    private void TakeState(string controlId, string? clientState)
    {
        if (clientState is not null)
            _legs[controlId] = _legs[controlId] with { ClientState = clientState };
    }

    private void Join(string controlId, string other, bool park, DateTimeOffset now)
    {
        // Whoever was bridged with either of them is left alone first.
        Feed(controlId, new LegInput.Joined(other, park), now);
        Feed(other, new LegInput.Joined(controlId, false), now);
    }

    private void Feed(string controlId, LegInput input, DateTimeOffset now)
    {
        var before = _legs[controlId];
        var step = LegMachine.Apply(before, input, now);
        _legs[controlId] = step.Leg;
        foreach (var evt in step.Events)
            webhooks.Send(step.Leg, evt, now);
        foreach (var alarm in step.Alarms)
            Arm(step.Leg, alarm);
        if (before.IsAlive && !step.Leg.IsAlive)
            _numbers.Ended(step.Leg.Order.To);
        if (before.IsAlive && !step.Leg.IsAlive)
            foreach (var listener in _legs.Values.Where(l => l.IsAlive && l.Order.Supervises == controlId).ToList())
                Feed(listener.ControlId, new LegInput.CallerHungUp(), now);
        if (step.Released is { } partner && _legs.TryGetValue(partner, out var left) && left.Partner == controlId)
            Feed(partner, new LegInput.PartnerLeft(), now);
        if (
            before.Phase == LegPhase.Ringing
            && step.Leg is { Phase: LegPhase.Answered, Order: { BridgeOnAnswer: true, LinkTo: { } link } }
            && _legs[link].Phase is LegPhase.Answered or LegPhase.Bridged
        )
            Join(controlId, link, step.Leg.Order.ParkAfterUnbridge, now);
    }

    private void Arm(Leg leg, AlarmSetting setting)
    {
        if (_stopped)
            return;
        var wait = setting.RealTime ? setting.After : setting.After / options.Speed;
        var (id, bridge, gathering) = (leg.ControlId, leg.Bridges, leg.Gatherings);
        ITimer timer = null!; // its callback needs it, and only runs after Change
        timer = time.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timers.TryAdd(timer, 0);
        timer.Change(wait, Timeout.InfiniteTimeSpan);

        void Ring()
        {
            _timers.TryRemove(timer, out byte _);
            timer.Dispose();
            lock (_gate)
                Feed(id, new LegInput.Rang(setting.Alarm, bridge, gathering), time.GetUtcNow());
        }
    }

    private static string Token() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(33)).Replace('+', '-').Replace('/', '_');

    private static string NewId() => new Guid(RandomNumberGenerator.GetBytes(16)).ToString();
}
