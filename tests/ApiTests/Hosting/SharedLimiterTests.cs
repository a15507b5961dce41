using System.Threading.RateLimiting;
using Pivotal.Api.Hosting;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ApiTests.Hosting;

/// <summary>One process's side of a bucket, with a made-up installation behind it.</summary>
public sealed class SharedLimiterTests
{
    private static readonly RateRule Rule = new(50);

    [Fact]
    public async Task Most_requests_are_let_through_without_asking()
    {
        var asked = 0;
        using var limiter = Limiter(wanted =>
        {
            Interlocked.Increment(ref asked);
            return Task.FromResult<RateLease?>(new(wanted, default));
        });
        for (var i = 0; i < 100; i++)
            Assert.True(await Let(limiter));
        Assert.Equal(100 / Rule.Chunk, asked);
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task Those_who_come_at_once_share_one_question_and_get_what_it_brought()
    {
        var asked = 0;
        using var limiter = Limiter(async wanted =>
        {
            await Task.Yield();
            return Interlocked.Increment(ref asked) <= 3 ? new(wanted, default) : new(0, TimeSpan.FromSeconds(7));
        });
        var let = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => Let(limiter))));
        Assert.Equal(3 * Rule.Chunk, let.Count(l => l));
        using var refused = await limiter.AcquireAsync();
        Assert.True(refused.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.Equal(TimeSpan.FromSeconds(7), wait);
    }

    [Fact]
    public async Task Where_nobody_answers_the_process_keeps_the_limit_alone()
    {
        var away = true;
        using var limiter = Limiter(wanted => Task.FromResult(away ? null : new RateLease(wanted, default)));
        for (var i = 0; i < Rule.Burst; i++)
            Assert.True(await Let(limiter));
        Assert.False(await Let(limiter));
        // And what it let through alone counts when they are back.
        away = false;
        Assert.False(await Let(limiter));
    }

    [Fact]
    public async Task Somebody_who_goes_away_while_it_is_asked_takes_nobody_along()
    {
        var answer = new TaskCompletionSource<RateLease?>();
        using var limiter = Limiter(_ => answer.Task);
        using var gone = new CancellationTokenSource();
        var (first, second) = (limiter.AcquireAsync(1, gone.Token).AsTask(), limiter.AcquireAsync().AsTask());
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(new(Rule.Chunk, default));
        Assert.True((await second).IsAcquired);
    }

    private static SharedLimiter Limiter(Func<int, Task<RateLease?>> ask) => new(Rule, ask, TimeProvider.System);

    private static async Task<bool> Let(SharedLimiter limiter)
    {
        using var at = limiter.AttemptAcquire();
        if (at.IsAcquired)
            return true;
        using var lease = await limiter.AcquireAsync();
        return lease.IsAcquired;
    }
}
