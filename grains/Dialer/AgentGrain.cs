using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;
using Pivotal.Grains.Realtime;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Shell around <see cref="AgentState"/>. A call offered is taken in memory at once and stored right after; what the agent asks for is stored before it is answered.
/// </summary>
internal sealed partial class AgentGrain(TenantDb db, ICarrier carrier, TimeProvider time, ILogger<AgentGrain> log) : Grain, IAgentGrain
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly FeedAudience Managers = FeedAudience.InRoles("admin", "campaign_manager");

    private readonly List<AgentLogLine> _log = [];
    private GrainKey _key;
    private AgentState _state = null!;
    private string _name = "";
    private long _epoch;
    private bool _exists;
    private bool _unsaved;
    private AgentDuty _owed;
    private string _loggedStatus = "";
    private TimeZoneInfo _zone = TimeZoneInfo.Utc;
    private DateOnly _day;
    private IGrainTimer? _timer;

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        _state = new AgentState(_key.Id);
        var found = await db.InTenant(_key.Tenant, async (s, ct) =>
        {
            if (await AgentRow.Take(s, _key.Id, Now, ct) is not { } row) return default;
            var card = row.OpenCall is { } call ? await AgentRow.Card(s, call, ct) : null;
            return (Row: row, Card: card, Today: await AgentRow.Today(s, _key.Id, Midnight(row.Zone), ct));
        }, cancellationToken);
        if (found.Row is not { } agent) return;
        (_exists, _name, _epoch) = (true, agent.Name, agent.Epoch);
        Restore(agent, found.Card, found.Today);
        (_loggedStatus, _unsaved) = (agent.Status, _state.Status != agent.Status);
        if (_state.Status != AgentStatus.Offline || _legToEnd is not null) EnsureTicking();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What the timer had not stored yet. Another activation may have the fence by now; then it knows better.
        if (_exists && _unsaved)
            await ((Task)Store(null).WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public Task<AgentView> Get() => Task.FromResult(View());

    public async Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by)
    {
        if (!_exists) return Gone();
        await LoadCampaign();
        var own = by == _key.Id;
        if (own && status == AgentStatus.Break && !await db.InTenant(_key.Tenant, (s, ct) => PauseRows.Allows(s, reason, ct))) return AgentRefusals.PauseCodeRequired();
        var (refusal, duty) = _state.SetStatus(status, reason, Now);
        if (refusal is not null) return refusal;
        if (own) _state.OnNoticeRead();
        else _state.OnForced(new(AgentNotice.Forced, reason ?? "", status, await db.InTenant(_key.Tenant, (s, ct) => AgentRow.Name(s, by, ct)), Now));
        await Changed(duty);
        await Store(own ? null : by);
        return View();
    }

    public async Task<Result<AgentView>> HangUp(Guid callId)
    {
        if (_state.Preview is { Status: PreviewCard.Dialing } ringing && ringing.Card.CallId == callId)
        {
            await GrainFactory.Call(_key.Tenant, callId).HangUp("agent");
            return View();
        }

        if (_state.Call?.CallId != callId) return AgentRefusals.NotYours();
        if (_state.Status != AgentStatus.OnCall) return AgentRefusals.AlreadyEnded();
        await GrainFactory.Call(_key.Tenant, callId).HangUp("agent");
        return View();
    }

    public async Task<bool> Offer(CallCard card)
    {
        if (!_exists) return false;
        if (!_state.Offer(card, Now))
        {
            // Perhaps one too many: the tick sees to it.
            EnsureTicking();
            return false;
        }

        await Changed(AgentDuty.None);
        return true;
    }

    public async Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome)
    {
        if (status == CallStatus.Ended)
        {
            if (_state.OnCallEnded(callId, outcome ?? Outcome.Failed, at, _state.Campaign?.WrapUpSeconds ?? 0, Now) is { } duty) await Changed(duty);
        }
        else if (_state.OnBridged(callId))
        {
            await Changed(AgentDuty.None);
        }
    }

    public async Task Handle(CarrierEvent carrierEvent)
    {
        if (!_exists) return;
        switch (carrierEvent.Kind)
        {
            case CarrierEventKind.Answered:
                await LegUp(carrierEvent.LegId);
                break;
            case CarrierEventKind.HungUp:
                await Changed(_state.OnLegLost(carrierEvent.LegId));
                break;
        }
    }

    public async Task LegGone(string legId)
    {
        if (_exists && _state.LegId == legId) await Changed(_state.OnLegLost(legId));
    }

    public async Task CampaignChanged()
    {
        if (!_exists) return;
        await LoadCampaign();
        await Tell();
        // Nothing of his runs yet: in a cluster he begins again where his new campaign lives.
        if (_state.Status == AgentStatus.Offline && _legToEnd is null) this.DeactivateOnIdle();
    }

    public async Task Announce()
    {
        if (!_exists) return;
        await LoadCampaign();
        if (_state.CanTakeCall) await Carry(AgentDuty.Announce);
    }

    private async Task LoadCampaign()
    {
        var before = _state.Campaign;
        var campaign = await db.InTenant(_key.Tenant, (s, ct) => AgentRow.Campaign(s, _key.Id, ct));
        if (campaign == before) return;
        if (before is not null && before.Id != campaign?.Id) await GrainFactory.Queue(_key.Tenant, before.Id).AgentUnavailable(_key.Id);
        await Changed(_state.OnCampaign(campaign, Now));
    }

    /// <summary>Tell the desk, tell the queue, store a moment later.</summary>
    private async Task Changed(AgentDuty duty)
    {
        if (_state.Status != _loggedStatus)
        {
            _log.Add(new(Ids.New(Now), _state.Status, _state.Reason, _state.Campaign?.Id, _state.Call?.CallId, Now));
            _loggedStatus = _state.Status;
        }

        _unsaved = true;
        await Tell();
        await Carry(duty);
        EnsureTicking();
        _timer?.Change(TimeSpan.Zero, Second);
    }

    private async Task Carry(AgentDuty duty)
    {
        if (duty.HasFlag(AgentDuty.HangUpLeg)) _legToEnd = _state.LegId;
        if (_state.Campaign is not { } campaign) return;
        // News that asks nothing of the queue must not forget what is owed to it.
        (duty, _owed) = (_state.WithOwed(duty, _owed != AgentDuty.None), AgentDuty.None);
        try
        {
            var queue = GrainFactory.Queue(_key.Tenant, campaign.Id);
            if (duty.HasFlag(AgentDuty.Withdraw)) await queue.AgentUnavailable(_key.Id);
            if (duty.HasFlag(AgentDuty.Announce) && _state.IdleSince is { } idle) await queue.AgentAvailable(new IdleAgent(
                _key.Id, _name, idle, _state.LegId, _state.Today.Calls, campaign.SkillLevel, campaign.Rank, _state.Preview?.Card.CallId));
        }
        catch (Exception e)
        {
            // The queue is on its way to another place; the next tick tells it how things are then.
            DialerLog.QueueNotTold(log, _key.Id, e);
            _owed = _state.CanTakeCall ? AgentDuty.Announce : AgentDuty.Withdraw;
        }
    }

    private async Task Tell()
    {
        var view = View();
        await GrainFactory.Feed(_key.Tenant).Hint(
            log,
            new FeedMessage("desk", "agent", JsonSerializer.Serialize(view, Rows.Json), FeedAudience.User(_key.Id)),
            new FeedMessage("dialer", "agent", JsonSerializer.Serialize(view with { Call = null, Preview = null }, Rows.Json), Managers));
    }

    private async Task Store(Guid? by)
    {
        var lines = _log.ToArray();
        // An offer may come in between: what it changes is stored the next time.
        _unsaved = false;
        try
        {
            await Write(by, lines);
        }
        catch
        {
            _unsaved = true;
            throw;
        }

        _log.RemoveRange(0, lines.Length);
    }

    private Task Write(Guid? by, AgentLogLine[] lines) =>
        Fenced(async (s, ct) =>
        {
            await AgentRow.Store(s, _state, _epoch, lines, ct);
            if (by is { } supervisor) await AuditRow.Insert(s, Ids.New(Now), supervisor, "agents.forced", "user", _key.Id, new { status = _state.Pending ?? _state.Status, reason = _state.Reason }, Now, ct);
            return true;
        });

    /// <summary>For work that compares the epoch: by the row's own update, or by holding the fence first.</summary>
    private async Task<T> Fenced<T>(Func<TenantSession, CancellationToken, Task<T>> work)
    {
        try
        {
            return await db.InTenant(_key.Tenant, work);
        }
        catch (FenceLostException)
        {
            DialerLog.AgentFenceLost(log, _key.Id);
            _timer?.Dispose();
            this.DeactivateOnIdle();
            throw;
        }
    }

    private AgentView View() => new(
        _key.Id, _state.Status, _state.Reason, _state.Since, _state.IdleSince, _state.Campaign?.Id, _state.Campaign?.Name, _state.Pending, _state.Call, _state.Today,
        _state.Preview, _state.Notice, _state.Campaign is { } campaign ? Means(campaign) : null);

    private Result<AgentView> Gone()
    {
        this.DeactivateOnIdle();
        return new Refusal(RefusalKind.NotFound, "not_found", "There is no such agent.");
    }
}
