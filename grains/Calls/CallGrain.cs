using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Calls;

/// <summary>Shell around one <see cref="ActiveCall"/>.</summary>
[GrainType("call")]
internal sealed class CallGrain(CallTools tools, ILogger<CallGrain> log) : Grain, ICallGrain
{
    private GrainKey _key;
    private ActiveCall _call = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = GrainKey.Parse(this.GetPrimaryKeyString());
        _call = new(
            _key,
            tools,
            GrainFactory,
            (watch, options) => this.RegisterGrainTimer(_ => watch(), options),
            this.DeactivateOnIdle,
            log
        );
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (await _call.Leave(cancellationToken))
            Unawaited.Run(
                () => LookAgain(GrainFactory.Call(_key.Tenant, _key.Id), _key.Tenant, tools.Watch.StatusEvery, tools.Time),
                e => CallsLog.NotLookedAt(log, _key.Id, e)
            );
    }

    public Task Dial(DialIntent intent) => _call.Dial(intent);

    public Task Handle(CarrierEvent carrierEvent) => _call.Handle(carrierEvent);

    public Task HangUp(string reason) => _call.HangUp(reason);

    public Task Rebridge(string agentLegId) => _call.Rebridge(agentLegId);

    public Task Reconcile() => _call.Reconcile();

    public Task<Result<SupervisionView>> Supervise(Guid by, string role) => _call.Supervise(by, role);

    public Task<Result<SupervisionView>> StopSupervising(Guid by) => _call.StopSupervising(by);

    /// <summary>
    /// Whoever stored over this activation may be gone by now, and nobody would ask the carrier about the call any more; so another activation reads the row. Later, because the other may live as well:
    /// two that took the call from each other at once would never come to an end with it.
    /// </summary>
    private static Task LookAgain(ICallGrain call, Guid tenant, TimeSpan later, TimeProvider time) =>
        Task.Run(async () =>
        {
            await Task.Delay(later, time);
            CallerTenant.Set(tenant);
            await call.Reconcile();
        });
}
