using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Shared;

namespace Pivotal.UnitTests.Dialer;

public sealed class CallbackDaysTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, 300, null)]
    [InlineData(14, 14, null)]
    [InlineData(14, 15, "calls.callback_too_far")]
    public void An_agent_promises_no_later_than_the_campaign_allows(int? most, int days, string? refused)
    {
        var attempt = Attempt(most);
        Assert.Equal(refused, Ask(attempt, Disposition.CallbackRequested, Now.AddDays(days)));
        // What is no callback has no moment.
        Assert.Null(Ask(attempt, Disposition.NotInterested, Now.AddDays(days)));
    }

    private static string? Ask(DisposedAttempt attempt, string disposition, DateTimeOffset at) =>
        DispositionRules
            .Check(
                new DisposeCall(Some.Id(9), disposition, "", new Dictionary<string, string>(), at),
                attempt,
                mine: true,
                running: false,
                Now
            )
            ?.Code;

    private static DisposedAttempt Attempt(int? most) =>
        new(
            Some.Id(1),
            Some.Id(2),
            null,
            "+12025550101",
            Some.Id(3),
            true,
            null,
            Some.Settings() with
            {
                Rules = new() { Recycle = new() { CallbackDays = most } },
            }
        );
}
