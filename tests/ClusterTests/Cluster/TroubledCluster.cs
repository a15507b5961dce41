using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using Pivotal.ClusterTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>A silo with <see cref="CallRetry"/> as a client has it, and behind it a way to the grains that fails as the test says.</summary>
internal sealed class TroubledCluster : IAsyncDisposable
{
    private readonly Guid _tenant = Ids.New();
    private OneSilo _silo = null!;
    private Func<IOutgoingGrainCallContext, int, Exception?> _trouble = (_, _) => null;
    private int _attempts;
    private Type _target = typeof(TroubledCluster);

    public SkippingTime Time { get; } = new();

    public int Attempts => _attempts;

    public IGrainFactory Grains => _silo.Grains;

    /// <summary>Its methods may be repeated.</summary>
    public IFeedGrain Feed => Grains.Feed(_tenant);

    /// <summary>Its Start, Pause and Drain may not.</summary>
    public ICampaignQueueGrain Queue => Grains.Queue(_tenant, Ids.New());

    public static async Task<TroubledCluster> Start()
    {
        var cluster = new TroubledCluster();
        cluster._silo = await OneSilo.Start(silo =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IOutgoingGrainCallFilter>(new CallRetry(cluster.Time));
            silo.AddOutgoingGrainCallFilter(cluster.OnTheWay);
        });
        return cluster;
    }

    /// <param name="trouble">what happens to the attempt with this number, the first is 1; null: it goes on to the grain</param>
    public void Fail<T>(Func<int, Exception?> trouble)
    {
        _attempts = 0;
        _trouble = (context, attempt) => trouble(attempt);
        _target = typeof(T);
    }

    private Task OnTheWay(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType != _target)
            return context.Invoke();
        return _trouble(context, Interlocked.Increment(ref _attempts)) is { } e ? throw e : context.Invoke();
    }

    /// <summary>The silo makes these itself only.</summary>
    public static Exception Rejection() =>
        (Exception)
            Activator.CreateInstance(
                typeof(OrleansMessageRejectionException),
                BindingFlags.Instance | BindingFlags.NonPublic,
                null,
                ["not here any more"],
                null
            )!;

    public async ValueTask DisposeAsync() => await _silo.DisposeAsync().InTime();
}
