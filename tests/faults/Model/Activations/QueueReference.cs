using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>A campaign's queue, from another grain or from a manager.</summary>
internal sealed class QueueReference(Centre centre, Guid id) : ICampaignQueueGrain
{
    public Task<Result<QueueSnapshot>> Pause(Guid by) =>
        Ask(q => q.Moves.Move(CampaignStatus.Paused, by, CampaignStatus.Active, CampaignStatus.Draining));

    public Task<Result<QueueSnapshot>> Drain(Guid by) =>
        Ask(q => q.Moves.Move(CampaignStatus.Draining, by, CampaignStatus.Active, CampaignStatus.Paused));

    public Task Wake() => Tell(q => q.Team.AnnounceAll());

    public Task AgentAvailable(IdleAgent agent) =>
        Tell(q =>
        {
            q.OnAgentAvailable(agent);
            return Task.CompletedTask;
        });

    public Task AgentUnavailable(Guid agentId) => Tell(q => q.OnAgentUnavailable(agentId));

    public Task<RouteDecision> Route(Guid callId, PersonOnLine? person = null) => Ask(q => q.Route(callId, person));

    public Task<RouteDecision> RouteFailed(Guid callId, Guid agentId, PersonOnLine? person = null) =>
        Ask(q => q.RouteAgain(callId, agentId, person));

    public Task<string?> Commit(Guid callId, Guid? accountId, bool positive, bool makesLead) =>
        Ask(q => q.Places.Commit(callId, accountId, positive, makesLead));

    public Task PlacesFree(IReadOnlyList<Guid> accounts) => Tell(q => q.Accounts.OnPlacesFree(accounts));

    public Task Withdraw(Guid contactId) => Tell(q => q.Contacts.Withdraw(contactId));

    public Task ConnectedLate(Guid callId) => Tell(q => q.OnConnectedLate(callId));

    public Task CallEnded(CallEnded ended) =>
        Tell(q =>
        {
            q.OnCallEnded(ended);
            return Task.CompletedTask;
        });

    public Task DialRefused(DialRefused refused) => Tell(q => q.OnDialRefused(refused));

    public Task CallDisposed(CallDisposed disposed) =>
        Tell(q =>
        {
            q.OnDisposed(disposed);
            return Task.CompletedTask;
        });

    public Task Suppressed(IReadOnlyList<string> phonesE164) => Tell(q => q.Contacts.Suppress(phonesE164));

    public Task<Result<QueueSnapshot>> Start(Guid by) => throw new NotSupportedException();

    public Task<Result<QueueSnapshot>> Complete(Guid by) => throw new NotSupportedException();

    public Task Refresh() => throw new NotSupportedException();

    public Task<QueueSnapshot> Snapshot() => throw new NotSupportedException();

    public Task<bool> DialPreview(Guid agentId, Guid callId) => throw new NotSupportedException();

    public Task<Result<bool>> SkipPreview(Guid agentId, Guid callId) => throw new NotSupportedException();

    public Task<Result<DialVerdict>> DialByHand(Guid agentId, Guid callId, DialTarget target) => throw new NotSupportedException();

    public Task<Result<DialVerdict>> CheckDial(DialTarget target) => throw new NotSupportedException();

    public Task<bool> CommitCap(Guid callId, Guid? accountId) => throw new NotSupportedException();

    public Task<bool> CommitQuotas(Guid callId) => throw new NotSupportedException();

    public Task<bool> CommitGoal(Guid callId) => throw new NotSupportedException();

    public Task LeadRejected(Guid callId) => throw new NotSupportedException();

    public Task<Result<InsertedEntry>> Insert(InsertEntry request) => throw new NotSupportedException();

    public Task<Result<bool>> MoveCallback(Guid contactId, Guid? agentId, DateTimeOffset? at, Guid by) => throw new NotSupportedException();

    public Task<Result<bool>> CancelCallback(Guid contactId, Guid by) => throw new NotSupportedException();

    public Task<Result<WhyContact>> Why(Guid contactId) => throw new NotSupportedException();

    private Task<T> Ask<T>(Func<LiveQueue, Task<T>> request) => centre.Messages.Send(centre.Queues, id, q => request(q.Queue));

    private Task Tell(Func<LiveQueue, Task> request) => centre.Messages.Send(centre.Queues, id, q => request(q.Queue));
}
