using Orleans;
using Orleans.Runtime;
using Pivotal.Grains.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Tenancy;

/// <summary>Tells for which tenant a call arrived.</summary>
[Alias("Pivotal.ClusterTests.TenantProbe")]
public interface ITenantProbe : IGrainWithStringKey
{
    [Alias("CallerSeen")] Task<Guid?> CallerSeen();

    [Alias("CallThrough")] Task<Guid?> CallThrough(string key);

    [Alias("CallFromTimer")] Task<string> CallFromTimer(string key);
}

public sealed class TenantProbe : Grain, ITenantProbe
{
    public Task<Guid?> CallerSeen() => Task.FromResult(CallerTenant.Get());

    public Task<Guid?> CallThrough(string key) => Other(key).CallerSeen();

    public async Task<string> CallFromTimer(string key)
    {
        var told = new TaskCompletionSource<string>();
        using var timer = this.RegisterGrainTimer(
            async _ =>
            {
                var inTimer = CallerTenant.Get()?.ToString() ?? "nothing";
                string inCall;
                try
                {
                    inCall = (await Other(key).CallerSeen()).ToString()!;
                }
                catch (ForeignTenantCallException e)
                {
                    inCall = e.GetType().Name;
                }

                told.TrySetResult($"{inTimer} in the timer, {inCall} in the call");
            },
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true });
        return await told.Task;
    }

#pragma warning disable RS0030 // Test grains have no typed helper.
    private ITenantProbe Other(string key) => GrainFactory.GetGrain<ITenantProbe>(key);
#pragma warning restore RS0030
}
