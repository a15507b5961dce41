using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Telephony.Telnyx;
using Pivotal.ClusterTests.Simulator;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.Domain.Telephony.Telnyx;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;
using Pivotal.Grains.Telephony.Telnyx;
using Pivotal.Simulator.Telnyx;
using Xunit;
using DialOrder = Pivotal.Grains.Telephony.DialOrder;

namespace Pivotal.ClusterTests.Telephony;

/// <summary>The adapter against the provider's wire.</summary>
public sealed class TelnyxClientTests
{
    private static readonly Guid Tenant = Ids.New();

    [Fact]
    public async Task A_call_is_dialled_bridged_to_a_standing_leg_and_hung_up()
    {
        await using var world = await SimWorld.Start();
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        var agent = Ids.New();
        var agentLeg = await Dialled(carrier, Dial(LegKind.Agent, agent, $"sip:agent-{agent:N}@sip.telnyx.com"));
        var call = Ids.New();
        var leg = await Dialled(carrier, Dial(LegKind.Customer, call, "+12905550101") with { DetectMachine = true });
        await world.Receiver.UntilEvent("call.answered", agentLeg);
        await world.Receiver.UntilEvent("call.machine.premium.detection.ended", leg);

        Assert.Equal(new CarrierReply.Accepted(leg), await carrier.Bridge(leg, agentLeg, CommandId.Of(call, "bridge"), default));
        await world.Receiver.UntilEvent("call.bridged", leg);
        Assert.IsType<CarrierReply.Accepted>(
            await carrier.Speak(leg, "Good morning", "en-US", false, CommandId.Of(call, "speak"), default)
        );
        Assert.Equal(LegStatus.Alive, await carrier.Status(leg, default));
        Assert.IsType<CarrierReply.Accepted>(await carrier.HangUp(leg, CommandId.Of(call, "hangup"), default));
        var got = await world.Receiver.UntilEvent("call.hangup", leg);

        Assert.Equal(LegStatus.Ended, await carrier.Status(leg, default));
        Assert.True(await carrier.End(leg, default) is { Cause: "normal_clearing", Source: "caller", At: not null });
        Assert.Null(await carrier.End(agentLeg, default));
        Assert.Equal(LegStatus.Alive, await carrier.Status(agentLeg, default));
        Assert.IsType<CarrierReply.Gone>(await carrier.HangUp(leg, CommandId.Of(call, "hangup", 1), default));
        var signature = new TelnyxSignature(world.Simulator.PublicKey);
        Assert.All(got, d => Assert.True(signature.Verify(d.Timestamp, d.Body, d.Signature, TimeProvider.System.GetUtcNow())));
        var events = got.Select(d => TelnyxEventParser.Parse(d.Body)!).ToList();
        Assert.Contains(
            events,
            e =>
                e is { Kind: CarrierEventKind.MachineDetected, Detail: "human" }
                && e.Subject == call
                && e.Tenant == Tenant
                && e.LegId == leg
        );
        Assert.Contains(
            events,
            e => e is { Kind: CarrierEventKind.HungUp, Detail: "normal_clearing", Source: "caller" } && e.Subject == call
        );
        Assert.Contains(events, e => e is { Kind: CarrierEventKind.Answered, Leg: LegKind.Agent } && e.Subject == agent);
    }

    [Fact]
    public async Task A_dial_repeated_after_a_lost_answer_is_one_call()
    {
        await using var world = await SimWorld.Start(o => o.Faults = new FaultKnobs { Api5xxAfterDial = 1 });
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        var dial = Dial(LegKind.Customer, Ids.New(), "+12905550101");
        Assert.True(Assert.IsType<CarrierReply.Unavailable>(await carrier.Dial(dial, default)).MayHaveStarted);
        world.Simulator.Control.Faults = new FaultKnobs();
        Assert.IsType<CarrierReply.Accepted>(await carrier.Dial(dial, default));
        Assert.Equal(1, world.Simulator.Control.Stats().Dials);
    }

    [Fact]
    public async Task Nobody_at_the_address_means_that_nothing_started()
    {
        await using var world = await SimWorld.Start();
        await using var services = Client(world, o => o with { BaseAddress = new Uri("http://127.0.0.1:9/v2/") });
        var carrier = services.GetRequiredService<TelnyxClient>();
        Assert.False(
            Assert
                .IsType<CarrierReply.Unavailable>(await carrier.Dial(Dial(LegKind.Customer, Ids.New(), "+12905550101"), default))
                .MayHaveStarted
        );
        Assert.Equal(LegStatus.Unknown, await carrier.Status("v3:any", default));
    }

    [Fact]
    public async Task A_leg_the_carrier_does_not_know_has_ended()
    {
        await using var world = await SimWorld.Start();
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        Assert.Equal(LegStatus.Ended, await carrier.Status("v3:any", default));
    }

    [Fact]
    public async Task The_dial_rate_limit_says_when_to_come_back()
    {
        await using var world = await SimWorld.Start(o => o.Limits = new CarrierLimits { DialsPerWindow = 1, DialWindowSeconds = 30 });
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        Assert.IsType<CarrierReply.Accepted>(await carrier.Dial(Dial(LegKind.Customer, Ids.New(), "+12905550101"), default));
        var limited = Assert.IsType<CarrierReply.RateLimited>(
            await carrier.Dial(Dial(LegKind.Customer, Ids.New(), "+12905550102"), default)
        );
        Assert.Equal("90103", limited.Code);
        Assert.InRange(limited.RetryAfter.TotalSeconds, 1, 30);
    }

    [Fact]
    public async Task A_bad_number_and_a_bad_key_are_rejected_with_the_providers_code()
    {
        await using var world = await SimWorld.Start(o => o.ApiKey = "KEY0001");
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        Assert.Equal(
            "10016",
            Assert.IsType<CarrierReply.Rejected>(await carrier.Dial(Dial(LegKind.Customer, Ids.New(), "12905550101"), default)).Code
        );
        await using var strangers = Client(world, o => o with { ApiKey = "OTHER" });
        var stranger = strangers.GetRequiredService<TelnyxClient>();
        Assert.Equal(
            "10009",
            Assert.IsType<CarrierReply.Rejected>(await stranger.Dial(Dial(LegKind.Customer, Ids.New(), "+12905550101"), default)).Code
        );
    }

    [Fact]
    public async Task Bridging_what_is_not_answered_is_rejected()
    {
        await using var world = await SimWorld.Start(o => o.Speed = 0.1);
        await using var services = Client(world);
        var carrier = services.GetRequiredService<TelnyxClient>();
        var first = await Dialled(carrier, Dial(LegKind.Customer, Ids.New(), "+12905550101"));
        var second = await Dialled(carrier, Dial(LegKind.Customer, Ids.New(), "+12905550102"));
        var refused = await carrier.Bridge(first, second, CommandId.Of(Tenant, "bridge"), default);
        Assert.Equal("90034", Assert.IsType<CarrierReply.Rejected>(refused).Code);
    }

    private static ServiceProvider Client(SimWorld world, Func<TelnyxOptions, TelnyxOptions>? change = null)
    {
        var options = new TelnyxOptions
        {
            BaseAddress = world.Simulator.BaseAddress,
            ApiKey = "KEY0001",
            PublicKey = world.Simulator.PublicKey,
            ConnectionId = "1",
            WebhookUrl = new Uri(world.Receiver.Url),
        };
        return TelnyxServices.With(change?.Invoke(options) ?? options);
    }

    private static DialOrder Dial(LegKind leg, Guid subject, string to) =>
        new(to, "+12125550100", CommandId.Of(subject, "dial"), leg, Tenant, subject, 30, DetectMachine: false);

    private static async Task<string> Dialled(TelnyxClient carrier, DialOrder order) =>
        Assert.IsType<CarrierReply.Accepted>(await carrier.Dial(order, default)).LegId;
}
