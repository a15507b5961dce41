using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// Shell around <see cref="AgentState"/>. What somebody asks for is decided, stored, and only then seen by anybody (<see cref="Ask"/>). What has happened already, as a call offered or a leg lost,
/// is in memory at once and stored right after.
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
        (_exists, _name, _epoch, _activatedAt) = (true, agent.Name, agent.Epoch, Now);
        if (found.Card is { } had) _met.Add(had.CallId);
        Restore(agent, found.Card, found.Today);
        (_loggedStatus, _unsaved) = (agent.Status, _state.Status != agent.Status);
        if (_state.Status != AgentStatus.Offline || _legToEnd is not null) EnsureTicking();
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // What the timer had not stored yet. Another activation may have the fence by now; then it knows better.
        if (_exists && _unsaved)
            await ((Task)Store().WaitAsync(cancellationToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public Task<AgentView> Get() => Task.FromResult(View());

    public async Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by)
    {
        if (!_exists) return Gone();
        await LoadCampaign();
        var own = by == _key.Id;
        if (own && status == AgentStatus.Break && !await db.InTenant(_key.Tenant, (s, ct) => PauseRows.Allows(s, reason, ct))) return AgentRefusals.PauseCodeRequired();
        var now = Now;
        var notice = own ? null : new AgentNotice(AgentNotice.Forced, reason ?? "", status, await db.InTenant(_key.Tenant, (s, ct) => AgentRow.Name(s, by, ct)), now);
        return await Ask(
            state =>
            {
                var (refusal, duty) = state.SetStatus(status, reason, now);
                if (refusal is not null) return (refusal, null);
                if (notice is null) state.OnNoticeRead();
                else state.OnForced(notice);
                return (null, duty);
            },
            supervisor: own ? null : by) is { } refused ? refused : View();
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
        if (Now <= _activatedAt + StrayLimit) _met.Add(card.CallId);
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
            if (_state.OnCallEnded(callId, outcome ?? Outcome.Failed, at, _state.WrapUpSeconds, Now) is { } duty) await Changed(duty);
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

    /// <summary>Something has happened: tell the desk, tell the queue, store a moment later.</summary>
    private async Task Changed(AgentDuty duty)
    {
        LogStatus();
        _unsaved = true;
        await Tell();
        await Carry(duty);
        WorkNow();
    }

    /// <returns>true: a line waits to be stored</returns>
    private bool LogStatus()
    {
        if (_state.Status == _loggedStatus) return false;
        _log.Add(LineOf(_state, _state.Reason));
        _loggedStatus = _state.Status;
        return true;
    }

    private void WorkNow()
    {
        EnsureTicking();
        _timer?.Change(TimeSpan.Zero, Second);
    }

    private AgentLogLine LineOf(AgentState state, string? reason) => new(Ids.New(Now), state.Status, reason, state.Campaign?.Id, state.Call?.CallId, Now);

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

    private AgentView View() => new(
        _key.Id, _state.Status, _state.Reason, _state.Since, _state.IdleSince, _state.Campaign?.Id, _state.Campaign?.Name, _state.Pending, _state.Call, _state.Today,
        _state.Preview, _state.Notice, _state.Campaign is { } campaign ? Means(campaign) : null);

    private Result<AgentView> Gone()
    {
        this.DeactivateOnIdle();
        return new Refusal(RefusalKind.NotFound, "not_found", "There is no such agent.");
    }
}
