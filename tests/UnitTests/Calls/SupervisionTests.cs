using Pivotal.Domain.Calls;
using Xunit;

namespace Pivotal.UnitTests.Calls;

public sealed class SupervisionTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly Guid Call = new(1, 0, 0, new byte[8]),
        Maya = new(2, 0, 0, new byte[8]),
        Noah = new(3, 0, 0, new byte[8]);

    [Fact]
    public void Only_a_conversation_can_be_listened_to_and_only_by_one()
    {
        var call = new Supervision(Call);
        Assert.Equal("supervision.not_live", call.Ask(Maya, SupervisorRole.Monitor, live: false, Now).Refusal?.Code);
        Assert.Null(call.View);
        Assert.Equal(
            new SupervisionCommand.Dial(Maya, SupervisorRole.Monitor, 0),
            call.Ask(Maya, SupervisorRole.Monitor, live: true, Now).Command
        );
        Assert.Equal("supervision.taken", call.Ask(Noah, SupervisorRole.Barge, live: true, Now).Refusal?.Code);
        Assert.Equal((null, null), call.Ask(Maya, SupervisorRole.Monitor, live: true, Now));
        Assert.Equal(SupervisionView.Dialing, call.View!.Status);
    }

    [Fact]
    public void A_role_changed_while_the_leg_is_dialled_is_set_when_it_is_there()
    {
        var call = On(new Supervision(Call), answer: false);
        Assert.Null(call.Ask(Maya, SupervisorRole.Whisper, live: true, Now).Command);
        Assert.IsType<SupervisionCommand.Switch>(call.OnAnswered("leg", SupervisorRole.Monitor));
        Assert.Null(call.OnAnswered("leg", SupervisorRole.Monitor));
        Assert.Equal("leg", Assert.IsType<SupervisionCommand.Switch>(call.Ask(Maya, SupervisorRole.Barge, live: true, Now).Command).LegId);
        Assert.Equal((SupervisorRole.Barge, SupervisionView.On), (call.View!.Role, call.View.Status));
    }

    [Fact]
    public void Who_leaves_takes_the_leg_along_and_late_news_of_it_changes_nothing()
    {
        var call = On(new Supervision(Call));
        Assert.Equal(new SupervisionCommand.HangUp("leg"), call.Stop());
        Assert.Null(call.View);
        Assert.Null(call.OnAnswered("leg", SupervisorRole.Monitor));
        Assert.False(call.OnHungUp("leg"));
        Assert.NotNull(call.Ask(Noah, SupervisorRole.Monitor, live: true, Now).Command);
    }

    [Fact]
    public void A_leg_that_comes_up_after_its_supervisor_left_is_ended()
    {
        var call = new Supervision(Call);
        call.Ask(Maya, SupervisorRole.Monitor, live: true, Now);
        Assert.Null(call.Stop());
        Assert.Equal(new SupervisionCommand.HangUp("leg"), call.OnDialed(Maya, SupervisorRole.Monitor, "leg"));
        Assert.Equal(new SupervisionCommand.HangUp("other"), call.OnAnswered("other", SupervisorRole.Monitor));
    }

    [Fact]
    public void A_supervisor_who_hangs_up_and_a_dial_the_carrier_refuses_leave_the_call_to_others()
    {
        var call = On(new Supervision(Call));
        Assert.True(call.OnHungUp("leg"));
        Assert.False(call.OnHungUp("leg"));
        Assert.Null(call.View);
        call.Ask(Noah, SupervisorRole.Monitor, live: true, Now);
        call.OnDialRefused(Noah);
        Assert.Null(call.View);
    }

    private static Supervision On(Supervision call, bool answer = true)
    {
        call.Ask(Maya, SupervisorRole.Monitor, live: true, Now);
        Assert.Null(call.OnDialed(Maya, SupervisorRole.Monitor, "leg"));
        if (answer)
            Assert.Null(call.OnAnswered("leg", SupervisorRole.Monitor));
        return call;
    }
}
