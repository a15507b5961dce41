using System.Text;
using System.Text.Json;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Xunit;

namespace Pivotal.UnitTests.Telephony;

public sealed class TelnyxEventParserTests
{
    private static readonly Guid Tenant = Ids.New();
    private static readonly Guid Call = Ids.New();

    [Theory]
    [InlineData("call.initiated", "{}", CarrierEventKind.Initiated, null, null)]
    [InlineData("call.answered", "{}", CarrierEventKind.Answered, null, null)]
    [InlineData("call.machine.premium.detection.ended", """{"result":"human_business"}""", CarrierEventKind.MachineDetected, "human", null)]
    [InlineData(
        "call.machine.premium.detection.ended",
        """{"result":"human_residence"}""",
        CarrierEventKind.MachineDetected,
        "human",
        null
    )]
    [InlineData("call.machine.premium.detection.ended", """{"result":"fax_detected"}""", CarrierEventKind.MachineDetected, "fax", null)]
    [InlineData("call.machine.premium.detection.ended", """{"result":"silence"}""", CarrierEventKind.MachineDetected, "not_sure", null)]
    [InlineData("call.machine.detection.ended", """{"result":"machine"}""", CarrierEventKind.MachineDetected, "machine", null)]
    [InlineData(
        "call.machine.premium.greeting.ended",
        """{"result":"beep_detected"}""",
        CarrierEventKind.GreetingOver,
        "beep_detected",
        null
    )]
    [InlineData("call.machine.greeting.ended", """{"result":"ended"}""", CarrierEventKind.GreetingOver, "ended", null)]
    [InlineData("call.bridged", "{}", CarrierEventKind.Bridged, null, null)]
    [InlineData("call.hangup", """{"hangup_cause":"user_busy","hangup_source":"callee"}""", CarrierEventKind.HungUp, "user_busy", "callee")]
    [InlineData("call.hangup", "{}", CarrierEventKind.HungUp, "unspecified", "unknown")]
    [InlineData("call.recording.saved", """{"recording_id":"r1"}""", CarrierEventKind.RecordingSaved, "r1", null)]
    [InlineData("call.dtmf.received", """{"digit":"9"}""", CarrierEventKind.KeyPressed, "9", null)]
    [InlineData("call.gather.ended", """{"digits":"9","status":"valid"}""", CarrierEventKind.MessageOver, "9", null)]
    [InlineData("call.speak.ended", """{"status":"completed"}""", CarrierEventKind.MessageOver, "completed", null)]
    [InlineData("call.playback.started", "{}", CarrierEventKind.Other, "call.playback.started", null)]
    public void Each_event_is_put_into_our_words(string type, string extra, CarrierEventKind kind, string? detail, string? source)
    {
        var parsed = TelnyxEventParser.Parse(Webhook(type, new ClientState(Tenant, LegKind.Customer, Call).ToString(), extra));
        Assert.Equal(
            new CarrierEvent(
                "e-1",
                kind,
                LegKind.Customer,
                Tenant,
                Call,
                "v3:abc",
                new DateTimeOffset(2026, 3, 2, 10, 0, 0, 123, TimeSpan.Zero),
                detail,
                source
            ),
            parsed
        );
    }

    [Fact]
    public void An_agents_leg_is_told_from_a_customers() =>
        Assert.Equal(
            LegKind.Agent,
            TelnyxEventParser.Parse(Webhook("call.answered", new ClientState(Tenant, LegKind.Agent, Call).ToString()))!.Leg
        );

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("aGVsbG8=")]
    [InlineData("%%%")]
    public void A_leg_that_is_not_ours_is_nothing_to_us(string? clientState) =>
        Assert.Null(TelnyxEventParser.Parse(Webhook("call.answered", clientState)));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"data\":7}")]
    [InlineData("{\"data\":{\"payload\":{}}}")]
    [InlineData("{\"data\":{\"id\":1,\"event_type\":2,\"payload\":{\"call_control_id\":3}}}")]
    public void What_is_no_event_is_nothing_to_us(string body) => Assert.Null(TelnyxEventParser.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Client_state_survives_the_way_there_and_back()
    {
        for (var i = 0; i < 200; i++)
        {
            var state = new ClientState(Ids.New(), i % 2 == 0 ? LegKind.Agent : LegKind.Customer, Ids.New());
            Assert.True(ClientState.TryParse(state.ToString(), out var back));
            Assert.Equal(state, back);
        }
    }

    private static byte[] Webhook(string type, string? clientState, string extra = "{}")
    {
        var payload = JsonSerializer.Deserialize<Dictionary<string, object?>>(extra)!;
        payload["call_control_id"] = "v3:abc";
        payload["client_state"] = clientState;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                data = new
                {
                    record_type = "event",
                    event_type = type,
                    id = "e-1",
                    occurred_at = "2026-03-02T10:00:00.123000Z",
                    payload,
                },
                meta = new { attempt = 1, delivered_to = "http://127.0.0.1/hook" },
            }
        );
    }

    [Fact]
    public void A_leg_that_is_tied_to_no_tenant_is_nobodys() =>
        Assert.False(ClientState.TryParse(new ClientState(Guid.Empty, LegKind.Customer, Call).ToString(), out _));
}
