using System.Net;
using System.Net.Http.Json;
using Pivotal.Simulator.Telnyx;
using Xunit;

namespace Pivotal.ClusterTests.Simulator;

public sealed class TelnyxWireTests
{
    [Fact]
    public async Task An_agent_leg_is_bridged_to_one_person_after_another()
    {
        await using var world = await SimWorld.Start();
        var agent = await world.DialAnswered("sip:agent1@sip.telnyx.com");

        foreach (var number in new[] { "+12995550101", "+12995550102" })
        {
            var person = await world.DialAnswered(number);
            using var bridged = await world.Act(agent, "bridge", new { call_control_id = person, park_after_unbridge = "self" });
            Assert.Equal(HttpStatusCode.OK, bridged.StatusCode);
            var got = await world.Receiver.UntilEvent("call.hangup", person);
            await world.Receiver.Until(all =>
                all.Count(d => d.Type == "call.bridged" && d.Call == agent) == (number.EndsWith('1') ? 1 : 2)
            );
            var end = got.Single(d => d.Type == "call.hangup" && d.Call == person);
            Assert.Equal(("normal_clearing", "callee"), (end.Text("hangup_cause"), end.Text("hangup_source")));
            Assert.Equal(Convert.ToBase64String("state"u8), end.Text("client_state"));
            Assert.Contains(got, d => d.Type == "call.bridged" && d.Call == person);
        }

        Assert.Equal(LegPhase.Answered, world.Simulator.Control.Calls()[0].Phase);
        Assert.Equal(2, world.Simulator.Control.Stats().HumansBridged);
    }

    [Theory]
    [InlineData("+12905550101", "premium", "call.machine.premium.detection.ended", "human_business")]
    [InlineData("+12915550101", "premium", "call.machine.premium.detection.ended", "machine")]
    [InlineData("+12945550101", "premium", "call.machine.premium.detection.ended", "fax_detected")]
    [InlineData("+12915550101", "premium", "call.machine.premium.greeting.ended", "beep_detected")]
    [InlineData("+12915550101", "detect", "call.machine.detection.ended", "machine")]
    public async Task Detection_reports_in_the_mode_that_was_asked_for(string to, string mode, string type, string result)
    {
        await using var world = await SimWorld.Start();
        var call = await world.Dial(to, amd: mode);
        var got = await world.Receiver.UntilEvent(type, call);
        Assert.Equal(result, got.Single(d => d.Type == type).Text("result"));
    }

    [Fact]
    public async Task A_repeated_command_id_places_one_call()
    {
        await using var world = await SimWorld.Start();
        var first = await world.Dial("+12905550101", "cmd-1");
        Assert.Equal(first, await world.Dial("+12905550101", "cmd-1"));
        Assert.NotEqual(first, await world.Dial("+12905550101", "cmd-2"));
        Assert.Equal(2, world.Simulator.Control.Stats().Dials);
        Assert.Equal(2, world.Simulator.Control.Stats().MostAtOncePerNumber);
    }

    [Fact]
    public async Task Dials_beyond_the_trailing_window_are_refused()
    {
        await using var world = await SimWorld.Start(o => o.Limits = new CarrierLimits { DialsPerWindow = 3, DialWindowSeconds = 60 });
        for (var i = 0; i < 3; i++)
            await world.Dial($"+1290555010{i}");
        using var refused = await world.TryDial("+12905550109");
        Assert.Equal((HttpStatusCode.TooManyRequests, "90103"), await SimWorld.Refusal(refused));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(1, world.Simulator.Control.Stats().RefusedDials);
    }

    [Fact]
    public async Task Requests_beyond_the_api_limit_are_refused()
    {
        await using var world = await SimWorld.Start(o => o.Limits = new CarrierLimits { RequestsPerMinute = 1 });
        await world.Dial("+12905550101");
        using var refused = await world.TryDial("+12905550102");
        Assert.Equal((HttpStatusCode.TooManyRequests, "10011"), await SimWorld.Refusal(refused));
    }

    [Fact]
    public async Task Commands_to_dead_unknown_or_unanswered_calls_are_refused_as_the_provider_does()
    {
        await using var world = await SimWorld.Start(o => o.Speed = 0.5);
        var call = await world.Dial("+12905550101");
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "90034"), await SimWorld.Refusal(await world.Act(call, "record_start")));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "90015"), await SimWorld.Refusal(await world.Act("v3:nobody", "hangup")));
        Assert.Equal((HttpStatusCode.NotFound, "10005"), await SimWorld.Refusal(await world.Act(call, "transfer")));
        Assert.Equal(HttpStatusCode.OK, (await world.Act(call, "hangup", new { command_id = "h1" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await world.Act(call, "hangup", new { command_id = "h1" })).StatusCode);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "90018"), await SimWorld.Refusal(await world.Act(call, "hangup")));
    }

    [Fact]
    public async Task Without_a_key_nothing_is_done()
    {
        await using var world = await SimWorld.Start(o => o.ApiKey = "KEY0001");
        world.Http.DefaultRequestHeaders.Authorization = new("Bearer", "WRONG");
        Assert.Equal((HttpStatusCode.Unauthorized, "10009"), await SimWorld.Refusal(await world.TryDial("+12905550101")));
        world.Http.DefaultRequestHeaders.Authorization = new("Bearer", "KEY0001");
        await world.Dial("+12905550101");
        Assert.Equal(1, world.Simulator.Control.Stats().Dials);
    }

    [Theory]
    [InlineData("5550101", "10016")]
    [InlineData("", "10004")]
    public async Task A_bad_number_is_refused(string to, string code)
    {
        await using var world = await SimWorld.Start();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), await SimWorld.Refusal(await world.TryDial(to)));
    }

    [Fact]
    public async Task A_recording_can_be_fetched()
    {
        await using var world = await SimWorld.Start();
        var call = await world.DialAnswered("+12905550101");
        using var started = await world.Act(call, "record_start");
        using var stopped = await world.Act(call, "record_stop");
        var saved = (await world.Receiver.UntilEvent("call.recording.saved", call)).Single(d => d.Type == "call.recording.saved");
        var wav = await world.Http.GetByteArrayAsync(saved.Payload.GetProperty("recording_urls").GetProperty("wav").GetString());
        Assert.Equal("RIFF"u8.ToArray(), wav[..4]);
    }

    [Fact]
    public async Task The_status_page_shows_the_last_call()
    {
        await using var world = await SimWorld.Start();
        await world.Dial("+12905550101");
        var page = await world.Http.GetStringAsync("/");
        Assert.Contains("+12905550101", page, StringComparison.Ordinal);
        var stats = await world.Http.GetFromJsonAsync<System.Text.Json.JsonElement>("/sim/stats");
        Assert.Equal(1, stats.GetProperty("dials").GetInt32());
    }
}
