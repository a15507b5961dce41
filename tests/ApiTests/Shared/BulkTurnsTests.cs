using Pivotal.Data.Shared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

public sealed class BulkTurnsTests
{
    private static readonly Guid Greedy = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Small = Guid.Parse("00000000-0000-0000-0000-000000000002");
    private static readonly Guid Third = Guid.Parse("00000000-0000-0000-0000-000000000003");

    [Fact]
    public async Task A_tenant_holds_its_share_and_leaves_the_other_places_free()
    {
        var turns = new BulkTurns(4, 2);
        var greedy = Ask(turns, Greedy, 20);
        Assert.Equal(2, greedy.Count(t => t.IsCompleted));
        Assert.True(turns.Take(Small, default).IsCompletedSuccessfully);
        (await greedy[0]).Dispose();
        await greedy[2];
        Assert.Equal(3, greedy.Count(t => t.IsCompleted));
    }

    [Fact]
    public async Task Tenants_have_their_turns_one_after_the_other_whoever_asked_how_often()
    {
        var turns = new BulkTurns(1, 1);
        var held = await turns.Take(Greedy, default);
        var order = new List<Guid>();
        var waiting = Enumerable.Repeat(Greedy, 5).Concat([Small, Third, Small]).Select(tenant => Work(tenant)).ToList();
        held.Dispose();
        await Task.WhenAll(waiting);
        Assert.Equal([Greedy, Small, Third, Greedy, Small, Greedy, Greedy, Greedy], order);

        async Task Work(Guid tenant)
        {
            using var turn = await turns.Take(tenant, default);
            order.Add(tenant);
        }
    }

    [Fact]
    public async Task Who_gives_up_waiting_takes_no_turn_and_a_turn_is_given_back_once()
    {
        var turns = new BulkTurns(1, 1);
        var held = await turns.Take(Greedy, default);
        using var gone = new CancellationTokenSource();
        var (left, next) = (turns.Take(Small, gone.Token), turns.Take(Third, default));
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        Assert.False(next.IsCompleted);
        held.Dispose();
        held.Dispose();
        await next;
        Assert.False(turns.Take(Greedy, default).IsCompleted);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => turns.Take(Small, new CancellationToken(true)));
    }

    [Trait("Kind", "Race")]
    [Fact]
    public async Task However_they_come_and_go_no_place_is_lost_and_none_is_given_twice()
    {
        var turns = new BulkTurns(3, 2);
        var (held, most, of) = (0, 0, new int[3]);
        await Task.WhenAll(
            Enumerable
                .Range(0, 300)
                .Select(i =>
                    Task.Run(async () =>
                    {
                        using var limit = new CancellationTokenSource();
                        if (i % 5 == 0)
                            limit.CancelAfter(1);
                        try
                        {
                            using var turn = await turns.Take(new[] { Greedy, Small, Third }[i % 3], limit.Token);
                            var now = Interlocked.Increment(ref held);
                            Assert.InRange(now, 1, 3);
                            Assert.InRange(Interlocked.Increment(ref of[i % 3]), 1, 2);
                            InterlockedMax(ref most, now);
                            await Task.Yield();
                            Interlocked.Decrement(ref of[i % 3]);
                            Interlocked.Decrement(ref held);
                        }
                        catch (OperationCanceledException) { }
                    })
                )
        );
        Assert.Equal(0, held);
        var all = await Task.WhenAll(turns.Take(Greedy, default), turns.Take(Greedy, default), turns.Take(Small, default));
        Assert.False(turns.Take(Third, default).IsCompleted);
        foreach (var turn in all)
            turn.Dispose();
    }

    private static List<Task<IDisposable>> Ask(BulkTurns turns, Guid tenant, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => turns.Take(tenant, default))];

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; )
        {
            var was = Interlocked.CompareExchange(ref most, now, seen);
            if (was == seen)
                return;
            seen = was;
        }
    }
}
