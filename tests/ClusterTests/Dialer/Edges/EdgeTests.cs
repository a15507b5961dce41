using System.Globalization;
using Pivotal.ClusterTests.Shared;
using Pivotal.Simulator.Telnyx;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Dialer.Edges;

/// <summary>
/// Real campaigns on clocks from UTC−10 to UTC+14 go over closing, opening, midnight, holidays and the nights in which clocks are changed, with work in hand. Nothing stands still,
/// nobody is called outside his hours, and everybody else is called on.
/// </summary>
public sealed class EdgeTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static readonly TimeSpan Set = TimeSpan.FromMinutes(4),
        InHand = TimeSpan.FromSeconds(55),
        Short = TimeSpan.FromSeconds(1);

    [Fact]
    public Task Closing_opening_and_midnight_on_clocks_from_ten_behind_to_fourteen_ahead()
    {
        var at = At("2026-12-08T10:00:00Z");
        string[] zones =
        [
            "Pacific/Honolulu",
            "America/Los_Angeles",
            "America/St_Johns",
            "Europe/London",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Australia/Sydney",
            "Pacific/Auckland",
            "Pacific/Chatham",
            "Pacific/Kiritimati",
        ];
        return GoOver([
            .. zones.SelectMany(z => Edge.Hours(z, at)),
            Edge.NewDay("Pacific/Honolulu", at),
            Edge.NewDay("Pacific/Kiritimati", at),
            Edge.Holiday("Pacific/Honolulu", at, "2026-12-08"),
            Edge.Holiday("Pacific/Kiritimati", at, "2026-12-08"),
        ]);
    }

    [Theory]
    [InlineData("2026-11-01T06:00:00Z", "America/New_York"), InlineData("2027-03-14T07:00:00Z", "America/New_York")]
    [
        InlineData("2026-10-25T01:00:00Z", "Europe/Berlin", "Europe/London"),
        InlineData("2027-03-28T01:00:00Z", "Europe/Berlin", "Europe/London")
    ]
    [
        InlineData("2026-09-26T14:00:00Z", "Pacific/Auckland", "Pacific/Chatham"),
        InlineData("2027-04-03T14:00:00Z", "Pacific/Auckland", "Pacific/Chatham")
    ]
    [InlineData("2027-04-03T15:00:00Z", "Australia/Lord_Howe")]
    public Task The_night_in_which_clocks_are_changed(string at, params string[] zones) =>
        GoOver([.. zones.SelectMany(z => Edge.Hours(z, At(at)))]);

    [Theory]
    [InlineData("2027-01-01T05:00:00Z", "2027-01-01"), InlineData("2026-12-26T05:00:00Z", "2026-12-25")]
    public Task A_holiday_of_the_calendar_begins_and_ends_at_midnight(string at, string day) =>
        GoOver([Edge.Holiday("America/New_York", At(at), day, "us_federal")]);

    private async Task GoOver(IReadOnlyList<Edge> edges)
    {
        var at = Assert.Single(edges.Select(e => e.At).Distinct());
        var clock = new TurnableClock(at - Set);
        await using var carrier = await DialerWorld.Carrier(o => o.Speed = 1, clock);
        await using var world = await DialerWorld.Start(postgres.Database, carrier, services: clock.Forgiving);
        var campaigns = await Task.WhenAll(edges.Select(e => EdgeCampaign.Open(postgres.Database, e)));
        clock.TurnTo(at - InHand);
        await Task.WhenAll(campaigns.Select(c => c.Start(world)));
        await All(campaigns, c => c.IsInHand(world), "work is in hand", world);
        clock.TurnTo(at - Short);
        await Eventually.Holds(() => Task.FromResult(clock.GetUtcNow() > at), "the clock turns");
        using var over = new CancellationTokenSource();
        var refusing = Refuse();
        await All(campaigns, c => c.IsThrough(world), "everybody who may be called is called", world);
        await over.CancelAsync();
        await refusing;
        foreach (var campaign in campaigns)
            await campaign.AssertRight([.. carrier.Control.Calls()]);

        // From the edge on whoever is called refuses.
        async Task Refuse()
        {
            while (!over.IsCancellationRequested)
            {
                foreach (
                    var call in carrier
                        .Control.Calls()
                        .Where(c => c.Phase == LegPhase.Ringing && c.To.StartsWith("+1293", StringComparison.Ordinal))
                )
                    carrier.Control.HangUpByCallee(call.CallControlId);
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }

    private static async Task All(
        IReadOnlyList<EdgeCampaign> campaigns,
        Func<EdgeCampaign, Task<bool>> holds,
        string what,
        DialerWorld world
    )
    {
        foreach (var campaign in campaigns)
            await Eventually.Holds(() => holds(campaign), $"{what}: {campaign}", detail: () => campaign.Tells(world));
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
