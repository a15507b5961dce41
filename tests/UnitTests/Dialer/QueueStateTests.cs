using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Xunit;
using Outcome = Pivotal.Domain.Shared.Outcome;

namespace Pivotal.UnitTests.Dialer;

public sealed class QueueStateTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    private static QueueState Active(int agents, int contacts, CampaignSettings? settings = null)
    {
        var queue = new QueueState(settings ?? Some.Settings(), CampaignStatus.Active);
        for (var n = 1; n <= agents; n++)
            queue.OnAgentAvailable(Agent(n, Now.AddSeconds(-n)));
        queue.OnClaimed(Enumerable.Range(1, contacts).Select(n => Some.Entry(n)));
        return queue;
    }

    private static IdleAgent Agent(int n, DateTimeOffset idleSince) => new(Some.Id(n), $"Agent {n}", idleSince, $"leg-{n}");

    private static Func<Guid> Ids(int from = 5000) => () => Some.Id(from++);

    [Fact]
    public void One_call_for_each_free_agent_and_no_second_plan_while_they_ring()
    {
        var queue = Active(agents: 3, contacts: 10);
        Assert.Equal(3, queue.Plan(Now, 100, Ids()).Dials.Count);
        Assert.Empty(queue.Plan(Now, 100, Ids(6000)).Dials);
        Assert.Equal(7, queue.HopperCount);
    }

    [Fact]
    public void An_answered_call_nobody_has_taken_yet_still_counts_for_its_agent()
    {
        var queue = Active(agents: 1, contacts: 5);
        var dial = Assert.Single(queue.Plan(Now, 100, Ids()).Dials);
        Assert.Equal(Some.Id(1), queue.Route(dial.CallId, Now).AgentId);
        Assert.Equal(0, queue.Wanted(Now));
        queue.OnAgentAvailable(Agent(2, Now));
        Assert.Equal(1, queue.Wanted(Now));
    }

    [Fact]
    public void The_longest_idle_agent_gets_the_call_and_asking_again_changes_nothing()
    {
        var queue = Active(agents: 3, contacts: 3);
        var dials = queue.Plan(Now, 100, Ids()).Dials;
        Assert.Equal(Some.Id(3), queue.Route(dials[0].CallId, Now).AgentId);
        Assert.Equal(Some.Id(3), queue.Route(dials[0].CallId, Now).AgentId);
        Assert.Equal(Some.Id(2), queue.Route(dials[1].CallId, Now).AgentId);
    }

    [Fact]
    public void Equal_idle_times_are_decided_by_id()
    {
        var queue = new QueueState(Some.Settings(), CampaignStatus.Active);
        foreach (var n in new[] { 7, 3, 9 })
            queue.OnAgentAvailable(Agent(n, Now));
        Assert.Equal(Some.Id(3), queue.Route(Some.Id(5000), Now).AgentId);
    }

    [Fact]
    public void With_nobody_free_the_caller_learns_it()
    {
        var queue = Active(agents: 1, contacts: 1);
        var dial = queue.Plan(Now, 100, Ids()).Dials[0];
        queue.OnAgentUnavailable(Some.Id(1));
        Assert.Equal(new RouteDecision(null, null, "nobody_free"), queue.Route(dial.CallId, Now));
    }

    [Fact]
    public void Who_waits_gets_the_next_free_agent_in_the_order_of_answering()
    {
        var queue = Active(agents: 0, contacts: 0);
        Assert.Null(queue.Route(Some.Id(5001), Now).AgentId);
        Assert.Null(queue.Route(Some.Id(5002), Now.AddSeconds(1)).AgentId);
        Assert.Null(queue.NextWaiting);
        queue.OnAgentAvailable(Agent(1, Now.AddSeconds(1)));
        Assert.Equal(Some.Id(5001), queue.NextWaiting);
        Assert.Equal(Some.Id(1), queue.Route(Some.Id(5001), Now.AddSeconds(1)).AgentId);
        Assert.Null(queue.NextWaiting);
        queue.OnWaitOver(Some.Id(5002));
        queue.OnAgentAvailable(Agent(2, Now.AddSeconds(2)));
        Assert.Null(queue.NextWaiting);
        Assert.Equal((2, 1), (queue.Pacing.Budget.Answered, queue.Pacing.Budget.Abandoned));
    }

    [Theory]
    [InlineData(DialMode.Progressive, 3)]
    [InlineData(DialMode.Power, 6)]
    public void A_mode_applies_from_the_next_plan_on(string mode, int lines)
    {
        var queue = Active(agents: 3, contacts: 20);
        queue.OnSettings(Some.Settings() with { DialMode = mode, PowerRatio = 2 });
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 5);
        Assert.Equal(lines, queue.Plan(Now, 100, Ids()).Dials.Count);
    }

    [Fact]
    public void Power_of_which_nothing_is_known_has_one_line_ahead_at_a_time_until_somebody_was_abandoned()
    {
        var queue = Active(agents: 3, contacts: 20, Some.Settings() with { DialMode = DialMode.Power, PowerRatio = 3 });
        Assert.Equal(4, queue.Wanted(Now));
        queue.Pacing.Budget.OnAnswered(abandoned: true);
        Assert.Equal(3, queue.Wanted(Now));
    }

    [Fact]
    public void Power_without_budget_is_one_line_per_agent()
    {
        var queue = Active(agents: 3, contacts: 20, Some.Settings() with { DialMode = DialMode.Power, PowerRatio = 3 });
        queue.Pacing.Budget.OnRecovered(answered: 1000, abandoned: 40);
        Assert.Equal(3, queue.Plan(Now, 100, Ids()).Dials.Count);
    }

    [Fact]
    public void An_agent_who_just_left_is_passed_over_and_old_news_does_not_bring_him_back()
    {
        var queue = Active(agents: 2, contacts: 2);
        var dial = queue.Plan(Now, 100, Ids()).Dials[0];
        Assert.Equal(Some.Id(2), queue.Route(dial.CallId, Now).AgentId);
        queue.OnAgentAvailable(Agent(2, Now.AddSeconds(-2)));
        Assert.Equal([Some.Id(1)], queue.Free.Select(a => a.AgentId));
        Assert.Equal(Some.Id(1), queue.OnRouteFailed(dial.CallId, Some.Id(2), Now).AgentId);
        queue.OnAgentAvailable(Agent(2, Now));
        Assert.Equal([Some.Id(2)], queue.Free.Select(a => a.AgentId));
    }

    [Fact]
    public void An_answer_whose_agent_had_just_left_is_counted_once_by_the_day_and_by_the_law()
    {
        var queue = Active(agents: 2, contacts: 2);
        var budget = queue.Pacing.Budget;
        budget.OnLegal([new(new(AbandonRule.Day, AbandonRule.AnsweredByPerson, 0.03), TimeZoneInfo.Utc)], Now);
        var dial = queue.Plan(Now, 100, Ids()).Dials[0];
        queue.Route(dial.CallId, Now);
        Assert.Equal(Some.Id(1), queue.OnRouteFailed(dial.CallId, Some.Id(2), Now).AgentId);
        Assert.Equal((1, 0, 1, 0), (budget.Answered, budget.Abandoned, budget.Legal[0].Answered, budget.Legal[0].Abandoned));

        // The second one has left as well, and nobody comes: one answer, and that abandoned.
        Assert.Null(queue.OnRouteFailed(dial.CallId, Some.Id(1), Now).AgentId);
        queue.OnWaitOver(dial.CallId);
        Assert.Equal((1, 1, 1, 1), (budget.Answered, budget.Abandoned, budget.Legal[0].Answered, budget.Legal[0].Abandoned));
        queue.OnWaitOver(dial.CallId);
        queue.OnCallEnded(new(dial.CallId, dial.Entry.ContactId, Outcome.Abandoned, null, Now));
        Assert.Equal((1, 1), (budget.Answered, budget.Abandoned));
    }

    [Theory]
    // Waits on the line, is given up, has an agent who was not bridged in time, was never known to be a person.
    [InlineData("waits"), InlineData("given_up"), InlineData("agent"), InlineData("unknown")]
    public void Who_hangs_up_in_time_is_no_answer_to_the_law_and_who_does_not_is_one_that_was_abandoned(string how)
    {
        foreach (var (outcome, counts) in new[] { (Outcome.HungUp, (0, 0)), (Outcome.Abandoned, (1, 1)) })
        {
            var queue = Active(agents: 1, contacts: 1);
            var budget = queue.Pacing.Budget;
            budget.OnLegal([new(new(AbandonRule.Day, AbandonRule.AnsweredByPerson, 0.03), TimeZoneInfo.Utc)], Now);
            var dial = queue.Plan(Now, 100, Ids()).Dials[0];
            queue.OnDialing(dial.CallId, Now);
            if (how is "waits" or "given_up")
                queue.OnAgentUnavailable(Some.Id(1));
            if (how != "unknown")
                queue.Route(dial.CallId, Now);
            if (how == "given_up")
                queue.OnWaitOver(dial.CallId);
            for (var twice = 0; twice < 2; twice++)
                queue.OnCallEnded(new(dial.CallId, dial.Entry.ContactId, outcome, null, Now));
            Assert.Equal((counts, counts), ((budget.Answered, budget.Abandoned), (budget.Legal[0].Answered, budget.Legal[0].Abandoned)));
            Assert.Null(queue.NextWaiting);
        }
    }

    [Fact]
    public void An_answer_that_turns_out_abandoned_steers_the_pace_like_one_known_at_once()
    {
        var (after, once) = (new AbandonBudget(AbandonLimits.Default), new AbandonBudget(AbandonLimits.Default));
        after.OnAnswered(abandoned: false);
        after.OnAbandonedAfterAll();
        once.OnAnswered(abandoned: true);
        Assert.Equal(once.Threshold(), after.Threshold(), 12);
        Assert.Equal((1, 1), (after.Answered, after.Abandoned));
    }

    [Fact]
    public void A_call_recovered_in_talk_whose_agent_has_left_is_not_counted_again()
    {
        var queue = Active(agents: 1, contacts: 0);
        queue.OnRecovered(new(Some.Id(700), Some.Id(701), null, "+12025550001", 1, CallStatus.Bridged, Now, Some.Id(9), null));
        Assert.Equal(Some.Id(1), queue.OnRouteFailed(Some.Id(700), Some.Id(9), Now).AgentId);
        Assert.Equal(0, queue.Pacing.Budget.Answered);
    }

    [Fact]
    public void A_refused_dial_gives_the_attempt_back_and_holds_the_campaign()
    {
        var queue = Active(agents: 2, contacts: 5);
        var dial = queue.Plan(Now, 1, Ids()).Dials[0];
        var (_, fate) = queue.OnDialRefused(new(dial.CallId, dial.Entry.ContactId, "rate_limited", TimeSpan.FromSeconds(2)), Now)!.Value;
        Assert.Equal(new EntryFate(EntryStatus.Queued, "rate_limited", Now.AddSeconds(2), CountsAttempt: false), fate);
        Assert.Equal((0, "rate_limited"), (queue.Wanted(Now.AddSeconds(1)), queue.IdleReason(Now.AddSeconds(1), true, true)));
        Assert.Equal(2, queue.Wanted(Now.AddSeconds(2)));
    }

    [Fact]
    public void A_suppressed_number_leaves_the_hopper_and_its_ringing_call_is_hung_up_but_not_its_conversation()
    {
        var queue = Active(agents: 2, contacts: 3);
        var dials = queue.Plan(Now, 100, Ids()).Dials;
        queue.Route(dials[0].CallId, Now);
        var (dropped, hangUp) = queue.OnSuppressed([Some.Entry(1).Phone, Some.Entry(2).Phone, Some.Entry(3).Phone]);
        Assert.Equal([Some.Entry(3).ContactId], dropped.Select(e => e.ContactId));
        Assert.Equal([dials[1].CallId], hangUp);
        queue.OnClaimed([Some.Entry(3)]);
        queue.OnAgentAvailable(Agent(8, Now));
        Assert.Equal(EntryReason.Dnc, Assert.Single(queue.Plan(Now, 100, Ids(6000)).Returned).Why.Reason);
    }

    [Theory]
    [InlineData(Outcome.Cancelled, false)]
    [InlineData(Outcome.NoAnswer, true)]
    public void A_number_suppressed_between_intent_and_answer_waits_no_more_whether_the_call_rang_or_not(string outcome, bool counts)
    {
        var queue = Active(agents: 2, contacts: 2);
        var dials = queue.Plan(Now, 2, Ids()).Dials;
        queue.OnSuppressed([.. dials.Select(d => d.Entry.Phone)]);
        var gone = new EntryFate(EntryStatus.Removed, EntryReason.Dnc, null, counts);
        Assert.Equal(gone, queue.OnCallEnded(new(dials[0].CallId, dials[0].Entry.ContactId, outcome, null, Now))!.Value.Fate);
        var refused = queue
            .OnDialRefused(new(dials[1].CallId, dials[1].Entry.ContactId, "rate_limited", TimeSpan.FromSeconds(2)), Now)!
            .Value.Fate;
        Assert.Equal(gone with { CountsAttempt = false }, refused);
    }

    [Fact]
    public void Closed_clocks_keep_contacts_back_without_using_up_the_agent()
    {
        var queue = new QueueState(Some.Settings(window: new([1], new(9, 0), new(10, 0))), CampaignStatus.Active);
        queue.OnAgentAvailable(Agent(1, Now));
        queue.OnClaimed([Some.Entry(1), Some.Entry(2) with { TimeZone = "America/Denver" }]);
        var (dials, returned) = queue.Plan(Now, 100, Ids());
        Assert.Equal(Some.Entry(2).ContactId, Assert.Single(dials).Entry.ContactId);
        Assert.Equal(Some.Entry(1).ContactId, Assert.Single(returned).Entry.ContactId);
    }

    [Theory]
    [InlineData(CampaignStatus.Paused)]
    [InlineData(CampaignStatus.Draining)]
    [InlineData(CampaignStatus.Completed)]
    public void Only_an_active_campaign_dials(string status)
    {
        var queue = Active(agents: 2, contacts: 2);
        queue.Status = status;
        Assert.Empty(queue.Plan(Now, 100, Ids()).Dials);
        queue.Status = CampaignStatus.Active;
        Assert.Equal(2, queue.Plan(Now, 100, Ids()).Dials.Count);
    }

    [Fact]
    public void A_draining_campaign_is_quiet_only_when_the_last_agent_has_finished_wrap_up()
    {
        var queue = Active(agents: 1, contacts: 1);
        var dial = queue.Plan(Now, 100, Ids()).Dials[0];
        var agent = queue.Route(dial.CallId, Now).AgentId;
        Assert.False(queue.Quiet);
        queue.OnCallEnded(new(dial.CallId, dial.Entry.ContactId, Outcome.Connected, agent, Now));
        Assert.False(queue.Quiet);
        queue.OnAgentUnavailable(agent!.Value);
        Assert.True(queue.Quiet);
    }

    /// <summary>Random days in a call centre, checked against what must hold after every step.</summary>
    [Property(MaxTest = 1500, EndSize = 200)]
    public Property Whatever_happens_a_contact_has_one_call_an_agent_one_call_and_the_longest_idle_is_chosen()
    {
        var step = from verb in Gen.Choose(0, 9) from n in Gen.Choose(0, 1000) from wait in Gen.Choose(0, 20) select (verb, n, wait);
        return Prop.ForAll(
            Gen.ListOf(step).ToArbitrary(),
            steps =>
            {
                var queue = new QueueState(Some.Settings(maxConcurrent: 6), CampaignStatus.Active);
                var ids = Ids();
                var now = Now;
                foreach (var (verb, n, wait) in steps)
                {
                    now = now.AddSeconds(wait);
                    var agent = Some.Id(1 + n % 5);
                    var busy = queue.Calls.Where(c => c.AgentId is not null).Select(c => c.AgentId!.Value).ToHashSet();
                    var open = queue.Calls.Where(c => c.AgentId is null).ToList();
                    switch (verb)
                    {
                        case 0 or 1 when !busy.Contains(agent):
                            queue.OnAgentAvailable(Agent(1 + n % 5, now));
                            break;
                        case 2:
                            queue.OnAgentUnavailable(agent);
                            break;
                        case 3:
                            queue.OnClaimed([Some.Entry(1 + n % 9), Some.Entry(1 + n % 7)]);
                            break;
                        case 4 or 5:
                            var (free, waiting) = (queue.Free.Count, queue.Calls.Count(c => c.AgentId is null));
                            var dials = queue.Plan(now, 1 + n % 4, ids).Dials;
                            if (dials.Count > Math.Max(0, free - waiting))
                                return false;
                            break;
                        case 6 or 7 when open.Count > 0:
                            var expected = queue.Free.OrderBy(a => a.IdleSince).ThenBy(a => a.AgentId).FirstOrDefault()?.AgentId;
                            if (queue.Route(open[n % open.Count].CallId, now).AgentId != expected)
                                return false;
                            break;
                        case 8 when busy.Count > 0:
                            var given = queue.Calls.Where(c => c.AgentId is not null).ElementAt(n % busy.Count);
                            var next = queue.Free.OrderBy(a => a.IdleSince).ThenBy(a => a.AgentId).FirstOrDefault()?.AgentId;
                            if (queue.OnRouteFailed(given.CallId, given.AgentId!.Value, now).AgentId != next)
                                return false;
                            break;
                        case 9 when queue.Calls.Count > 0:
                            var call = queue.Calls.ElementAt(n % queue.Calls.Count);
                            queue.OnCallEnded(
                                new(
                                    call.CallId,
                                    call.ContactId,
                                    call.AgentId is null ? Outcome.NoAnswer : Outcome.Connected,
                                    call.AgentId,
                                    now
                                )
                            );
                            queue.OnCallEnded(new(call.CallId, call.ContactId, Outcome.Failed, null, now));
                            break;
                    }

                    var calls = queue.Calls;
                    var agents = calls.Where(c => c.AgentId is not null).Select(c => c.AgentId!.Value).ToList();
                    if (calls.DistinctBy(c => c.ContactId).Count() != calls.Count)
                        return false;
                    if (agents.Distinct().Count() != agents.Count)
                        return false;
                    if (queue.Free.Any(a => agents.Contains(a.AgentId)))
                        return false;
                    if (calls.Count > 6)
                        return false;
                }

                return true;
            }
        );
    }
}
