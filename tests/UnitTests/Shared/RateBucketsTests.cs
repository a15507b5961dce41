using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.UnitTests.Shared;

public sealed class RateBucketsTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 29, 0, 59, 0, TimeSpan.Zero);
    private readonly Guid _key = Ids.New();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_asked_and_when_no_more_is_given_than_the_burst_and_what_flowed_in(int seed)
    {
        var random = new Random(seed);
        var buckets = new RateBuckets(10);
        var (rate, burst) = (random.Next(1, 60), random.Next(1, 600));
        var given = new List<(double At, int Count)>();
        var at = 0.0;
        for (var i = 0; i < 2_000; i++)
        {
            at += random.NextDouble() * random.Next(1, 4) / 10;
            var wanted = random.Next(0, 40);
            var (granted, wait) = buckets.Take(_key, wanted, rate, burst, Start.AddSeconds(at));
            Assert.InRange(granted, 0, wanted);
            Assert.Equal(wanted > 0 && granted == 0, wait > TimeSpan.Zero);
            given.Add((at, granted));
        }

        for (var from = 0; from < given.Count; from += 37)
        {
            var sum = 0;
            for (var to = from; to < given.Count; to++)
                Assert.True(
                    (sum += given[to].Count) <= burst + (rate * (given[to].At - given[from].At)) + 1e-6,
                    $"{sum} from {given[from].At} to {given[to].At}"
                );
        }
    }

    [Fact]
    public void After_the_wait_it_names_there_is_one_and_before_it_there_is_none()
    {
        var buckets = new RateBuckets(10);
        Assert.Equal((10, TimeSpan.Zero), buckets.Take(_key, 99, 4, 10, Start));
        var (none, wait) = buckets.Take(_key, 1, 4, 10, Start);
        Assert.Equal((0, TimeSpan.FromSeconds(0.25)), (none, wait));
        Assert.Equal(0, buckets.Take(_key, 1, 4, 10, Start.AddSeconds(0.2)).Granted);
        Assert.Equal(1, buckets.Take(_key, 1, 4, 10, Start.AddSeconds(0.26)).Granted);
    }

    [Fact]
    public void A_clock_that_is_set_back_gives_nothing_twice()
    {
        var buckets = new RateBuckets(10);
        buckets.Take(_key, 10, 1, 10, Start);
        Assert.Equal(0, buckets.Take(_key, 10, 1, 10, Start.AddHours(-1)).Granted);
        Assert.Equal(0, buckets.Take(_key, 10, 1, 10, Start).Granted);
        Assert.Equal(5, buckets.Take(_key, 10, 1, 10, Start.AddSeconds(5)).Granted);
    }

    [Fact]
    public void Full_buckets_are_forgotten_and_beyond_the_most_nobody_is_counted()
    {
        var buckets = new RateBuckets(3);
        foreach (var key in (Guid[])[Ids.New(), Ids.New(), _key])
            Assert.Equal(10, buckets.Take(key, 10, 1, 10, Start).Granted);
        var fourth = Ids.New();
        Assert.Equal((10, 10), (buckets.Take(fourth, 10, 1, 10, Start).Granted, buckets.Take(fourth, 10, 1, 10, Start).Granted));
        Assert.Equal(0, buckets.Take(_key, 10, 1, 10, Start).Granted);
        Assert.Equal(3, buckets.Count);

        buckets.Take(fourth, 10, 1, 10, Start.AddSeconds(11));
        Assert.Equal(1, buckets.Count);
        Assert.Equal(0, buckets.Take(fourth, 10, 1, 10, Start.AddSeconds(11)).Granted);
    }
}
