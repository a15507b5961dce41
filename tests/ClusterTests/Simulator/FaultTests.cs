using System.Net;
using System.Net.Http.Json;
using Pivotal.Simulator.Telnyx;
using Xunit;

namespace Pivotal.ClusterTests.Simulator;

public sealed class FaultTests
{
    [Fact]
    public async Task A_duplicate_carries_the_same_event_id()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { Duplicate = 1 });
        await world.Dial("+12905550101");
        var got = await world.Receiver.Until(all => all.Count(d => d.Type == "call.initiated") == 2);
        Assert.Single(got.Where(d => d.Type == "call.initiated").Select(d => d.EventId).Distinct());
    }

    [Fact]
    public async Task A_dropped_webhook_comes_with_the_second_attempt()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { Drop = 1 });
        await world.Dial("+12905550101");
        Assert.Equal(2, (await world.Receiver.UntilEvent("call.initiated"))[0].Attempt);
    }

    [Fact]
    public async Task A_receiver_in_trouble_is_tried_again_and_one_that_refuses_is_not()
    {
        await using var world = await SimWorld.Start();
        world.Receiver.Answer = d =>
            d.Type == "call.initiated" ? 400
            : d.Attempt < 3 ? 503
            : 200;
        await world.Dial("+12905550101");
        var got = await world.Receiver.Until(all => all.Any(d => d is { Type: "call.answered", Attempt: 3 }));
        Assert.Single(got, d => d.Type == "call.initiated");
        Assert.Equal([1, 2, 3], got.Where(d => d.Type == "call.answered").Select(d => d.Attempt));
    }

    [Fact]
    public async Task A_lost_hangup_never_arrives_and_the_call_is_over()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { LostHangup = 1 });
        var lost = await world.Dial("+12925550101");
        while (world.Simulator.Control.Stats().Alive > 0)
            await Task.Delay(10);
        using var set = await world.Http.PostAsJsonAsync("/sim/faults", new { });
        var reported = await world.Dial("+12925550102");
        var got = await world.Receiver.UntilEvent("call.hangup", reported);
        Assert.DoesNotContain(got, d => d.Type == "call.hangup" && d.Call == lost);
    }

    [Fact]
    public async Task A_dial_answered_with_an_error_may_still_have_been_placed()
    {
        await using var world = await SimWorld.Start();
        using var set = await world.Http.PostAsJsonAsync("/sim/faults", new { api5xxAfterDial = 1 });
        Assert.Equal(HttpStatusCode.InternalServerError, (await world.TryDial("+12905550101", "once")).StatusCode);
        using var unset = await world.Http.PostAsJsonAsync("/sim/faults", new { });
        await world.Dial("+12905550101", "once");
        Assert.Equal(1, world.Simulator.Control.Stats().Dials);
    }

    [Fact]
    public async Task Knobs_outside_their_range_are_refused_and_change_nothing()
    {
        await using var world = await SimWorld.Start();
        using var refused = await world.Http.PostAsJsonAsync("/sim/faults", new { drop = 2 });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(new FaultKnobs(), world.Simulator.Control.Faults);
    }

    [Fact]
    public async Task An_event_can_be_replayed_and_any_body_injected()
    {
        await using var world = await SimWorld.Start();
        await world.Dial("+12905550101");
        var first = (await world.Receiver.UntilEvent("call.initiated"))[0];
        using var replayed = await world.Http.PostAsync($"/sim/events/{first.EventId}/replay", null);
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        await world.Receiver.Until(all => all.Count(d => d.EventId == first.EventId) == 2);

        const string body = """{"data":{"event_type":"call.made.up","id":"x"},"meta":{"attempt":1}}""";
        Assert.Equal(200, await world.Simulator.Control.Inject(world.Receiver.Url, body, TimeSpan.FromMinutes(10)));
        var injected = world.Receiver.Got.Single(d => d.Type == "call.made.up");
        Assert.True(
            long.Parse(first.Timestamp, System.Globalization.CultureInfo.InvariantCulture)
                - long.Parse(injected.Timestamp, System.Globalization.CultureInfo.InvariantCulture)
                > 500
        );
    }

    [Fact]
    public async Task The_called_person_can_be_made_to_hang_up()
    {
        await using var world = await SimWorld.Start();
        var call = await world.DialAnswered("+12905550101");
        using var done = await world.Http.PostAsync($"/sim/calls/{call}/hangup", null);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        var end = (await world.Receiver.UntilEvent("call.hangup", call)).Single(d => d.Type == "call.hangup");
        Assert.Equal("callee", end.Text("hangup_source"));
        using var again = await world.Http.PostAsync($"/sim/calls/{call}/hangup", null);
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
    }

    [Fact]
    public async Task The_called_person_can_be_made_to_answer()
    {
        // At the usual speed it rings for half a second, which a busy machine needs for the next request.
        await using var world = await SimWorld.Start(o => o.Speed = 1);
        var call = await world.Dial("+12935550101");
        using var done = await world.Http.PostAsync($"/sim/calls/{call}/answer", null);
        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        await world.Receiver.UntilEvent("call.answered", call);
    }

    [Fact]
    public async Task Events_that_are_held_back_are_overtaken()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { Reorder = 1, ReorderMilliseconds = 1000 });
        for (var i = 0; i < 20; i++)
            await world.Dial($"+129255501{i:00}");
        var got = await world.Receiver.Until(all => all.Count == 40);
        var overtaken = got.GroupBy(d => d.Call).Count(call => call.First().Type == "call.hangup");
        Assert.InRange(overtaken, 1, 19);
    }

    [Fact]
    public async Task It_signs_for_its_own_receiver_and_for_nobody_else()
    {
        await using var world = await SimWorld.Start();
        foreach (
            var (url, status) in new[]
            {
                (world.Receiver.Url, 200),
                ("http://127.0.0.1:9/api/v1/webhooks/telnyx", 403),
                ("https://elsewhere.example/x", 403),
                ("x", 400),
            }
        )
        {
            using var answer = await world.Http.PostAsJsonAsync(
                new Uri(world.Simulator.BaseAddress, "/sim/inject"),
                new
                {
                    url,
                    body = "{}",
                    ageSeconds = 0,
                }
            );
            Assert.Equal(status, (int)answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_throttled_account_refuses_the_dial_and_places_none()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { Api429 = 1 });
        Assert.Equal((HttpStatusCode.TooManyRequests, "90103"), await SimWorld.Refusal(await world.TryDial("+12905550101")));
        Assert.Equal(0, world.Simulator.Control.Stats().Dials);
    }
}
