using System.Buffers.Binary;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.WhatIf;

/// <summary>The product's own queue state, with an endless list of contacts.</summary>
public sealed class QueueDialer : ISimulatedDialer
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly CallContact Contact = new(default, "Simulated", null, null, "", null, null, null, null);

    private readonly QueueState _queue;
    private int _calls;
    private int _contacts;
    private DateTime? _day;
    private DateTimeOffset _start = Start;

    /// <param name="abandonCap">share of answered calls, 0.005–0.03</param>
    /// <param name="hours">each day from the hour of <see cref="Start"/> on; null: the campaign's hours say nothing about when its shifts end</param>
    public QueueDialer(string mode, double powerRatio = 1.5, double abandonCap = 0.03, int maxConcurrent = 5000, double? hours = null)
    {
        var (opens, closes) = hours is { } open
            ? (TimeOnly.FromTimeSpan(Start.TimeOfDay), TimeOnly.FromTimeSpan(Start.TimeOfDay + TimeSpan.FromHours(open)))
            : default;
        _queue = new(
            new(
                default,
                new()
                {
                    Name = "Simulation",
                    DialMode = mode,
                    CallerId = "+15550000000",
                    MaxConcurrent = maxConcurrent,
                    RetryMinutes = 60,
                    WrapUpSeconds = 30,
                    Window = CampaignWindow.Of(new([1, 2, 3, 4, 5, 6, 7], opens, closes), "UTC", false),
                    PowerRatio = powerRatio,
                    AbandonCap = abandonCap,
                }
            ),
            CampaignStatus.Active
        );
    }

    public QueueState Queue => _queue;

    /// <summary>The same dialer with a past.</summary>
    public QueueDialer Knowing(LearnedPace learned)
    {
        _queue.Pacing.OnLearned(learned);
        return this;
    }

    /// <summary>The same dialer so many days before.</summary>
    public QueueDialer Earlier(int days)
    {
        _start = Start.AddDays(-days);
        return this;
    }

    /// <summary>The same dialer under a law that counts in this window.</summary>
    public QueueDialer Under(AbandonRule rule)
    {
        _queue.Pacing.Budget.OnLegal([new(rule, TimeZoneInfo.Utc)], Start);
        return this;
    }

    public IReadOnlyList<int> Dial(double now)
    {
        var at = At(now);
        if (at.Date != _day)
        {
            _day = at.Date;
            _queue.Pacing.Budget.OnRecovered(0, 0);
        }

        var wanted = _queue.Wanted(at);
        if (wanted == 0)
            return [];
        _queue.OnClaimed(Enumerable.Range(0, Math.Max(0, wanted - _queue.HopperCount)).Select(_ => Entry()));
        var (dials, _) = _queue.Plan(at, wanted, () => Id(2, ++_calls));
        foreach (var dial in dials)
            _queue.OnDialing(dial.CallId, at);
        return [.. dials.Select(d => Number(d.CallId))];
    }

    public void AgentFree(int agent, double now) => _queue.OnAgentAvailable(new(Id(1, agent), "", At(now), null));

    public void AgentGone(int agent, double now) => _queue.OnAgentUnavailable(Id(1, agent));

    public int? Answered(int call, double now) => _queue.Route(Id(2, call), At(now)).AgentId is { } agent ? Number(agent) : null;

    public (int Call, int Agent)? Match(double now) =>
        _queue.NextWaiting is { } call && _queue.Route(call, At(now)).AgentId is { } agent ? (Number(call), Number(agent)) : null;

    public void GivenUp(int call, double now) => _queue.OnWaitOver(Id(2, call));

    public void ConnectedLate(int call, double now) => _queue.OnConnectedLate(Id(2, call));

    public IReadOnlyList<int> TakeBack(double now, bool agentGone)
    {
        var calls = agentGone ? _queue.TakeBack(At(now)) : _queue.TakeBackUnlawful(At(now));
        foreach (var call in calls)
            _queue.OnCallEnded(new(call, default, Outcome.Cancelled, null, At(now)));
        return [.. calls.Select(Number)];
    }

    public void Ended(int call, double now, bool abandoned) =>
        _queue.OnCallEnded(new(Id(2, call), default, abandoned ? Outcome.Abandoned : Outcome.NoAnswer, null, At(now)));

    public void Finished(int call, int agent, double now) =>
        _queue.OnCallEnded(new(Id(2, call), default, Outcome.Connected, Id(1, agent), At(now)));

    private HopperEntry Entry() => new(Id(3, ++_contacts), null, "+15550000001", "UTC", 0, null, Contact, null);

    private DateTimeOffset At(double seconds) => _start.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    private static Guid Id(int kind, int number)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, kind);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], number);
        return new Guid(bytes);
    }

    private static int Number(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
    }
}
