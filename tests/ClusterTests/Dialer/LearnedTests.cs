using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer;

[Collection(nameof(Alone))]
public sealed class LearnedTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task A_queue_that_starts_again_knows_what_its_pace_had_learned()
    {
        await using var carrier = await DialerWorld.Carrier();
        var first = await DialerWorld.Start(postgres.Database, carrier);
        // Nobody of these picks up, so that what is learned is far from the opinion a pace begins with.
        var centre = await CallCentre.Open(postgres.Database, agents: 4, CallCentre.Numbers("292", 60));
        await centre.SignOn(first);
        var opinion = (await centre.Queue(first).Snapshot()).Pace.AnswerRate;
        await centre.Start(first);
        await Eventually.Holds(
            async () => await centre.Scalar<long>("select count(*) from call_attempts where ended_at is not null") >= 40,
            "many were called"
        );
        await centre.Queue(first).Pause(centre.Agents[0]);
        await Eventually.Holds(async () => (await centre.Queue(first).Snapshot()).Calls.Count == 0, "the last call has ended");
        var learned = (await centre.Queue(first).Snapshot()).Pace.AnswerRate;
        Assert.True(learned < opinion / 2, $"{learned} of {opinion}");
        await first.DisposeAsync();

        await using var second = await DialerWorld.Start(postgres.Database, carrier);
        Assert.Equal(learned, (await centre.Queue(second).Snapshot()).Pace.AnswerRate, 6);
    }
}
