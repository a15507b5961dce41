using System.Collections.Concurrent;
using System.Diagnostics;
using Pivotal.Api.Telephony;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Bench.DialerPeer;

/// <summary>
/// A carrier inside the process, so that dialing is measured and not a simulator. Its reports go the way of real webhooks: into the inbox's row and to the call's grain.
/// </summary>
/// <param name="talk">how long an answered call lasts; null: nobody answers, and the call is over at once</param>
internal sealed class LoopCarrier(Func<TimeSpan>? talk) : ICarrier
{
    private readonly ConcurrentDictionary<string, (Guid Tenant, Guid Call)> _calls = [];
    private readonly ConcurrentDictionary<Guid, long> _freeSince = [];
    private readonly ConcurrentDictionary<string, Guid> _campaignOfLeg = [];
    private long _legs;
    private int _dials;

    /// <summary>Set when the host is built, because the intake needs the grains and the grains need the carrier.</summary>
    public CarrierIntake? Intake { get; set; }

    public int Dials => Volatile.Read(ref _dials);

    /// <summary>Milliseconds from a call's end, which frees its agent, to the next dial of the same campaign; told apart by caller id.</summary>
    public ConcurrentBag<double> Waits { get; } = [];

    /// <summary>When each number was dialled last (<see cref="Stopwatch.GetTimestamp"/>).</summary>
    public ConcurrentDictionary<string, long> LastDials { get; } = [];

    /// <summary>caller id → campaign, each of which has one agent.</summary>
    public Dictionary<string, Guid> Campaigns { get; } = [];

    public Task<CarrierReply> Dial(DialOrder order, CancellationToken ct)
    {
        var leg = $"leg-{Interlocked.Increment(ref _legs):D12}";
        if (order.Leg == LegKind.Agent)
        {
            _ = Report(CarrierEventKind.Answered, LegKind.Agent, order.Tenant, order.Subject, leg, null);
            return Accepted(leg);
        }

        LastDials[order.To] = Stopwatch.GetTimestamp();
        Interlocked.Increment(ref _dials);
        _calls[leg] = (order.Tenant, order.Subject);
        if (Campaigns.TryGetValue(order.From, out var campaign))
        {
            if (_freeSince.TryRemove(campaign, out var since))
                Waits.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            _campaignOfLeg[leg] = campaign;
        }

        _ = talk is null
            ? Report(CarrierEventKind.HungUp, LegKind.Customer, order.Tenant, order.Subject, leg, "timeout")
            : Report(CarrierEventKind.Answered, LegKind.Customer, order.Tenant, order.Subject, leg, null);
        return Accepted(leg);
    }

    public Task<CarrierReply> Bridge(string legId, string agentLegId, string commandId, CancellationToken ct)
    {
        _ = Converse(legId);
        return Accepted(legId);
    }

    public Task<CarrierReply> HangUp(string legId, string commandId, CancellationToken ct) => Accepted(legId);

    public Task<CarrierReply> Speak(string legId, string text, string language, bool listens, string commandId, CancellationToken ct) =>
        Accepted(legId);

    public Task<CarrierReply> SwitchRole(string legId, string role, string commandId, CancellationToken ct) => Accepted(legId);

    public Task<LegStatus> Status(string legId, CancellationToken ct) => Task.FromResult(LegStatus.Alive);

    private async Task Converse(string leg)
    {
        await Task.Delay(talk!(), TimeProvider.System);
        if (!_calls.TryRemove(leg, out var call))
            return;
        if (_campaignOfLeg.TryRemove(leg, out var campaign))
            _freeSince[campaign] = Stopwatch.GetTimestamp();
        await Report(CarrierEventKind.HungUp, LegKind.Customer, call.Tenant, call.Call, leg, "normal_clearing");
    }

    private Task Report(CarrierEventKind kind, LegKind side, Guid tenant, Guid subject, string leg, string? detail) =>
        Task.Run(async () =>
        {
            if (kind == CarrierEventKind.HungUp)
                _calls.TryRemove(leg, out _);
            CallerTenant.Set(tenant);
            await Intake!.Take(
                new CarrierEvent(
                    Ids.New().ToString("N"),
                    kind,
                    side,
                    tenant,
                    subject,
                    leg,
                    TimeProvider.System.GetUtcNow(),
                    detail,
                    "callee"
                ),
                "{}"u8.ToArray()
            );
        });

    private static Task<CarrierReply> Accepted(string leg) => Task.FromResult<CarrierReply>(new CarrierReply.Accepted(leg));
}
