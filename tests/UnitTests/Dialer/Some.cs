using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;

namespace Pivotal.UnitTests.Dialer;

/// <summary>Plain examples to start from.</summary>
internal static class Some
{
    public static readonly CallingWindow Always = new([1, 2, 3, 4, 5, 6, 7], TimeOnly.MinValue, TimeOnly.MinValue);

    public static CampaignSettings Settings(int maxConcurrent = 50, CallingWindow? window = null) =>
        new(
            Id(1),
            new()
            {
                Name = "Spring",
                ListId = Id(2),
                Script = "Hello",
                CallerId = "+12025550100",
                MaxConcurrent = maxConcurrent,
                Window = Window(window ?? Always),
            }
        );

    public static CampaignWindow Window(CallingWindow hours, string zone = "America/New_York") => CampaignWindow.Of(hours, zone, true);

    public static HopperEntry Entry(int n = 1, int attempts = 0) =>
        new(
            Id(1000 + n),
            null,
            $"+1202555{n:D4}",
            "America/New_York",
            attempts,
            null,
            new(Id(1000 + n), "Ann Example", "Ann", null, "ann@example.com", null, null, null, null),
            null
        );

    public static CallCard Card(Guid callId, DateTimeOffset at) =>
        new(
            callId,
            Id(1),
            "Spring",
            CallStatus.Answered,
            at,
            null,
            null,
            "+12025550101",
            "America/New_York",
            Entry().Contact,
            null,
            "Hello",
            [],
            1,
            "leg"
        );

    public static Guid Id(int n) => new(n, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
