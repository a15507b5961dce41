using Pivotal.Simulator.Telnyx;
using Pivotal.Simulator.Telnyx.Script;
using Xunit;

namespace Pivotal.UnitTests.Simulator;

public sealed class LegMachineTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_person_answers_is_detected_is_bridged_and_hangs_up()
    {
        var run = new Run("+12995550101");
        run.Ring(Alarm.RingOver).Ring(Alarm.AmdOver).Do(new LegInput.Joined("other", false)).Ring(Alarm.TalkOver);
        Assert.Equal(
            ["call.initiated", "call.answered", "call.machine.premium.detection.ended", "call.bridged", "call.hangup"],
            run.Events
        );
        Assert.Equal(("normal_clearing", "callee"), (run.Leg.HangupCause, run.Leg.HangupSource));
        Assert.Equal("other", run.LastReleased);
    }

    [Theory]
    [InlineData("+12925550101", "user_busy", "486")]
    [InlineData("+12935550101", "no_answer", "480")]
    [InlineData("+12955550101", "not_found", "404")]
    [InlineData("+12975550101", "call_rejected", "603")]
    public void Who_does_not_answer_ends_with_the_carriers_cause(string to, string cause, string sip)
    {
        var run = new Run(to).Ring(Alarm.RingOver);
        Assert.Equal(["call.initiated", "call.hangup"], run.Events);
        Assert.Equal((cause, sip), (run.Leg.HangupCause, run.Leg.SipCause));
    }

    [Fact]
    public void Ringing_longer_than_the_caller_waits_is_a_timeout() =>
        Assert.Equal("timeout", new Run("+12935550101").Ring(Alarm.RingLimit).Leg.HangupCause);

    [Fact]
    public void Hanging_up_before_the_answer_cancels_and_after_it_clears()
    {
        Assert.Equal("originator_cancel", new Run("+12905550101").Do(new LegInput.CallerHungUp()).Leg.HangupCause);
        Assert.Equal("normal_clearing", new Run("+12905550101").Ring(Alarm.RingOver).Do(new LegInput.CallerHungUp()).Leg.HangupCause);
    }

    [Fact]
    public void Patience_ends_an_unbridged_call_and_never_a_bridged_one()
    {
        Assert.False(new Run("+12965550101").Ring(Alarm.RingOver).Ring(Alarm.PatienceOver).Leg.IsAlive);
        Assert.True(new Run("+12965550101").Ring(Alarm.RingOver).Do(new LegInput.Joined("a", false)).Ring(Alarm.PatienceOver).Leg.IsAlive);
    }

    [Fact]
    public void A_parked_leg_outlives_its_partner_and_another_does_not()
    {
        var parked = new Run("sip:a@x").Ring(Alarm.RingOver).Do(new LegInput.Joined("c", true)).Do(new LegInput.PartnerLeft());
        Assert.Equal(LegPhase.Answered, parked.Leg.Phase);
        var plain = new Run("sip:a@x").Ring(Alarm.RingOver).Do(new LegInput.Joined("c", false)).Do(new LegInput.PartnerLeft());
        Assert.Equal(LegPhase.Ended, plain.Leg.Phase);
    }

    [Fact]
    public void Bridging_the_same_pair_again_releases_nobody()
    {
        var run = new Run("sip:a@x").Ring(Alarm.RingOver).Do(new LegInput.Joined("c", true)).Do(new LegInput.Joined("c", true));
        Assert.Null(run.LastReleased);
    }

    [Fact]
    public void An_alarm_of_an_earlier_bridge_does_not_end_a_later_one()
    {
        var run = new Run("+12995550101").Ring(Alarm.RingOver).Do(new LegInput.Joined("a", true));
        var stale = new LegInput.Rang(Alarm.TalkOver, run.Leg.Bridges);
        run.Do(new LegInput.Joined("b", true)).Do(stale);
        Assert.True(run.Leg.IsAlive);
        Assert.False(run.Ring(Alarm.TalkOver).Leg.IsAlive);
    }

    [Fact]
    public void Nothing_happens_to_an_ended_leg()
    {
        var run = new Run("+12905550101").Do(new LegInput.CallerHungUp());
        var before = run.Leg;
        foreach (var alarm in Enum.GetValues<Alarm>())
            run.Ring(alarm);
        Assert.Equal(before, run.Leg);
        Assert.Single(run.Events, e => e == "call.hangup");
    }

    [Fact]
    public void A_lost_hangup_ends_the_call_without_a_word()
    {
        var run = new Run("+12985550101").Ring(Alarm.RingOver).Do(new LegInput.CalleeHungUp());
        Assert.False(run.Leg.IsAlive);
        Assert.DoesNotContain("call.hangup", run.Events);
    }

    [Fact]
    public void A_key_ends_what_is_gathered_and_is_only_reported_where_nothing_is()
    {
        LegInput press = new LegInput.KeyPressed("9"),
            gather = new LegInput.Gather(TimeSpan.FromSeconds(3), "0123456789");
        Assert.DoesNotContain("call.dtmf.received", new Run("+12905550101").Do(press).Events);
        Assert.Equal("call.dtmf.received", new Run("+12905550101").Ring(Alarm.RingOver).Do(press).Events[^1]);
        var run = new Run("+12905550101").Ring(Alarm.RingOver).Do(gather).Do(press);
        Assert.Equal(["call.dtmf.received", "call.gather.ended"], run.Events.TakeLast(2));
        // The alarm of what is over says nothing; the next one's does.
        var events = run.Events.Count;
        Assert.Equal(events, run.Do(new LegInput.Rang(Alarm.GatherOver, 0, 1)).Events.Count);
        Assert.Equal("call.gather.ended", run.Do(gather).Do(new LegInput.Rang(Alarm.GatherOver, 0, 2)).Events[^1]);
        Assert.Equal(["call.gather.ended", "call.hangup"], run.Do(gather).Do(new LegInput.CalleeHungUp()).Events.TakeLast(2));
    }

    [Fact]
    public void A_recording_is_saved_when_the_call_ends()
    {
        var run = new Run("+12905550101").Ring(Alarm.RingOver).Do(new LegInput.RecordStarted()).Do(new LegInput.CallerHungUp());
        Assert.Equal("call.recording.saved", run.Events[^1]);
    }

    private sealed class Run
    {
        private DateTimeOffset _now = Start;

        public Run(string to)
        {
            var order = new DialOrder(
                "c1",
                to,
                "+12125550100",
                TimeSpan.FromSeconds(30),
                TimeSpan.FromHours(4),
                AmdMode.Premium,
                null,
                null,
                null,
                null,
                false,
                false,
                false
            );
            Leg = new Leg("v3:x", "leg", "session", order, CallScript.Write(new CalleeBehaviour(), 1, to, 1), Start);
            Do(new LegInput.Dialled());
        }

        public Leg Leg { get; private set; }
        public List<string> Events { get; } = [];
        public string? LastReleased { get; private set; }

        public Run Ring(Alarm alarm) => Do(new LegInput.Rang(alarm, Leg.Bridges));

        public Run Do(LegInput input)
        {
            var step = LegMachine.Apply(Leg, input, _now = _now.AddSeconds(1));
            Leg = step.Leg;
            Events.AddRange(step.Events.Select(e => e.Type));
            LastReleased = step.Released;
            return this;
        }
    }
}
