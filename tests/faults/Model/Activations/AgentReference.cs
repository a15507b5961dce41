using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.Grains.Agents;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>An agent, from another grain or from the desk. What interleaves says the contract.</summary>
internal sealed class AgentReference(Centre centre, Guid id) : IAgentGrain
{
    public Task<AgentView> Get() => Between(a => Task.FromResult(a.View()));

    public Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by) => InTurn(a => a.SetStatus(status, reason, by));

    public Task<Result<AgentView>> ExtendWrapUp() => InTurn(a => a.ExtendWrapUp());

    public Task<Result<AgentView>> HangUp(Guid callId) => InTurn(a => a.HangUp(callId));

    public Task<Result<AgentView>> Dispose(DisposeCall request) => InTurn(a => a.Dispose(request));

    public Task<bool> Offer(CallCard card) => Between(a => a.Offer(card));

    public Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome) =>
        Between(a => a.CallChanged(callId, status, at, outcome));

    public Task Handle(CarrierEvent carrierEvent) => Between(a => a.Handle(carrierEvent));

    public Task LegGone(string legId) => Between(a => a.LegGone(legId));

    public Task Announce() => centre.Messages.OneWay(centre.Agents, id, a => a.Announce());

    public Task PresenceSeen(DateTimeOffset at) => centre.Messages.Send(centre.Agents, id, a => a.PresenceSeen(at));

    public Task CampaignChanged() => throw new NotSupportedException();

    public Task ShowPreview(PreviewCard preview) => throw new NotSupportedException();

    public Task PreviewOver(Guid callId, string why, DateTimeOffset? nextAt) => throw new NotSupportedException();

    public Task<Result<AgentView>> DialPreview(Guid callId) => throw new NotSupportedException();

    public Task<Result<AgentView>> SkipPreview(Guid callId, string reason) => throw new NotSupportedException();

    public Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId) => throw new NotSupportedException();

    public Task<Result<DialVerdict>> CheckDial(DialTarget target) => throw new NotSupportedException();

    public Task SignedOut() => throw new NotSupportedException();

    public Task PresenceLost(DateTimeOffset since) => throw new NotSupportedException();

    public Task<bool> BrowserLost(DateTimeOffset since, TimeSpan told) => throw new NotSupportedException();

    private Task<T> InTurn<T>(Func<LiveAgent, Task<T>> request) => centre.Messages.Send(centre.Agents, id, request);

    private Task<T> Between<T>(Func<LiveAgent, Task<T>> request) => centre.Messages.Send(centre.Agents, id, request, interleaves: true);

    private Task Between(Func<LiveAgent, Task> request) => centre.Messages.Send(centre.Agents, id, request, interleaves: true);
}
