using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Places;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Campaigns;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// Shell around a <see cref="LiveQueue"/>, which it loads. Reentrant so that a person on the line is never kept waiting by what the dialling step is storing at that moment;
/// the state changes only between awaits, and one step runs at a time.
/// </summary>
[Reentrant]
internal sealed class CampaignQueueGrain(
    TenantDb db,
    [PersistentState("pace")] IPersistentState<LearnedPace> pace,
    TimeProvider time,
    QueueWorkOptions work,
    CarrierAccounts carriers,
    ILogger<CampaignQueueGrain> log
) : Grain, ICampaignQueueGrain
{
    /// <summary>Null: there is no such campaign.</summary>
    private LiveQueue? _queue;

    private QueueFence? _fence;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = GrainKey.Parse(this.GetPrimaryKeyString());
        var found = await db.InTenant(
            key.Tenant,
            async (s, ct) =>
                await CampaignRow.Take(s, key.Id, ct) is { } row ? (Row: row, Found: await QueueRecovery.Run(s, key.Id, ct)) : default,
            cancellationToken
        );
        if (found.Found is null)
            return;
        _fence = new QueueFence(key, found.Row.Epoch, this.DeactivateOnIdle, log);
        var (state, store) = (new QueueState(found.Row.Settings, found.Row.Status), new QueueStore(db, _fence));
        RegisterTimer timer = (tick, options) => this.RegisterGrainTimer(_ => tick(), options);
        var context = new QueueContext(
            key,
            state,
            _fence,
            new DiallingRows(store, _fence, state, time),
            store,
            new QueuePulse(timer),
            GrainFactory,
            time,
            Ids.New,
            log
        );
        _queue = new LiveQueue(context, new(db, pace, work, carriers), timer);
        await _queue.Recover(found.Found);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_queue is null || _fence is null)
            return;
        if (!_fence.IsLost && !cancellationToken.IsCancellationRequested)
            await _queue.HandOver(cancellationToken);
        if (_fence.IsLost)
            await _queue.SendAgentsElsewhere();
    }

    public async Task<Result<QueueSnapshot>> Start(Guid by) => _queue is null ? Gone() : await _queue.Moves.Start(by);

    public Task<Result<QueueSnapshot>> Pause(Guid by) => Move(CampaignStatus.Paused, by, CampaignStatus.Active, CampaignStatus.Draining);

    public Task<Result<QueueSnapshot>> Drain(Guid by) => Move(CampaignStatus.Draining, by, CampaignStatus.Active, CampaignStatus.Paused);

    public Task<Result<QueueSnapshot>> Complete(Guid by) =>
        Move(CampaignStatus.Completed, by, CampaignStatus.Active, CampaignStatus.Paused, CampaignStatus.Draining);

    public Task Refresh() => _queue?.Refresh() ?? Task.CompletedTask;

    // Being activated is half of it; the other half are agents whose silo was lost while this one was not.
    public Task Wake() => _queue?.Team.AnnounceAll() ?? Task.CompletedTask;

    public Task<QueueSnapshot> Snapshot() => Known.Snapshot();

    public Task AgentAvailable(IdleAgent agent)
    {
        _queue?.OnAgentAvailable(agent);
        return Task.CompletedTask;
    }

    public Task AgentUnavailable(Guid agentId) => _queue?.OnAgentUnavailable(agentId) ?? Task.CompletedTask;

    public Task<RouteDecision> Route(Guid callId, PersonOnLine? person = null) => Known.Route(callId, person);

    public Task<RouteDecision> RouteFailed(Guid callId, Guid agentId, PersonOnLine? person = null) =>
        Known.RouteAgain(callId, agentId, person);

    public Task<bool> DialPreview(Guid agentId, Guid callId) => Task.FromResult(_queue?.Previews.Dial(agentId, callId) == true);

    public Task<Result<bool>> SkipPreview(Guid agentId, Guid callId) =>
        Task.FromResult(_queue?.Previews.Skip(agentId, callId) ?? PreviewRefusals.Gone());

    public async Task<Result<DialVerdict>> CheckDial(DialTarget target) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Previews.Check(target);

    public async Task<Result<DialVerdict>> DialByHand(Guid agentId, Guid callId, DialTarget target) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Previews.DialByHand(agentId, callId, target);

    public async Task<string?> Commit(Guid callId, Guid? accountId, bool positive, bool makesLead) =>
        _queue is null ? null : await _queue.Places.Commit(callId, accountId, positive, makesLead);

    public async Task<bool> CommitCap(Guid callId, Guid? accountId) =>
        _queue is null || await _queue.Places.Commit(callId, accountId, PlaceKind.AccountCap);

    public async Task<bool> CommitGoal(Guid callId) => _queue is null || await _queue.Places.Commit(callId, null, PlaceKind.LeadGoal);

    public async Task<bool> CommitQuotas(Guid callId) => _queue is null || await _queue.Places.Commit(callId, null, PlaceKind.Quota);

    public Task LeadRejected(Guid callId)
    {
        _queue?.OnLeadRejected(callId);
        return Task.CompletedTask;
    }

    public Task PlacesFree(IReadOnlyList<Guid> accounts) => _queue?.Accounts.OnPlacesFree(accounts) ?? Task.CompletedTask;

    public Task Withdraw(Guid contactId) => _queue?.Contacts.Withdraw(contactId) ?? Task.CompletedTask;

    public Task ConnectedLate(Guid callId) => _queue?.OnConnectedLate(callId) ?? Task.CompletedTask;

    public Task CallEnded(CallEnded ended)
    {
        _queue?.OnCallEnded(ended);
        return Task.CompletedTask;
    }

    public Task DialRefused(DialRefused refused) => _queue?.OnDialRefused(refused) ?? Task.CompletedTask;

    public Task CallDisposed(CallDisposed disposed)
    {
        _queue?.OnDisposed(disposed);
        return Task.CompletedTask;
    }

    public async Task<Result<InsertedEntry>> Insert(InsertEntry request) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Contacts.Insert(request);

    public async Task<Result<bool>> MoveCallback(Guid contactId, Guid? agentId, DateTimeOffset? at, Guid by) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Callbacks.Move(contactId, agentId, at, by);

    public async Task<Result<bool>> CancelCallback(Guid contactId, Guid by) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Callbacks.Cancel(contactId, by);

    public async Task<Result<WhyContact>> Why(Guid contactId) =>
        _queue is null ? QueueRefusals.NotFound() : await _queue.Contacts.Why(contactId);

    public Task Suppressed(IReadOnlyList<string> phonesE164) => _queue?.Contacts.Suppress(phonesE164) ?? Task.CompletedTask;

    private LiveQueue Known => _queue ?? throw new InvalidOperationException("There is no such campaign.");

    private async Task<Result<QueueSnapshot>> Move(string to, Guid by, params string[] from) =>
        _queue is null ? Gone() : await _queue.Moves.Move(to, by, from);

    private Result<QueueSnapshot> Gone()
    {
        this.DeactivateOnIdle();
        return QueueRefusals.NotFound();
    }
}
