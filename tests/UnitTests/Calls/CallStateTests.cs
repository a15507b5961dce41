using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Xunit;
using Outcome = Pivotal.Domain.Shared.Outcome;

namespace Pivotal.UnitTests.Calls;

public sealed class CallStateTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Call = new(1, 0, 0, new byte[8]),
        Agent = new(2, 0, 0, new byte[8]);

    private static CarrierEvent Event(CarrierEventKind kind, int second, string? detail = null, string? id = null, string? source = null) =>
        new(id ?? $"{kind}-{second}-{detail}", kind, LegKind.Customer, Guid.Empty, Call, "leg-1", T0.AddSeconds(second), detail, source);

    private static readonly CarrierEvent Initiated = Event(CarrierEventKind.Initiated, 0),
        Answered = Event(CarrierEventKind.Answered, 8),
        Person = Event(CarrierEventKind.MachineDetected, 10, "human"),
        Machine = Event(CarrierEventKind.MachineDetected, 10, "machine"),
        Bridged = Event(CarrierEventKind.Bridged, 11),
        HungUp = Event(CarrierEventKind.HungUp, 60, "normal_clearing", source: "callee");

    [Fact]
    public void A_person_is_routed_bridged_and_ends_connected()
    {
        var call = new CallState(detectMachine: true);
        Assert.Empty(call.OnDialed("leg-1", T0));
        Assert.Equal(CallStatus.Dialing, call.Status);
        Assert.Empty(call.Apply(Initiated));
        Assert.Equal(CallStatus.Ringing, call.Status);
        Assert.Empty(call.Apply(Answered));
        Assert.Equal([new CallCommand.Route()], call.Apply(Person));
        call.OnAgentTook(Agent);
        Assert.Equal([new CallCommand.Bridged()], call.OnBridgeAccepted(T0.AddSeconds(10)));
        Assert.Empty(call.Apply(Bridged));
        Assert.Equal([new CallCommand.Finished(Outcome.Connected)], call.Apply(HungUp));
        Assert.Equal((CallStatus.Ended, Outcome.Connected), (call.Status, call.Outcome));
    }

    [Theory]
    [InlineData(false, false, 2, 10, false), InlineData(false, false, 2, 11, true)]
    [InlineData(true, false, 2, 12, false), InlineData(true, false, 2, 13, true)]
    [InlineData(true, true, 2, 11, true), InlineData(true, false, 1, 12, true), InlineData(false, false, 5, 13, false)]
    public void Connected_later_than_the_law_allows_is_said_once(bool detects, bool fromPickUp, double seconds, int bridged, bool late)
    {
        var call = new CallState(detects, connect: new(seconds, fromPickUp));
        call.Apply(Answered);
        if (detects)
            call.Apply(Person);
        call.OnAgentTook(Agent);
        // The carrier's own report decides; that it took the order late says nothing yet.
        Assert.DoesNotContain(new CallCommand.ConnectedLate(), call.OnBridgeAccepted(T0.AddSeconds(20)));
        var report = Event(CarrierEventKind.Bridged, bridged);
        Assert.Equal(late ? [new CallCommand.ConnectedLate()] : [], call.Apply(report));
        Assert.DoesNotContain(new CallCommand.ConnectedLate(), call.Apply(HungUp));
        Assert.Equal((Outcome.Connected, late), (call.Outcome, call.ConnectedLate));
        // Read from its row it is neither said again nor judged anew by what the row does not know.
        var stored = new CallState(detects, connect: new(seconds, fromPickUp));
        stored.Restore(call.Facts with { AmdAt = call.Facts.AnsweredAt, ConnectBy = call.ConnectBy }, Agent);
        Assert.Equal((late, 0), (stored.ConnectedLate, stored.Review().Count));
    }

    [Fact]
    public void Without_detection_the_answer_alone_is_a_person() =>
        Assert.Equal([new CallCommand.Route()], new CallState(detectMachine: false).Apply(Answered));

    [Theory]
    [InlineData("machine", Outcome.Voicemail)]
    [InlineData("fax", Outcome.Fax)]
    public void A_machine_is_hung_up_and_never_routed(string detected, string outcome)
    {
        var call = new CallState(detectMachine: true);
        call.Apply(Answered);
        Assert.Equal([new CallCommand.HangUp(detected)], call.Apply(Event(CarrierEventKind.MachineDetected, 10, detected)));
        Assert.Equal([new CallCommand.Finished(outcome)], call.Apply(HungUp));
    }

    [Fact]
    public void A_detection_that_cannot_say_counts_as_a_person() =>
        Assert.Equal([new CallCommand.Route()], Given(Answered).Apply(Event(CarrierEventKind.MachineDetected, 10, "not_sure")));

    [Fact]
    public void A_lost_detection_ends_in_a_person_being_greeted_and_its_late_result_disturbs_nobody()
    {
        var call = Given(Answered);
        Assert.Equal([new CallCommand.Route()], call.OnAmdOverdue());
        call.OnAgentTook(Agent);
        call.OnBridgeAccepted(T0.AddSeconds(18));
        Assert.Empty(call.Apply(Machine));
        Assert.Equal([new CallCommand.Finished(Outcome.Connected)], call.Apply(HungUp));
    }

    [Fact]
    public void A_lost_answer_shows_in_the_detection() => Assert.Equal([new CallCommand.Route()], Given(Initiated).Apply(Person));

    [Fact]
    public void A_person_nobody_is_free_for_hears_the_message_and_stays_abandoned()
    {
        var call = new CallState(detectMachine: true, speaksWhenAbandoned: true);
        foreach (var e in new[] { Initiated, Answered, Person })
            call.Apply(e);
        Assert.Equal([new CallCommand.Speak()], call.OnNobodyFree());
        Assert.Empty(call.OnMessageAccepted(T0.AddSeconds(11)));
        var over = Event(CarrierEventKind.MessageOver, 20, "completed");
        Assert.Equal([new CallCommand.HangUp("abandoned")], call.Apply(over));
        Assert.Empty(call.Apply(over));
        Assert.Equal([new CallCommand.Finished(Outcome.Abandoned)], call.Apply(HungUp));
        Assert.Equal(T0.AddSeconds(11), call.Facts.MessageAt);
    }

    [Fact]
    public void Somebody_who_hangs_up_during_the_message_is_abandoned_too()
    {
        var call = new CallState(detectMachine: false, speaksWhenAbandoned: true);
        call.Apply(Answered);
        Assert.Equal([new CallCommand.Speak()], call.OnNobodyFree());
        call.OnMessageAccepted(T0.AddSeconds(11));
        Assert.Equal([new CallCommand.Finished(Outcome.Abandoned)], call.Apply(HungUp));
    }

    [Fact]
    public void After_a_restart_the_message_is_neither_repeated_nor_the_person_routed()
    {
        var call = new CallState(detectMachine: false, speaksWhenAbandoned: true);
        call.Restore(
            new CallFacts
            {
                LegId = "leg-1",
                AnswerReportedAt = T0,
                MessageAcceptedAt = T0.AddSeconds(2),
            },
            null
        );
        Assert.Empty(call.Review());
        Assert.Equal([new CallCommand.HangUp("abandoned")], call.OnMessageOverdue(T0.AddSeconds(30)));
    }

    [Fact]
    public void The_key_that_the_message_names_ends_the_call_and_no_other_key_does()
    {
        var call = new CallState(detectMachine: false, speaksWhenAbandoned: true, optOutKey: "9");
        call.Apply(Answered);
        call.OnNobodyFree();
        call.OnMessageAccepted(T0.AddSeconds(9));
        Assert.Empty(call.Apply(Event(CarrierEventKind.KeyPressed, 10, "5")));
        Assert.False(call.OptedOut);
        Assert.Equal(
            [new CallCommand.HangUp("opted_out"), new CallCommand.OptOut()],
            call.Apply(Event(CarrierEventKind.KeyPressed, 11, "9"))
        );
        Assert.Empty(call.Apply(Event(CarrierEventKind.MessageOver, 11, "9")));
        Assert.Equal([new CallCommand.Finished(Outcome.Abandoned)], call.Apply(HungUp));
        Assert.Equal(T0.AddSeconds(11), call.Facts.KeyAt);
    }

    [Fact]
    public void A_key_reported_after_the_end_still_counts_and_one_in_a_conversation_means_nothing()
    {
        var late = new CallState(detectMachine: false, speaksWhenAbandoned: true, optOutKey: "9");
        late.Apply(Answered);
        late.OnNobodyFree();
        late.OnMessageAccepted(T0.AddSeconds(9));
        late.Apply(HungUp);
        Assert.Equal([new CallCommand.OptOut()], late.Apply(Event(CarrierEventKind.KeyPressed, 11, "9")));

        var talking = new CallState(detectMachine: false, speaksWhenAbandoned: true, optOutKey: "9");
        talking.Apply(Answered);
        talking.OnAgentTook(Agent);
        talking.OnBridgeAccepted(T0.AddSeconds(9));
        Assert.Empty(talking.Apply(Event(CarrierEventKind.KeyPressed, 11, "9")));
        Assert.Equal([new CallCommand.Finished(Outcome.Connected)], talking.Apply(HungUp));
    }

    [Fact]
    public void After_a_restart_an_opt_out_that_was_stored_is_not_said_again_and_one_that_was_not_is()
    {
        var facts = new CallFacts
        {
            LegId = "leg-1",
            AnswerReportedAt = T0,
            MessageAcceptedAt = T0.AddSeconds(2),
        };
        var pressed = Event(CarrierEventKind.KeyPressed, 5, "9");
        var stored = new CallState(detectMachine: false, speaksWhenAbandoned: true, optOutKey: "9");
        stored.Restore(facts with { KeyAt = T0.AddSeconds(5) }, null);
        Assert.DoesNotContain(new CallCommand.OptOut(), stored.Apply(pressed));
        var open = new CallState(detectMachine: false, speaksWhenAbandoned: true, optOutKey: "9");
        open.Restore(facts with { HungUpAt = T0.AddSeconds(6) }, null);
        Assert.Equal([new CallCommand.OptOut()], open.Apply(pressed));
    }

    [Fact]
    public void A_ringing_call_is_cut_only_after_the_least_ring_time()
    {
        var call = Given(Initiated);
        Assert.Empty(call.OnCancel("supervisor", ringsOn: true));
        Assert.True(call.RingsOn);
        Assert.Equal([new CallCommand.HangUp("supervisor")], call.OnRangEnough());
        Assert.False(call.RingsOn);
        // A suppressed number stops ringing at once, even when somebody wanted it to ring on.
        var suppressed = Given(Initiated);
        suppressed.OnCancel("supervisor", ringsOn: true);
        Assert.Equal([new CallCommand.HangUp("supervisor")], suppressed.OnCancel("suppressed"));
    }

    [Fact]
    public void Whoever_answers_while_it_rings_on_is_routed_and_not_cut_off()
    {
        var call = Given(Initiated);
        call.OnCancel("supervisor", ringsOn: true);
        Assert.Empty(call.Apply(Answered));
        Assert.Equal([new CallCommand.Route()], call.Apply(Person));
        Assert.Empty(call.OnRangEnough());
        Assert.Null(call.CancelReason);
    }

    [Fact]
    public void A_person_nobody_is_free_for_is_abandoned()
    {
        var call = Given(Initiated, Answered, Person);
        Assert.Equal([new CallCommand.HangUp("abandoned")], call.OnNobodyFree());
        Assert.Equal([new CallCommand.Finished(Outcome.Abandoned)], call.Apply(HungUp));
    }

    /// <summary>Picked up at 8; with detection the verdict comes at 10, and where the law's time begins with it nobody has to be there before.</summary>
    [Theory]
    // Before detection has told: he hung up, however long it took, unless the time began with the pick-up and was over.
    [
        InlineData(true, false, null, 9, "callee", Outcome.HungUp),
        InlineData(true, false, null, 30, "callee", Outcome.HungUp),
        InlineData(true, false, null, 30, "unknown", Outcome.HungUp)
    ]
    [InlineData(true, true, null, 10, "callee", Outcome.HungUp), InlineData(true, true, null, 11, "callee", Outcome.Abandoned)]
    // Known to be a person: the law's two seconds, and only if he himself hung up.
    [InlineData(true, false, "human", 12, "callee", Outcome.HungUp), InlineData(true, false, "human", 13, "callee", Outcome.Abandoned)]
    [InlineData(true, true, "human", 10, "callee", Outcome.HungUp), InlineData(true, true, "human", 11, "callee", Outcome.Abandoned)]
    [
        InlineData(true, false, "not_sure", 12, "unknown", Outcome.Abandoned),
        InlineData(true, false, "human", 11, "caller", Outcome.Abandoned)
    ]
    [InlineData(false, false, null, 10, "callee", Outcome.HungUp), InlineData(false, false, null, 11, "callee", Outcome.Abandoned)]
    [InlineData(true, false, "machine", 11, "callee", Outcome.Voicemail)]
    public void Who_picks_up_and_hangs_up_before_anybody_had_to_be_there_was_reached_and_not_abandoned(
        bool detects,
        bool fromPickUp,
        string? verdict,
        int hungUp,
        string source,
        string outcome
    )
    {
        var call = new CallState(detects, connect: new(2, fromPickUp));
        foreach (var e in new[] { Initiated, Answered })
            call.Apply(e);
        if (verdict is not null)
            call.Apply(Event(CarrierEventKind.MachineDetected, 10, verdict));
        Assert.Contains(
            new CallCommand.Finished(outcome),
            call.Apply(Event(CarrierEventKind.HungUp, hungUp, "normal_clearing", source: source))
        );
        Assert.Equal(outcome, call.Outcome);
    }

    [Fact]
    public void What_we_hang_up_before_detection_has_told_stays_cancelled()
    {
        var call = Given(Initiated, Answered);
        call.OnCancel("suppressed");
        Assert.Equal(
            [new CallCommand.Finished(Outcome.Cancelled)],
            call.Apply(Event(CarrierEventKind.HungUp, 9, "normal_clearing", source: "caller"))
        );
    }

    [Theory]
    [InlineData("user_busy", Outcome.Busy)]
    [InlineData("timeout", Outcome.NoAnswer)]
    [InlineData("not_found", Outcome.InvalidNumber)]
    [InlineData("unspecified", Outcome.Failed)]
    [InlineData(null, Outcome.Failed)]
    public void A_call_nobody_answered_takes_its_outcome_from_the_cause(string? cause, string outcome) =>
        Assert.Equal([new CallCommand.Finished(outcome)], Given(Initiated).Apply(Event(CarrierEventKind.HungUp, 25, cause)));

    [Fact]
    public void A_suppressed_ringing_call_is_hung_up_once_and_cancelled()
    {
        var call = Given(Initiated);
        Assert.Equal([new CallCommand.HangUp("suppressed")], call.OnCancel("suppressed"));
        Assert.Empty(call.OnCancel("suppressed"));
        Assert.Equal([new CallCommand.Finished(Outcome.Cancelled)], call.Apply(Event(CarrierEventKind.HungUp, 9, "originator_cancel")));
    }

    [Fact]
    public void A_call_that_rang_too_long_is_no_answer_and_costs_its_attempt()
    {
        var call = Given(Initiated);
        call.OnCancel(CallState.RingTimeout);
        Assert.Equal([new CallCommand.Finished(Outcome.NoAnswer)], call.Apply(Event(CarrierEventKind.HungUp, 40, "originator_cancel")));
    }

    [Fact]
    public void A_hang_up_asked_for_before_the_leg_is_known_follows_when_it_is()
    {
        var call = new CallState(detectMachine: true);
        Assert.Empty(call.OnCancel("suppressed"));
        Assert.Equal([new CallCommand.HangUp("suppressed")], call.OnDialed("leg-1", T0));
    }

    [Fact]
    public void A_person_who_answers_after_the_hang_up_order_is_not_routed()
    {
        var call = Given(Initiated);
        call.OnCancel("suppressed");
        Assert.Empty(call.Apply(Answered));
        Assert.Empty(call.Apply(Person));
    }

    [Fact]
    public void A_lost_hang_up_is_found_and_its_late_arrival_is_no_second_end()
    {
        var call = Given(Initiated, Answered, Person);
        call.OnAgentTook(Agent);
        call.OnBridgeAccepted(T0.AddSeconds(10));
        Assert.Equal([new CallCommand.Finished(Outcome.Connected)], call.OnLost(T0.AddSeconds(90), HangupCause.Lost));
        Assert.Empty(call.Apply(HungUp));
        Assert.Equal(T0.AddSeconds(60), call.Facts.HungUpAt);
    }

    [Fact]
    public void A_hang_up_that_overtakes_the_answer_ends_the_call_and_nobody_is_routed()
    {
        var call = Given(Initiated);
        Assert.Single(call.Apply(HungUp));
        Assert.Empty(call.Apply(Answered));
        Assert.Empty(call.Apply(Person));
        Assert.Equal(Outcome.Abandoned, call.Outcome);
    }

    /// <summary>A whole call as the carrier would tell it, and every way of mixing it up.</summary>
    [Property(MaxTest = 3000)]
    public Property Every_permutation_with_duplicates_of_a_calls_events_ends_in_the_same_state_and_says_nothing_twice()
    {
        CarrierEvent[][] stories =
        [
            [Initiated, HungUp],
            [Initiated, Answered, HungUp],
            [Initiated, Answered, Person, HungUp],
            [Initiated, Answered, Machine, HungUp],
            [Initiated, Answered, Person, Bridged, HungUp, Event(CarrierEventKind.RecordingSaved, 70, "rec-1")],
            [Initiated, Answered, Machine, Person, Event(CarrierEventKind.HungUp, 60, "timeout"), HungUp],
            [
                Initiated,
                Answered,
                Event(CarrierEventKind.Answered, 9),
                Event(CarrierEventKind.MachineDetected, 9, "fax"),
                Bridged,
                Event(CarrierEventKind.Bridged, 12),
                HungUp,
            ],
            [
                Initiated,
                Answered,
                Person,
                Event(CarrierEventKind.KeyPressed, 12, "9"),
                Event(CarrierEventKind.MessageOver, 12, "9"),
                HungUp,
            ],
            [Initiated, Answered, Person, Event(CarrierEventKind.KeyPressed, 12, "9"), Bridged, HungUp],
        ];
        var mixed =
            from story in Gen.Elements(stories)
            from detect in Gen.Elements(true, false)
            from extra in Gen.ListOf(Gen.Elements(story))
            from order in Gen.Shuffle(story.Concat(extra))
            select (story, detect, order);
        return Prop.ForAll(
            mixed.ToArbitrary(),
            m =>
            {
                var (straight, once) = Run(m.detect, m.story);
                var (shuffled, commands) = Run(m.detect, m.order);
                return straight.Facts == shuffled.Facts
                    && straight.Status == shuffled.Status
                    && straight.Outcome == shuffled.Outcome
                    && commands.Count == commands.Distinct().Count()
                    && commands.OfType<CallCommand.Finished>().Count() == 1
                    && once.OfType<CallCommand.Finished>().Count() == 1;
            }
        );

        static (CallState, List<CallCommand>) Run(bool detect, IEnumerable<CarrierEvent> events)
        {
            var call = new CallState(detect, optOutKey: "9");
            return (call, [.. events.SelectMany(call.Apply)]);
        }
    }

    private static CallState Given(params CarrierEvent[] events)
    {
        var call = new CallState(detectMachine: true);
        foreach (var e in events)
            call.Apply(e);
        return call;
    }
}
