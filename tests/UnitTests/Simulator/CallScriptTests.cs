using Pivotal.Simulator.Telnyx.Script;
using Xunit;

namespace Pivotal.UnitTests.Simulator;

public sealed class CallScriptTests
{
    private static readonly CalleeBehaviour Behaviour = new();

    [Fact]
    public void The_same_seed_number_and_count_give_the_same_script()
    {
        for (var i = 0; i < 200; i++)
            Assert.Equal(Write(7, i, 1), Write(7, i, 1));
    }

    [Fact]
    public void Another_seed_or_another_call_to_the_number_gives_another_script()
    {
        var same = Enumerable.Range(0, 200).Count(i => Write(7, i, 1) == Write(8, i, 1) || Write(7, i, 1) == Write(7, i, 2));
        Assert.Equal(0, same);
    }

    [Fact]
    public void The_sequence_is_the_published_one()
    {
        // First outputs of SplitMix64 from state 0 (Vigna's splitmix64.c); the empty text leaves the FNV basis, cancelled by the seed.
        var dice = new Dice(14695981039346656037UL, "");
        Assert.Equal([0xE220A8397B1DCDAFUL, 0x6E789E6AA1B965F4UL, 0x06C45D188009454FUL], [dice.Next(), dice.Next(), dice.Next()]);
    }

    [Fact]
    public void Shares_come_out_as_set()
    {
        const int calls = 20_000;
        var kinds = Enumerable.Range(0, calls).CountBy(i => Write(3, i, 1).Kind).ToDictionary();
        Assert.InRange(kinds[CalleeKind.Human] / (double)calls, Behaviour.Human - 0.015, Behaviour.Human + 0.015);
        Assert.InRange(kinds[CalleeKind.Machine] / (double)calls, Behaviour.Machine - 0.015, Behaviour.Machine + 0.015);
        Assert.InRange(kinds[CalleeKind.Invalid] / (double)calls, Behaviour.Invalid - 0.01, Behaviour.Invalid + 0.01);
    }

    [Fact]
    public void Talk_time_has_the_mean_that_was_set()
    {
        var talks = Enumerable
            .Range(0, 20_000)
            .Select(i => Write(3, i, 1))
            .Where(s => s.Kind == CalleeKind.Human)
            .Select(s => s.TalkFor.TotalSeconds);
        Assert.InRange(talks.Average(), Behaviour.TalkSeconds * 0.95, Behaviour.TalkSeconds * 1.05);
    }

    [Theory]
    [InlineData("+12905550100", CalleeKind.Human)]
    [InlineData("+12905612345", CalleeKind.Human)]
    [InlineData("+12915550100", CalleeKind.Machine)]
    [InlineData("+12925550199", CalleeKind.Busy)]
    [InlineData("+12935550142", CalleeKind.NoAnswer)]
    [InlineData("+12945550142", CalleeKind.Fax)]
    [InlineData("+12955550142", CalleeKind.Invalid)]
    [InlineData("+12975550142", CalleeKind.Rejects)]
    [InlineData("sip:agent7@sip.telnyx.com", CalleeKind.Agent)]
    public void A_forced_number_behaves_the_same_under_every_seed(string number, CalleeKind kind)
    {
        for (var seed = 0UL; seed < 50; seed++)
            Assert.Equal(kind, CallScript.Write(Behaviour, seed, number, 1).Kind);
    }

    [Fact]
    public void A_number_just_outside_the_fictional_range_is_not_forced() => Assert.Null(ForcedNumbers.Find("+12905550200"));

    [Fact]
    public void Shares_above_one_are_refused_and_exactly_one_is_not()
    {
        Assert.Throws<ArgumentException>(() => (Behaviour with { Human = 0.9 }).Validate());
        new CalleeBehaviour
        {
            Human = 1,
            Machine = 0,
            Busy = 0,
            Fax = 0,
            Invalid = 0,
            Rejects = 0,
        }.Validate();
    }

    private static CallScript Write(ulong seed, int i, int nth) => CallScript.Write(Behaviour, seed, $"+441632960{i:000}", nth);
}
