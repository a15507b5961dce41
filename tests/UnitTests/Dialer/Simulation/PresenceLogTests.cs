using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.WhatIf;
using Xunit;

namespace Pivotal.UnitTests.Dialer.Simulation;

public sealed class PresenceLogTests
{
    private static readonly Guid Ann = new(1, 0, 0, new byte[8]),
        Bob = new(2, 0, 0, new byte[8]);

    [Fact]
    public void Calls_and_pauses_between_them_are_one_stay()
    {
        var (stays, busy) = PresenceLog.Read(
            [
                At(Ann, AgentStatus.Available, 100),
                At(Ann, AgentStatus.OnCall, 130),
                At(Ann, AgentStatus.WrapUp, 190),
                At(Ann, AgentStatus.Available, 200),
                At(Ann, AgentStatus.Offline, 300),
            ],
            3600
        );
        Assert.Equal([new Presence(0, 100, 300)], stays);
        Assert.Equal(70, busy);
    }

    [Fact]
    public void A_break_divides_the_day()
    {
        var (stays, _) = PresenceLog.Read(
            [At(Ann, AgentStatus.Available, 0), At(Ann, AgentStatus.Break, 50), At(Ann, AgentStatus.Available, 80)],
            100
        );
        Assert.Equal([new Presence(0, 0, 50), new Presence(0, 80, 100)], stays);
    }

    [Fact]
    public void Who_was_there_before_it_began_is_there_from_the_start()
    {
        var (stays, busy) = PresenceLog.Read(
            [At(Ann, AgentStatus.Available, -900), At(Ann, AgentStatus.OnCall, -20), At(Ann, AgentStatus.Available, 40)],
            100
        );
        Assert.Equal([new Presence(0, 0, 100)], stays);
        Assert.Equal(40, busy);
    }

    [Fact]
    public void Time_for_another_campaign_is_not_ours()
    {
        var (stays, _) = PresenceLog.Read(
            [At(Ann, AgentStatus.Available, 0, here: false), At(Bob, AgentStatus.Available, 10), At(Ann, AgentStatus.Available, 60)],
            100
        );
        Assert.Equal([new Presence(0, 60, 100), new Presence(1, 10, 100)], stays);
    }

    private static StatusChange At(Guid agent, string status, double at, bool here = true) => new(agent, status, here, at);
}
