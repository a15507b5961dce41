using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

/// <summary>What each action of a disposition rule makes of the contact.</summary>
public sealed class DispositionPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tomorrow = Now.AddHours(22);

    [Theory]
    [InlineData(DispositionRule.DoNotCall, EntryStatus.Removed, EntryReason.Dnc)]
    [InlineData(DispositionRule.RemoveHere, EntryStatus.Removed, EntryReason.ByRule)]
    [InlineData(DispositionRule.RemoveEverywhere, EntryStatus.Removed, EntryReason.ByRule)]
    [InlineData(DispositionRule.RetryAfter, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(DispositionRule.RetryNextWindow, EntryStatus.Queued, EntryReason.Retry)]
    [InlineData(DispositionRule.Callback, EntryStatus.Queued, EntryReason.Callback)]
    [InlineData(DispositionRule.Lead, EntryStatus.Done, null)]
    [InlineData(DispositionRule.None, EntryStatus.Done, null)]
    public void The_rule_decides_what_becomes_of_the_contact(string action, string status, string? reason)
    {
        var (plan, fate) = After(Disposition.Connected, 1, action);
        Assert.Equal((status, reason), (fate.Status, fate.Reason));
        DateTimeOffset? next = action switch
        {
            DispositionRule.RetryAfter => Now.AddMinutes(45),
            DispositionRule.RetryNextWindow => Tomorrow,
            DispositionRule.Callback => Now.AddDays(3),
            _ => null,
        };
        Assert.Equal(next, fate.NextAttemptAt);
        Assert.Equal(
            (action == DispositionRule.Lead, action is DispositionRule.Lead or DispositionRule.Callback),
            (plan.MakesLead, plan.IsPositive)
        );
    }

    [Theory]
    [InlineData(DispositionRule.RetryAfter)]
    [InlineData(DispositionRule.RetryNextWindow)]
    public void A_retry_by_rule_ends_with_the_attempts(string action) =>
        Assert.Equal(
            (EntryStatus.Done, EntryReason.MaxAttempts),
            (After(Disposition.NotInterested, 3, action).Fate.Status, After(Disposition.NotInterested, 3, action).Fate.Reason)
        );

    [Fact]
    public void A_wrong_number_is_invalid_whatever_the_rule_says_of_the_rest()
    {
        Assert.True(After(Disposition.WrongNumber, 1, DispositionRule.RemoveHere).Plan.MarksInvalid);
        Assert.Equal(DispositionRule.RemoveEverywhere, DispositionPlan.Of(Disposition.InvalidData, CampaignRules.Default).Action);
    }

    [Fact]
    public void Without_a_rule_a_qualified_call_is_a_lead_and_a_missed_one_follows_the_recycle_rules()
    {
        Assert.True(DispositionPlan.Of(Disposition.Qualified, CampaignRules.Default).MakesLead);
        Assert.False(
            DispositionPlan
                .Of(Disposition.Qualified, new CampaignRules { Dispositions = [new(Disposition.Qualified, DispositionRule.None)] })
                .MakesLead
        );
        Assert.Equal(DispositionPlan.Recycle, DispositionPlan.Of(Disposition.VoicemailLeft, CampaignRules.Default).Action);
    }

    [Theory]
    [InlineData(Outcome.Busy, 1, EntryStatus.Queued, 10, true)]
    [InlineData(Outcome.Busy, 2, EntryStatus.Done, 0, false)]
    [InlineData(Outcome.Voicemail, 2, EntryStatus.Queued, 1440, false)]
    [InlineData(Outcome.NoAnswer, 2, EntryStatus.Queued, 120, false)]
    public void Each_outcome_has_its_own_delay_and_number_of_calls(
        string outcome,
        int attempts,
        string status,
        int minutes,
        bool nextNumber
    )
    {
        var campaign = Some.Settings() with
        {
            Rules = new CampaignRules
            {
                Recycle = new RecycleRules { Outcomes = [new(Outcome.Busy, 10, 2, TryNextNumber: true), new(Outcome.Voicemail, 1440, 20)] },
            },
        };
        var fate = Recycle.AfterCall(outcome, attempts, campaign, Now);
        Assert.Equal(
            (status, status == EntryStatus.Queued ? Now.AddMinutes(minutes) : (DateTimeOffset?)null, nextNumber),
            (fate.Status, fate.NextAttemptAt, fate.NextNumber)
        );
        // The agent's word for it follows the same line.
        if (outcome == Outcome.Voicemail)
            Assert.Equal(
                fate,
                Recycle.AfterDisposition(DispositionPlan.Of(Disposition.VoicemailLeft, campaign.Rules), attempts, campaign, Now, null, null)
            );
    }

    [Fact]
    public void The_next_window_is_on_a_later_day_of_the_contacts_clock()
    {
        var campaign = Some.Settings(window: new([1, 2, 3, 4, 5], new(9, 0), new(17, 0)));
        // Monday 11:00 in New York: Tuesday 9:00 there. Friday: Monday.
        Assert.Equal(new DateTimeOffset(2026, 6, 2, 13, 0, 0, TimeSpan.Zero), campaign.NextWindow(Now, "America/New_York"));
        Assert.Equal(new DateTimeOffset(2026, 6, 8, 13, 0, 0, TimeSpan.Zero), campaign.NextWindow(Now.AddDays(4), "America/New_York"));
    }

    private static (DispositionPlan Plan, EntryFate Fate) After(string disposition, int attempts, string action)
    {
        var campaign = Some.Settings() with { Rules = new CampaignRules { Dispositions = [new(disposition, action, 45)] } };
        var plan = DispositionPlan.Of(disposition, campaign.Rules);
        return (plan, Recycle.AfterDisposition(plan, attempts, campaign, Now, Now.AddDays(3), Tomorrow));
    }
}
