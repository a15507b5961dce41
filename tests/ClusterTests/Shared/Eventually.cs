namespace Pivotal.ClusterTests.Shared;

/// <summary>For what becomes true soon but says nothing when it does.</summary>
public static class Eventually
{
    /// <summary>Waits until it holds; no timing is asserted, only that it does not take for ever.</summary>
    public static async Task Holds(Func<Task<bool>> condition, string what, int seconds = 60, Func<Task<string>>? detail = null)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"It never came to pass that {what}. {(detail is null ? "" : await detail())}");
            await Task.Delay(25, CancellationToken.None);
        }
    }

    /// <summary>Waits until nothing is left, for as long as it becomes less: work that takes its time on a slow machine is not work that stands still.</summary>
    /// <param name="still">so many seconds without progress are a failure</param>
    public static async Task NothingIsLeft(Func<Task<long>> left, string what, int still = 120, Func<Task<string>>? detail = null)
    {
        var least = long.MaxValue;
        while (least > 0)
        {
            var before = least;
            await Holds(async () => (least = await left()) < before, $"{what}: {before} are left", still, detail);
        }
    }
}
