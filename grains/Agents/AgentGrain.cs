using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Agents;

/// <summary>Shell around one <see cref="LiveAgent"/>.</summary>
[GrainType("agent")]
internal sealed class AgentGrain(TenantDb db, ICarrier carrier, TimeProvider time, ILogger<AgentGrain> log) : Grain, IAgentGrain
{
    private GrainKey _key;

    /// <summary>Null: there is no such user.</summary>
    private LiveAgent? _agent;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        _agent = await LiveAgent.Load(
            _key,
            new(new AgentRows(db, _key), carrier, time),
            GrainFactory,
            (tick, options) => this.RegisterGrainTimer(_ => tick(), options),
            this.DeactivateOnIdle,
            log,
            cancellationToken
        );
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _agent?.Leave(cancellationToken) ?? Task.CompletedTask;

    public Task<AgentView> Get() => Task.FromResult(_agent?.View() ?? new Desk(_key, new AgentState(_key.Id), GrainFactory, log).View());

    public async Task<Result<AgentView>> SetStatus(string status, string? reason, Guid by) =>
        _agent is null ? Gone() : await _agent.SetStatus(status, reason, by);

    public async Task<Result<AgentView>> ExtendWrapUp() => _agent is null ? Gone() : await _agent.ExtendWrapUp();

    public async Task<Result<AgentView>> HangUp(Guid callId) => _agent is null ? CallRefusals.NotYours() : await _agent.HangUp(callId);

    public async Task<Result<AgentView>> Dispose(DisposeCall request) => _agent is null ? Gone() : await _agent.Dispose(request);

    public async Task<bool> Offer(CallCard card) => _agent is not null && await _agent.Offer(card);

    public Task CallChanged(Guid callId, string status, DateTimeOffset at, string? outcome) =>
        _agent?.CallChanged(callId, status, at, outcome) ?? Task.CompletedTask;

    public Task Handle(CarrierEvent carrierEvent) => _agent?.Handle(carrierEvent) ?? Task.CompletedTask;

    public Task LegGone(string legId) => _agent?.LegGone(legId) ?? Task.CompletedTask;

    public Task ShowPreview(PreviewCard preview) => _agent?.Previews.Show(preview) ?? Task.CompletedTask;

    public Task PreviewOver(Guid callId, string why, DateTimeOffset? nextAt) =>
        _agent?.Previews.Over(callId, why, nextAt) ?? Task.CompletedTask;

    public async Task<Result<AgentView>> DialPreview(Guid callId) => _agent is null ? Gone() : await _agent.Previews.Dial(callId);

    public async Task<Result<AgentView>> SkipPreview(Guid callId, string reason) =>
        _agent is null ? Gone() : await _agent.Previews.Skip(callId, reason);

    public async Task<Result<AgentView>> DialByHand(DialTarget target, Guid callId) =>
        _agent is null ? Gone() : await _agent.Previews.DialByHand(target, callId);

    public async Task<Result<DialVerdict>> CheckDial(DialTarget target) =>
        _agent is null ? AgentRefusals.NoCampaign() : await _agent.Previews.Check(target);

    public Task CampaignChanged() => _agent?.CampaignChanged() ?? Task.CompletedTask;

    public Task Announce() => _agent?.Announce() ?? Task.CompletedTask;

    public Task PresenceSeen(DateTimeOffset at) => _agent?.PresenceSeen(at) ?? Task.CompletedTask;

    public Task SignedOut() => _agent?.Presence.SignedOut() ?? Task.CompletedTask;

    public async Task<bool> BrowserLost(DateTimeOffset since, TimeSpan told) => _agent is null || await _agent.Presence.Lost(since, told);

    public Task PresenceLost(DateTimeOffset since) => BrowserLost(since, TimeSpan.Zero);

    private Result<AgentView> Gone()
    {
        this.DeactivateOnIdle();
        return new Refusal(RefusalKind.NotFound, "not_found", "There is no such agent.");
    }
}
