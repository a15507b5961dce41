using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Xunit;
using Outcome = Pivotal.Domain.Shared.Outcome;

namespace Pivotal.UnitTests.Calls;

public sealed class AgentlessCallTests
{
    private static readonly DateTimeOffset T0 = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    private static readonly CarrierEvent Answered = Event(CarrierEventKind.Answered, 8),
        Person = Event(CarrierEventKind.MachineDetected, 10, "human"),
        Machine = Event(CarrierEventKind.MachineDetected, 10, "machine"),
        Fax = Event(CarrierEventKind.MachineDetected, 10, "fax"),
        Greeted = Event(CarrierEventKind.GreetingOver, 14, "beep_detected"),
        Over = Event(CarrierEventKind.MessageOver, 20, "completed"),
        HungUp = Event(CarrierEventKind.HungUp, 21, "normal_clearing");

    [Fact]
    public void A_person_hears_the_message_once_and_is_never_routed()
    {
        var call = Ringing();
        Assert.Empty(call.Apply(Answered));
        Assert.Equal([new CallCommand.Speak()], call.Apply(Person));
        Assert.Empty(call.OnMessageAccepted(T0.AddSeconds(11)));
        Assert.Equal([new CallCommand.HangUp("message_over")], call.Apply(Over));
        Assert.Empty(call.OnMessageOverdue(T0.AddSeconds(30)));
        Assert.Equal([new CallCommand.Finished(Outcome.MessageDelivered)], call.Apply(HungUp));
    }

    [Fact]
    public void News_of_the_end_before_the_answer_to_the_order_changes_nothing_of_the_outcome()
    {
        var call = Ringing();
        call.Apply(Answered);
        call.Apply(Person);
        call.Apply(Over);
        call.Apply(HungUp);
        call.OnMessageAccepted(T0.AddSeconds(22));
        Assert.Equal(Outcome.MessageDelivered, call.Outcome);
    }

    [Fact]
    public void Who_hangs_up_before_the_message_began_has_not_heard_it()
    {
        var call = Ringing();
        call.Apply(Answered);
        call.Apply(Person);
        Assert.Equal([new CallCommand.Finished(Outcome.Abandoned)], call.Apply(HungUp));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_machine_hears_it_only_by_the_rule(bool toMachines)
    {
        var call = Ringing(toMachines);
        call.Apply(Answered);
        Assert.Equal(toMachines ? [] : [new CallCommand.HangUp("machine")], call.Apply(Machine));
        Assert.Equal(toMachines, call.AwaitsGreeting);
        Assert.Equal(toMachines ? [new CallCommand.Speak()] : [], call.Apply(Greeted));
        if (toMachines)
            call.OnMessageAccepted(T0.AddSeconds(15));
        Assert.Equal([new CallCommand.Finished(toMachines ? Outcome.MessageDelivered : Outcome.Voicemail)], call.Apply(HungUp));
    }

    [Fact]
    public void A_machine_hears_it_after_its_greeting_in_whatever_order_that_is_told_and_once()
    {
        var call = Ringing(toMachines: true);
        call.Apply(Answered);
        Assert.Empty(call.Apply(Greeted));
        Assert.False(call.AwaitsGreeting);
        Assert.Equal([new CallCommand.Speak()], call.Apply(Machine));
        Assert.Empty(call.OnGreetingOverdue());
    }

    [Fact]
    public void A_greeting_without_an_end_is_waited_for_so_long_and_no_longer()
    {
        var call = Ringing(toMachines: true);
        call.Apply(Answered);
        Assert.Empty(call.Apply(Machine));
        Assert.Equal([new CallCommand.Speak()], call.OnGreetingOverdue());
        Assert.False(call.AwaitsGreeting);
        Assert.Empty(call.Apply(Greeted));
    }

    [Fact]
    public void A_fax_never_hears_it()
    {
        var call = Ringing(toMachines: true);
        call.Apply(Answered);
        Assert.Equal([new CallCommand.HangUp("fax")], call.Apply(Fax));
    }

    [Fact]
    public void A_call_loaded_again_does_not_speak_twice()
    {
        var call = Ringing();
        call.Restore(
            new CallFacts
            {
                LegId = "leg-1",
                AnswerReportedAt = T0,
                Amd = "human",
                AmdAt = T0,
                MessageAcceptedAt = T0,
            },
            null
        );
        Assert.Empty(call.Review());
        Assert.Equal([new CallCommand.HangUp("message_over")], call.OnMessageOverdue(T0.AddSeconds(30)));
    }

    private static CallState Ringing(bool toMachines = false)
    {
        var call = new CallState(detectMachine: true, agentless: true, speakToMachines: toMachines);
        call.OnDialed("leg-1", T0);
        return call;
    }

    private static CarrierEvent Event(CarrierEventKind kind, int second, string? detail = null) =>
        new(
            $"{kind}-{second}-{detail}",
            kind,
            LegKind.Customer,
            Guid.Empty,
            new Guid(1, 0, 0, new byte[8]),
            "leg-1",
            T0.AddSeconds(second),
            detail
        );
}
