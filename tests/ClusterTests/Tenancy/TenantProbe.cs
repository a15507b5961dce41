using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Tenancy;

/// <summary>Tells for which tenant a call arrived.</summary>
[Alias("Pivotal.ClusterTests.TenantProbe")]
public interface ITenantProbe : IGrainWithStringKey
{
    [Alias("CallerSeen")]
    Task<Guid?> CallerSeen();

    [Alias("CallThrough")]
    Task<Guid?> CallThrough(string key);

    [Alias("CallFromTimer")]
    Task<string> CallFromTimer(string key);

    /// <summary>Pretends to be of another tenant before it calls.</summary>
    [Alias("CallAs")]
    Task<Guid?> CallAs(Guid tenant, string key);

    /// <summary>Ends when it is cancelled, and only then; <see cref="Cancelled"/> says that it was.</summary>
    [Alias("WaitUntilCancelled"), AlwaysInterleave]
    Task WaitUntilCancelled(CancellationToken cancel);

    [Alias("Waits"), AlwaysInterleave]
    Task Waits();

    [Alias("Cancelled"), AlwaysInterleave]
    Task Cancelled();

    /// <summary>What a call sees that is made when the reminder comes.</summary>
    [Alias("CallFromReminder"), AlwaysInterleave]
    Task<string> CallFromReminder(string key);
}

public sealed class TenantProbe : Grain, ITenantProbe, IRemindable
{
    private readonly TaskCompletionSource<string> _reminded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _callWhenReminded;

    public Task<Guid?> CallerSeen() => Task.FromResult(CallerTenant.Get());

    public Task<Guid?> CallThrough(string key) => Other(key).CallerSeen();

    public Task<Guid?> CallAs(Guid tenant, string key)
    {
        CallerTenant.Set(tenant);
        return Other(key).CallerSeen();
    }

    public async Task<string> CallFromTimer(string key)
    {
        var told = new TaskCompletionSource<string>();
        using var timer = this.RegisterGrainTimer(
            async _ => told.TrySetResult($"{Here()} in the timer, {await InCall(key)} in the call"),
            new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { Interleave = true }
        );
        return await told.Task;
    }

    public async Task WaitUntilCancelled(CancellationToken cancel)
    {
        await using var noticed = cancel.Register(() => _cancelled.TrySetResult());
        _waits.TrySetResult();
        await _cancelled.Task;
    }

    public Task Waits() => _waits.Task;

    public Task Cancelled() => _cancelled.Task;

    public async Task<string> CallFromReminder(string key)
    {
        _callWhenReminded = key;
        // A first moment that is past when the silo notes it would be taken for the next one, an hour on.
        await this.RegisterOrUpdateReminder("probe", TimeSpan.FromSeconds(2), TimeSpan.FromHours(1));
        return await _reminded.Task;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status) =>
        _reminded.TrySetResult($"{Here()} in the reminder, {await InCall(_callWhenReminded!)} in the call");

    private static string Here() => CallerTenant.Get()?.ToString() ?? "nothing";

    private async Task<string> InCall(string key)
    {
        try
        {
            return (await Other(key).CallerSeen()).ToString()!;
        }
        catch (ForeignTenantCallException e)
        {
            return e.GetType().Name;
        }
    }

#pragma warning disable RS0030 // Test grains have no typed helper.
    private ITenantProbe Other(string key) => GrainFactory.GetGrain<ITenantProbe>(key);
#pragma warning restore RS0030
}
