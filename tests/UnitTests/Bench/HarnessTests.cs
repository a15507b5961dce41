using System.Text.Json;
using Pivotal.Bench.Harness;
using Xunit;

namespace Pivotal.UnitTests.Bench;

public sealed class HarnessTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.625, 3.5)]
    [InlineData(1, 5)]
    public void Quantiles_lie_between_the_neighbours(double q, double expected) =>
        Assert.Equal(expected, new Sample([5, 1, 4, 2, 3]).Quantile(q), 9);

    [Fact]
    public void Spread_is_the_middle_half_over_the_median()
    {
        Assert.Equal(0, new Sample([7, 7, 7]).Spread);
        Assert.Equal(2.0 / 3, new Sample([1, 2, 3, 4, 5]).Spread, 9);
    }

    [Fact]
    public void The_closing_line_has_the_five_fields_and_the_further_figures()
    {
        var result = BenchResult.Of(
            "decide",
            new Sample([300, 310, 320]),
            new Sample([1000, 1000, 1000]),
            "decisions/s",
            0.3,
            figures: ("queues", 50)
        );
        var line = JsonSerializer.Deserialize<JsonElement>(result.JsonLine());
        Assert.Equal("decide", line.GetProperty("bench").GetString());
        Assert.Equal(
            (310.0, 1000.0, 0.31),
            (line.GetProperty("value").GetDouble(), line.GetProperty("baseline").GetDouble(), line.GetProperty("ratio").GetDouble())
        );
        Assert.Equal("decisions/s", line.GetProperty("unit").GetString());
        Assert.Equal(50, line.GetProperty("queues").GetInt32());
        Assert.True(line.GetProperty("met").GetBoolean());
    }

    [Fact]
    public void A_goal_may_be_a_ceiling()
    {
        Sample one = new([1]),
            four = new([4]);
        Assert.False(BenchResult.Of("push", four, one, "ms", 3, lowerIsBetter: true).MeetsGoal);
        Assert.True(BenchResult.Of("push", one, one, "ms", 3, lowerIsBetter: true).MeetsGoal);
        Assert.True(BenchResult.Of("push", four, one, "x/s", 3).MeetsGoal);
    }

    [Fact]
    public void Without_anything_beside_it_there_is_a_value_and_no_ratio()
    {
        var alone = BenchResult.Of("engine", new Sample([5, 5, 5]), null, "calls/s", 1);
        var line = JsonSerializer.Deserialize<JsonElement>(alone.JsonLine());
        Assert.Equal(5, line.GetProperty("value").GetDouble());
        Assert.All(["ratio", "baseline", "met"], name => Assert.Equal(JsonValueKind.Null, line.GetProperty(name).ValueKind));
        Assert.Contains("nothing ran beside it", alone.Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_noisy_machine_is_said_to_be_one()
    {
        var noisy = BenchResult.Of("decide", new Sample([1, 2, 3, 4, 5]), new Sample([1, 1, 1]), "x/s", 0.3);
        Assert.Contains("too noisy", noisy.Sentence(), StringComparison.Ordinal);
        var quiet = BenchResult.Of("decide", new Sample([3, 3, 3]), new Sample([1, 1, 1]), "x/s", 0.3);
        Assert.DoesNotContain("too noisy", quiet.Sentence(), StringComparison.Ordinal);
        var alone = quiet with { OthersBefore = BenchResult.TooBusy };
        Assert.DoesNotContain("too noisy", alone.Sentence(), StringComparison.Ordinal);
        var crowded = quiet with { OthersBefore = BenchResult.TooBusy + 0.01 };
        Assert.Contains("too noisy", crowded.Sentence(), StringComparison.Ordinal);
        Assert.True(JsonSerializer.Deserialize<JsonElement>(crowded.JsonLine()).GetProperty("noisy").GetBoolean());
        Assert.DoesNotContain("too noisy", (crowded with { FromSeeds = true }).Sentence(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warm_ups_are_thrown_away_and_the_two_take_turns_at_going_first()
    {
        List<string> order = [];
        var (ours, _) = await Rounds.Alternate(new BenchOptions(Rounds: 2, WarmUps: 1), () => Did("o"), () => Did("b"));
        Assert.Equal(2, ours.Count);
        Assert.Equal(["b", "o", "o", "b", "b", "o"], order);

        Task<double> Did(string who)
        {
            order.Add(who);
            return Task.FromResult(1.0);
        }
    }

    [Fact]
    public void Arguments_are_read_and_an_unknown_one_is_named()
    {
        Assert.Equal(new BenchOptions(3, 1, 0.1), BenchOptions.From(["--quick"]));
        Assert.Equal(12, BenchOptions.From(["--rounds", "12"]).Rounds);
        Assert.Contains("--fast", Assert.Throws<BenchException>(() => BenchOptions.From(["--fast"])).Message, StringComparison.Ordinal);
    }
}
