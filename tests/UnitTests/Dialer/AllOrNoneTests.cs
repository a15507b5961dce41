using FsCheck.Xunit;
using Pivotal.Domain.Dialer.Places;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.Grains.Dialer.Places;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

/// <summary>Several counters, one use: all of them count it or none does, whoever else holds their places.</summary>
public sealed class AllOrNoneTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromHours(5);

    [Property(MaxTest = 500)]
    public async Task Every_counter_counts_it_or_none_does_and_a_refusal_leaves_them_as_they_were(int seed)
    {
        var random = new Random(seed);
        Counter[] counters =
        [
            .. Enumerable
                .Range(0, random.Next(1, 5))
                .Select(n => new Counter(cap: random.Next(0, 4), taken: random.Next(0, 4), holds: random.Next(2) == 0)),
        ];
        var before = counters.Select(c => c.Now).ToList();
        var heard = 0;
        var full = await AllOrNone.Take(
            Counter.Call,
            [.. counters.Select((c, n) => new WantedPlace($"{n}", c, c.Cap, _ => heard++))],
            Lease
        );
        var expected = Array.FindIndex(counters, c => !c.HeldBefore && c.Cap <= c.UsedBefore);
        Assert.Equal(expected < 0 ? null : $"{expected}", full);
        Assert.True(heard > 0);
        if (full is not null)
            Assert.Equal(before, counters.Select(c => c.Now));
        else
            Assert.All(
                counters.Zip(before),
                x => Assert.Equal((x.Second.Reserved - (x.First.HeldBefore ? 1 : 0), x.Second.Committed + 1), x.First.Now)
            );
    }

    [Fact]
    public async Task Asked_again_it_answers_the_same_and_counts_once()
    {
        Counter[] counters = [new(cap: 1, taken: 0, holds: true), new(cap: 1, taken: 0, holds: false)];
        WantedPlace[] wanted = [.. counters.Select(c => new WantedPlace(PlaceKind.Quota, c, c.Cap, _ => { }))];
        for (var i = 0; i < 2; i++)
            Assert.Null(await AllOrNone.Take(Counter.Call, wanted, Lease));
        Assert.All(counters, c => Assert.Equal((0, 1), c.Now));
    }

    /// <summary>The counter's own rules, without a grain around them.</summary>
    private sealed class Counter : ILeadCapGrain
    {
        public static readonly Guid Call = Some.Id(1);
        private readonly LeadCapState _state = new();

        public Counter(int cap, int taken, bool holds)
        {
            (Cap, UsedBefore, HeldBefore) = (cap, taken, holds);
            for (var i = 0; i < taken; i++)
                _state.Commit(Some.Id(100 + i), int.MaxValue, AllOrNoneTests.Now);
            if (holds)
                _state.Reserve(Call, int.MaxValue, Lease, AllOrNoneTests.Now);
        }

        public int Cap { get; }

        public int UsedBefore { get; }

        public bool HeldBefore { get; }

        public (int Reserved, int Committed) Now => _state.Get(AllOrNoneTests.Now) is var d ? (d.Reserved, d.Committed) : default;

        public Task<CapDecision> Reserve(Guid refId, int cap, TimeSpan lease) =>
            Task.FromResult(_state.Reserve(refId, cap, lease, AllOrNoneTests.Now).Decision);

        public Task<CapDecision> Commit(Guid refId, int cap) => Task.FromResult(_state.Commit(refId, cap, AllOrNoneTests.Now).Decision);

        public Task<CapDecision> Release(Guid refId) => Task.FromResult(_state.Release(refId, AllOrNoneTests.Now).Decision);

        public Task<CapDecision> GiveBack(Guid refId) => Task.FromResult(_state.GiveBack(refId, AllOrNoneTests.Now).Decision);

        public Task<CapDecision> Get() => Task.FromResult(_state.Get(AllOrNoneTests.Now));
    }
}
