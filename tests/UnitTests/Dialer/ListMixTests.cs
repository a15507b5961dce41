using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class ListMixTests
{
    private static readonly Guid First = Some.Id(1),
        Second = Some.Id(2),
        Third = Some.Id(3);

    private readonly Dictionary<Guid, string> _lanes = [];

    [Fact]
    public void Lists_get_their_share_and_are_spread_evenly()
    {
        var mix = new ListMix(new QueueRules { Lists = [new(First, 50), new(Second, 30), new(Third, 20)] });
        var taken = Take(mix, 20, Lane(First, 100), Lane(Second, 100), Lane(Third, 100));
        Assert.Equal((10, 6, 4), (Of(taken, First), Of(taken, Second), Of(taken, Third)));
        // In any ten calls in a row each list has its share, at most one off.
        for (var from = 0; from + 10 <= taken.Count; from++)
            Assert.InRange(Of(taken[from..(from + 10)], First), 4, 6);
    }

    [Fact]
    public void The_turns_go_on_where_the_last_claim_stopped()
    {
        var mix = new ListMix(new QueueRules { Lists = [new(First, 75), new(Second, 25)] });
        var taken = Enumerable.Range(0, 40).SelectMany(_ => Take(mix, 1, Lane(First, 5), Lane(Second, 5))).ToList();
        Assert.Equal((30, 10), (Of(taken, First), Of(taken, Second)));
    }

    [Fact]
    public void A_list_with_nobody_leaves_its_share_and_has_no_claim_to_it_later()
    {
        var mix = new ListMix(new QueueRules { Lists = [new(First, 50), new(Second, 50)] });
        Assert.Equal(10, Of(Take(mix, 10, Lane(First, 100)), First));
        var later = Take(mix, 10, Lane(First, 100), Lane(Second, 100));
        Assert.Equal((5, 5), (Of(later, First), Of(later, Second)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void Every_nth_call_is_a_first_call(int every)
    {
        var mix = new ListMix(new QueueRules { NewEvery = every });
        var taken = Take(mix, 10 * every, ("-n", 100), ("-r", 100));
        for (var turn = 0; turn < 10; turn++)
            Assert.Single(taken[(turn * every)..((turn + 1) * every)], c => _lanes[c] == "-n");
        Assert.All(Take(mix, 5, ("-n", 100)), c => Assert.Equal("-n", _lanes[c]));
    }

    [Fact]
    public void Callbacks_and_raised_contacts_go_before_every_share()
    {
        var mix = new ListMix(new QueueRules { Lists = [new(First, 100)] });
        var taken = Take(mix, 6, Lane(First, 100), (ListMix.Express, 4), (ListMix.NoList + "a", 9));
        Assert.Equal([.. Enumerable.Repeat(ListMix.Express, 4), Lane(First, 0).Name, Lane(First, 0).Name], taken.Select(c => _lanes[c]));
        // Who belongs to no list of the mix comes when the lists have nobody.
        Assert.All(Take(mix, 3, (ListMix.NoList + "a", 9)), c => Assert.Equal(ListMix.NoList + "a", _lanes[c]));
    }

    [Fact]
    public void Everybody_is_taken_once_and_as_many_as_there_are()
    {
        var random = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var (a, b, c, most) = (random.Next(30), random.Next(30), random.Next(30), random.Next(60));
            var mix = new ListMix(new QueueRules { Lists = [new(First, 60), new(Second, 40)], NewEvery = 3 });
            var taken = Take(mix, most, ($"{First:N}n", a), ($"{First:N}r", b), ($"{Second:N}n", c));
            Assert.Equal(Math.Min(most, a + b + c), taken.Count);
            Assert.Equal(taken.Count, taken.Distinct().Count());
        }
    }

    private List<Guid> Take(ListMix mix, int most, params (string Name, int Count)[] lanes)
    {
        var heads = lanes.ToDictionary(l => l.Name, l => (IReadOnlyList<Guid>)[.. Enumerable.Range(0, l.Count).Select(_ => Ids.New())]);
        foreach (var (name, contacts) in heads)
        foreach (var contact in contacts)
            _lanes[contact] = name;
        return [.. mix.Take(heads, most)];
    }

    private static (string Name, int Count) Lane(Guid list, int count) => ($"{list:N}a", count);

    private int Of(IEnumerable<Guid> taken, Guid list) =>
        taken.Count(c => _lanes[c].StartsWith(list.ToString("N"), StringComparison.Ordinal));
}
