using Pivotal.Data.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class SharedWorkTests
{
    [Fact]
    public async Task One_run_serves_everybody_who_asked_before_it_began()
    {
        List<TaskCompletionSource> runs = [];
        using var begun = new SemaphoreSlim(0);
        var shared = new SharedWork(() =>
        {
            runs.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            begun.Release();
            return runs[^1].Task;
        });
        var first = shared.Run();
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(60)));
        Task[] late = [shared.Run(), shared.Run(), shared.Run()];
        Assert.Single(runs);
        runs[0].SetResult();
        await first;
        Assert.DoesNotContain(late, l => l.IsCompleted);
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(60)));
        Assert.Equal(2, runs.Count);
        runs[1].SetException(new InvalidOperationException("full"));
        foreach (var one in late)
            Assert.Equal("full", (await Assert.ThrowsAsync<InvalidOperationException>(() => one)).Message);

        // What failed is tried again for who asks then.
        var next = shared.Run();
        Assert.True(await begun.WaitAsync(TimeSpan.FromSeconds(60)));
        runs[2].SetResult();
        await next;
    }
}
