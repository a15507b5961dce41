using System.Collections.Concurrent;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Hosting.Cluster;

namespace Pivotal.ClusterTests.Cluster;

/// <summary>Notes which attempt of which call it executed, and takes as long as the test says.</summary>
[Alias("Pivotal.ClusterTests.FateProbe")]
public interface IFateProbe : IGrainWithStringKey
{
    [Alias("Here")]
    Task<SiloAddress> Here();

    [Alias("Once")]
    Task Once(Guid call);

    [Alias("Again"), Repeatable]
    Task Again(Guid call);

    /// <summary>The caller waits a second only.</summary>
    [Alias("Hasty"), ResponseTimeout("00:00:01")]
    Task Hasty(Guid call);

    /// <summary>Lets an exception out after its work is done, as if it had met it in a call of its own to the engine.</summary>
    [Alias("Meet")]
    Task Meet(Guid call, string kind);
}

[MayInterleave(nameof(Arrives))]
public sealed class FateProbe(ILocalSiloDetails self) : Grain, IFateProbe
{
    public Task<SiloAddress> Here() => Task.FromResult(self.SiloAddress);

    public Task Once(Guid call) => Executions.Of(call).Run();

    public Task Again(Guid call) => Executions.Of(call).Run();

    public Task Hasty(Guid call) => Executions.Of(call).Run();

    public async Task Meet(Guid call, string kind)
    {
        await Executions.Of(call).Run();
        throw kind switch
        {
            "rejected" => TroubledCluster.Rejection(),
            "lost" => new SiloUnavailableException(),
            "busy" => new GatewayTooBusyException(),
            "slow" => new TimeoutException("the carrier took too long"),
            _ => new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    /// <summary>Asked of a call that arrives while another one runs.</summary>
    public static bool Arrives(IInvokable request)
    {
        if (request.GetArgumentCount() > 0 && request.GetArgument(0) is Guid call)
            Executions.Of(call).Queue();
        return false;
    }
}

/// <summary>What became of one call: which attempts a grain executed, and how each attempt ended for the caller. Outlives every silo of this process.</summary>
internal sealed class Executions : IOutgoingGrainCallFilter
{
    private const string Attempt = "attempt";
    private static readonly ConcurrentDictionary<Guid, Executions> All = new();
    private readonly TaskCompletionSource _queued = new(TaskCreationOptions.RunContinuationsAsynchronously),
        _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _may = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The numbers of the attempts that a grain executed.</summary>
    public ConcurrentQueue<int> Executed { get; } = new();

    /// <summary>How the attempts ended, the first is 1; null: with an answer.</summary>
    public ConcurrentDictionary<int, Exception?> Ended { get; } = new();

    public Task Began => _began.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>It has arrived where the grain is and waits its turn.</summary>
    public Task Queued => _queued.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static Executions Of(Guid call) => All.GetOrAdd(call, static _ => new Executions());

    /// <param name="quick">it need not be let go</param>
    public static Executions New(out Guid call, bool quick = false)
    {
        call = Ids.New();
        var made = Of(call);
        if (quick)
            made.Release();
        return made;
    }

    public static Task Send(IFateProbe to, string method, Guid call, string kind = "") =>
        method switch
        {
            nameof(IFateProbe.Once) => to.Once(call),
            nameof(IFateProbe.Again) => to.Again(call),
            nameof(IFateProbe.Hasty) => to.Hasty(call),
            nameof(IFateProbe.Meet) => to.Meet(call, kind),
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };

    public void Release() => _may.TrySetResult();

    public void Queue() => _queued.TrySetResult();

    public async Task Run()
    {
        Executed.Enqueue((int)RequestContext.Get(Attempt)!);
        _began.TrySetResult();
        await _may.Task;
    }

    /// <summary>Behind <see cref="CallRetry"/>: sees every attempt.</summary>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.InterfaceMethod?.DeclaringType != typeof(IFateProbe) || context.MethodName == nameof(IFateProbe.Here))
        {
            await context.Invoke();
            return;
        }

        var call = Of((Guid)context.Request.GetArgument(0)!);
        int number;
        lock (call)
            call.Ended[number = call.Ended.Count + 1] = null;
        RequestContext.Set(Attempt, number);
        try
        {
            await context.Invoke();
            call.Ended[number] = context.Response?.Exception;
        }
        catch (Exception e)
        {
            call.Ended[number] = e;
            throw;
        }
    }

    /// <summary>What is said to be certainly not executed was not; what need not be repeated was executed once at most.</summary>
    public void AssertTrue(bool repeatable)
    {
        Assert.All(
            Ended.Where(e => e.Value is not null && CallRetry.Fate(e.Value) is false),
            e => Assert.False(Executed.Contains(e.Key), $"attempt {e.Key} was executed although it ended with {e.Value}")
        );
        if (!repeatable)
            Assert.True(Executed.Count <= 1, $"executed in attempts {string.Join(", ", Executed)}; {string.Join('\n', Ended)}");
    }

    public void AssertOnce()
    {
        Assert.True(Executed.Count == 1, $"executed {Executed.Count} times; {string.Join('\n', Ended)}");
        AssertTrue(false);
    }

    /// <summary>Answered, or refused as perhaps executed where it must not be repeated.</summary>
    public async Task AssertAnsweredOrLost(Task answer, bool repeatable)
    {
        try
        {
            await answer;
            Assert.NotEmpty(Executed);
        }
        catch (GrainUnreachableException) when (!repeatable)
        {
            Assert.True(CallRetry.Fate(Ended[Ended.Count]!));
        }

        AssertTrue(repeatable);
    }
}
