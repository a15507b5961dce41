using Microsoft.Extensions.DependencyInjection;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Telephony;
using Pivotal.Grains.Telephony.Telnyx;
using Xunit;

namespace Pivotal.ClusterTests.Telephony;

/// <summary>What the client asks again by itself, and what it leaves to those who know better.</summary>
public sealed class TelnyxRetryTests
{
    public static TheoryData<string> Repeated => ["status", "hangup", "role"];

    public static TheoryData<string> SentOnce => ["dial", "bridge", "speak", "listen"];

    [Theory, MemberData(nameof(Repeated))]
    public async Task What_nobody_else_repeats_soon_is_asked_again_under_the_same_command_id(string kind)
    {
        await using var carrier = await ScriptedCarrier.Start(503, 500);
        Assert.Equal("done", await Ask(carrier, kind));
        Assert.Equal(3, carrier.Asked.Count);
        Assert.Single(carrier.Asked.Distinct());
        Assert.Equal(kind == "status" ? null : "command-1", carrier.Asked.First().CommandId);
    }

    [Theory, MemberData(nameof(Repeated))]
    public async Task It_is_given_up_after_three_tries(string kind)
    {
        await using var carrier = await ScriptedCarrier.Start(503, 503, 503, 503);
        Assert.Equal("unavailable", await Ask(carrier, kind));
        Assert.Equal(3, carrier.Asked.Count);
    }

    [Theory, MemberData(nameof(SentOnce))]
    public async Task What_has_rules_of_its_own_is_sent_once(string kind)
    {
        await using var carrier = await ScriptedCarrier.Start(503);
        Assert.Equal("unavailable", await Ask(carrier, kind));
        Assert.Single(carrier.Asked);
        Assert.Equal("done", await Ask(carrier, kind));
        Assert.Equal(2, carrier.Asked.Count);
    }

    [Theory, MemberData(nameof(Repeated)), MemberData(nameof(SentOnce))]
    public async Task Too_many_requests_and_a_refusal_are_passed_on_at_once(string kind)
    {
        await using var carrier = await ScriptedCarrier.Start(429, 422);
        Assert.Equal(kind == "status" ? "unavailable" : "in 7 s", await Ask(carrier, kind));
        Assert.Equal(kind == "status" ? "unavailable" : "rejected", await Ask(carrier, kind));
        Assert.Equal(2, carrier.Asked.Count);
    }

    [Theory, MemberData(nameof(Repeated)), MemberData(nameof(SentOnce))]
    public async Task All_tries_together_have_the_time_of_one(string kind)
    {
        await using var carrier = await ScriptedCarrier.Start(0, 0);
        Assert.Equal("unavailable", await Ask(carrier, kind, TimeSpan.FromSeconds(1)));
        Assert.InRange(carrier.Asked.Count, 0, 1);
    }

    private static async Task<string> Ask(ScriptedCarrier scripted, string kind, TimeSpan? timeout = null)
    {
        var options = new TelnyxOptions
        {
            BaseAddress = scripted.BaseAddress,
            ApiKey = "KEY0001",
            PublicKey = "",
            ConnectionId = "1",
            WebhookUrl = new("http://127.0.0.1/hook"),
            Timeout = timeout ?? TimeSpan.FromMinutes(1),
        };
        await using var services = TelnyxServices.With(options);
        ICarrier carrier = services.GetRequiredService<TelnyxClient>();
        if (kind == "status")
            return await carrier.Status("v3:leg", default) == LegStatus.Alive ? "done" : "unavailable";
        return await Command() switch
        {
            CarrierReply.Accepted => "done",
            CarrierReply.RateLimited limited => $"in {limited.RetryAfter.TotalSeconds} s",
            CarrierReply.Rejected => "rejected",
            CarrierReply.Unavailable { MayHaveStarted: true } => "unavailable",
            var other => other.ToString(),
        };

        Task<CarrierReply> Command() =>
            kind switch
            {
                "dial" => carrier.Dial(
                    new("+12905550101", "+12125550100", "command-1", LegKind.Customer, Ids.New(), Ids.New(), 30, false),
                    default
                ),
                "bridge" => carrier.Bridge("v3:leg", "v3:agent", "command-1", default),
                "speak" => carrier.Speak("v3:leg", "Good morning", "en-US", listens: false, "command-1", default),
                "listen" => carrier.Speak("v3:leg", "Good morning", "en-US", listens: true, "command-1", default),
                "hangup" => carrier.HangUp("v3:leg", "command-1", default),
                "role" => carrier.SwitchRole("v3:leg", "whisper", "command-1", default),
                _ => throw new ArgumentOutOfRangeException(nameof(kind)),
            };
    }
}

/// <summary>The client as the silo has it.</summary>
internal static class TelnyxServices
{
    public static ServiceProvider With(TelnyxOptions options) =>
        new ServiceCollection().AddSingleton(options).AddLogging().AddTelnyxCarrier().BuildServiceProvider();
}
