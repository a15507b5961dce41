using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Serialization.Invocation;
using Pivotal.ClusterTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>Calls within a silo, where caller and grain share the request.</summary>
public sealed class CallRetryInSiloTests
{
    private static readonly FeedMessage Message = new("desk", "probe", "{}", FeedAudience.InRoles("agent"));

    [Fact]
    public async Task A_call_the_grain_has_already_seen_is_repeated_with_its_arguments()
    {
        var calls = 0;
        await using var silo = await Start(async context =>
        {
            await context.Invoke();
            if (IsPublish(context) && Interlocked.Increment(ref calls) <= 2)
                context.Response = Response.FromException(new GrainUnreachableException("met on the way on"));
        });
        var feed = silo.Grains.Feed(Ids.New());
        var start = (await feed.Since(new(0, 0))).Position;
        await feed.Publish([Message]);
        Assert.Equal(3, calls);
        Assert.Equal(["probe", "probe", "probe"], (await feed.Since(start)).Frames.Select(f => f.Message.Kind));
    }

    [Fact]
    public async Task A_grain_that_is_too_slow_is_not_asked_again()
    {
        var calls = 0;
        await using var silo = await Start(async context =>
        {
            if (IsPublish(context) && Interlocked.Increment(ref calls) > 0)
                throw new TimeoutException();
            await context.Invoke();
        });
        await Assert.ThrowsAsync<GrainUnreachableException>(() => silo.Grains.Feed(Ids.New()).Publish([Message]));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_client_has_no_silo_and_needs_none()
    {
        using var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IOutgoingGrainCallFilter, CallRetry>()
            .BuildServiceProvider();
        Assert.IsType<CallRetry>(services.GetRequiredService<IOutgoingGrainCallFilter>());
    }

    private static bool IsPublish(IGrainCallContext context) =>
        context.InterfaceMethod?.DeclaringType == typeof(IFeedGrain) && context.MethodName == nameof(IFeedGrain.Publish);

    private static Task<OneSilo> Start(IncomingGrainCallFilterDelegate inTheGrain) =>
        OneSilo.Start(silo =>
        {
            silo.Services.AddSingleton(TimeProvider.System);
            silo.AddOutgoingGrainCallFilter<CallRetry>();
            silo.AddIncomingGrainCallFilter(inTheGrain);
        });
}
