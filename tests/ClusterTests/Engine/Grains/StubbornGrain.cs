using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IStubbornGrain")]
public interface IStubbornGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task<string> Touch();

    [Alias("LeaveForever")]
    Task LeaveForever();

    /// <summary>Yields again and again until <see cref="Enough"/> is called.</summary>
    [Alias("YieldOn")]
    Task<int> YieldOn();

    [Alias("Enough"), AlwaysInterleave]
    Task Enough();
}

/// <summary>Does not listen to tokens. The key "stuck" never finishes its first activation.</summary>
[GrainType("test-stubborn")]
public sealed class StubbornGrain(Journal journal) : Grain, IStubbornGrain
{
    private static readonly Task Never = new TaskCompletionSource().Task;
    private readonly string _incarnation = Path.GetRandomFileName();
    private bool _enough;
    private bool _leaving;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        journal.Write("activating");
        return this.GetPrimaryKeyString() == "stuck" && journal.Lines.Count == 1 ? Never : Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _leaving ? Never : Task.CompletedTask;

    public Task<string> Touch() => Task.FromResult(_incarnation);

    public Task LeaveForever()
    {
        _leaving = true;
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<int> YieldOn()
    {
        journal.Write("yielding");
        var turns = 0;
        while (!_enough)
        {
            await Task.Yield();
            turns++;
        }

        return turns;
    }

    public Task Enough()
    {
        _enough = true;
        return Task.CompletedTask;
    }
}
