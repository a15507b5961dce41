using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Xunit;

namespace Pivotal.UnitTests.Dialer;

public sealed class PreviewTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_free_agent_sees_one_contact_and_nothing_is_dialled_by_itself()
    {
        var queue = Open(agents: 2, contacts: 5);
        queue.OfferPreviews(Now, Ids());
        queue.OfferPreviews(Now, Ids(6000));
        Assert.Equal([Some.Id(2), Some.Id(1)], Shown(queue).Select(p => p.AgentId));
        Assert.Equal((0, 0, 3, 2), (queue.Wanted(Now), queue.PreviewsWanted(Now), queue.HopperCount, queue.Held.Count));
        Assert.Empty(queue.Plan(Now, 100, Ids(7000)).Dials);
        Assert.Empty(queue.Free);
    }

    [Fact]
    public void Nobody_is_shown_whom_the_rows_keep_back_or_of_whom_they_were_not_asked()
    {
        var queue = Open(agents: 2, contacts: 4);
        var next = queue.NextToOffer();
        Assert.Equal(2, next.Count);
        var rests = new GateVerdict(EntryReason.NumberRest, Now.AddMinutes(20));
        queue.OfferPreviews(
            Now,
            Ids(),
            new Dictionary<Guid, GateVerdict> { [next[0].ContactId] = rests, [next[1].ContactId] = GateVerdict.Open }
        );
        Assert.Equal([next[1].ContactId], Shown(queue).Select(p => p.Entry.ContactId));
        Assert.Equal(
            new QueueOrder.GiveBack(next[0], rests.Reason, rests.NextAt),
            Assert.Single(queue.TakeOrders().OfType<QueueOrder.GiveBack>())
        );
        Assert.Equal((2, 1), (queue.HopperCount, queue.NextToOffer().Count));
    }

    [Fact]
    public void Who_is_not_dialled_after_all_leaves_the_screen_with_the_gate_and_when_it_opens()
    {
        foreach (
            var (why, reason) in new (GateVerdict?, string)[]
            {
                (new GateVerdict(EntryReason.NumberRest, Now.AddMinutes(20)), EntryReason.NumberRest),
                (new GateVerdict(EntryReason.Dnc, null), EntryReason.Dnc),
                (null, QueueState.NotDialed),
            }
        )
        {
            var queue = Open(agents: 1, contacts: 1);
            var call = Dial(queue, Offer(queue));
            queue.OnNotDialed(call.CallId, why);
            Assert.Equal(new QueueOrder.Over(Some.Id(1), call.CallId, reason, why?.NextAt), Assert.Single(queue.TakeOrders()));
        }
    }

    [Fact]
    public void The_call_is_for_the_agent_who_saw_the_contact_and_nobody_else()
    {
        var queue = Open(agents: 1, contacts: 1);
        var preview = Offer(queue);
        queue.OnAgentAvailable(Agent(9, Now.AddHours(-1)));
        var call = Dial(queue, preview);
        Assert.Equal((preview.CallId, (Guid?)Some.Id(1)), (call.CallId, call.ForAgent));
        Assert.Equal(new RouteDecision(Some.Id(1), "leg-1", "own_preview"), queue.Route(call.CallId, Now));
        Assert.Equal([Some.Id(9)], queue.Free.Select(a => a.AgentId));
        Assert.Empty(queue.Held);
    }

    [Fact]
    public void Saying_dial_twice_dials_once_and_after_that_the_contact_cannot_be_skipped()
    {
        var queue = Open(agents: 1, contacts: 2);
        var preview = Offer(queue);
        Assert.True(queue.OnPreviewDial(Some.Id(1), preview.CallId, Now));
        Assert.True(queue.OnPreviewDial(Some.Id(1), preview.CallId, Now));
        Assert.Equal(SkipAnswer.Gone, queue.OnPreviewSkip(Some.Id(1), preview.CallId, Now));
        Assert.Single(queue.Plan(Now, 100, Ids(7000)).Dials);
        Assert.True(queue.OnPreviewDial(Some.Id(1), preview.CallId, Now));
        Assert.Empty(queue.Plan(Now, 100, Ids(7000)).Dials);
        Assert.False(queue.OnPreviewDial(Some.Id(2), preview.CallId, Now));
    }

    [Fact]
    public void A_skipped_contact_comes_back_later_and_skips_are_counted_by_the_hour()
    {
        var queue = Open(agents: 1, contacts: 4, new PreviewRules { SkipsPerHour = 2, SkipDelayMinutes = 90 });
        for (var n = 0; n < 2; n++)
        {
            var preview = Offer(queue, Now.AddMinutes(n));
            Assert.Equal(SkipAnswer.Skipped, queue.OnPreviewSkip(Some.Id(1), preview.CallId, Now.AddMinutes(n)));
            Assert.Equal(
                new QueueOrder.GiveBack(preview.Entry, EntryReason.Skipped, Now.AddMinutes(n + 90)),
                Assert.Single(queue.TakeOrders().OfType<QueueOrder.GiveBack>())
            );
        }

        var third = Offer(queue, Now.AddMinutes(5));
        Assert.Equal(SkipAnswer.NoneLeft, queue.OnPreviewSkip(Some.Id(1), third.CallId, Now.AddMinutes(5)));
        Assert.Equal(SkipAnswer.Skipped, queue.OnPreviewSkip(Some.Id(1), third.CallId, Now.AddMinutes(60)));
    }

    [Theory]
    [InlineData(PreviewRules.Dial)]
    [InlineData(PreviewRules.Skip)]
    public void When_the_time_is_over_the_rule_decides(string rule)
    {
        var queue = Open(agents: 1, contacts: 1, new PreviewRules { Seconds = 30, WhenOver = rule });
        Offer(queue);
        queue.ExpirePreviews(Now.AddSeconds(29));
        Assert.Equal(0, queue.PreviewsWanted(Now));
        queue.ExpirePreviews(Now.AddSeconds(30));
        Assert.Equal(rule == PreviewRules.Dial ? 1 : 0, queue.PreviewsWanted(Now.AddSeconds(30)));
        Assert.Equal(rule == PreviewRules.Skip, queue.TakeOrders().OfType<QueueOrder.Over>().Any());
        Assert.Equal(rule == PreviewRules.Skip ? 1 : 0, queue.Free.Count);
    }

    [Fact]
    public void Gates_are_asked_again_at_the_dial()
    {
        var queue = new QueueState(Settings(new()) with { Window = Some.Window(new([1], new(9, 0), new(11, 1))) }, CampaignStatus.Active);
        queue.OnAgentAvailable(Agent(1, Now));
        queue.OnClaimed([Some.Entry(1)]);
        var preview = Offer(queue);
        queue.OnPreviewDial(Some.Id(1), preview.CallId, Now);
        var (dials, returned) = queue.Plan(Now.AddMinutes(2), 100, Ids(7000));
        Assert.Empty(dials);
        Assert.Equal(EntryReason.WindowClosed, Assert.Single(returned).Why.Reason);
        Assert.Equal(
            new QueueOrder.Over(Some.Id(1), preview.CallId, EntryReason.WindowClosed, new(2026, 6, 8, 13, 0, 0, TimeSpan.Zero)),
            queue.TakeOrders()[^1]
        );
        Assert.Single(queue.Free);
    }

    [Fact]
    public void A_number_suppressed_meanwhile_leaves_the_screen_and_its_agent_is_free()
    {
        var queue = Open(agents: 1, contacts: 1);
        var preview = Offer(queue);
        Assert.Equal([preview.Entry], queue.OnSuppressed([preview.Entry.Phone]).Out);
        Assert.Contains(queue.TakeOrders(), o => o is QueueOrder.Over { Why: EntryReason.Dnc });
        Assert.Single(queue.Free);
    }

    [Fact]
    public void An_agent_who_leaves_gives_the_contact_back_and_his_ringing_call_is_taken_back()
    {
        var queue = Open(agents: 2, contacts: 2);
        queue.OfferPreviews(Now, Ids());
        var (first, second) = (Shown(queue)[0], Shown(queue)[1]);
        queue.OnAgentUnavailable(first.AgentId);
        Assert.Contains(queue.TakeOrders(), o => o is QueueOrder.GiveBack g && g.Entry == first.Entry);
        var call = Dial(queue, second);
        queue.OnAgentUnavailable(second.AgentId);
        Assert.Equal([new QueueOrder.HangUp(call.CallId)], queue.TakeOrders());
        // Back in the same instant with something else in hand: the old call is still not his.
        queue.OnAgentAvailable(Agent(1, Now.AddSeconds(1)));
        Assert.Null(queue.Route(call.CallId, Now.AddSeconds(1)).AgentId);
        Assert.Null(queue.NextWaiting);
        Assert.NotNull(queue.OnCallEnded(new(call.CallId, second.Entry.ContactId, Outcome.Cancelled, null, Now)));
        Assert.Single(queue.Free);
    }

    [Fact]
    public void A_call_nobody_answers_frees_its_agent_and_says_what_became_of_it()
    {
        var queue = Open(agents: 1, contacts: 2);
        var call = Dial(queue, Offer(queue));
        var (_, fate) = queue.OnCallEnded(new(call.CallId, call.Entry.ContactId, Outcome.NoAnswer, null, Now))!.Value;
        Assert.Equal(EntryReason.Retry, fate.Reason);
        Assert.Equal([new QueueOrder.Over(Some.Id(1), call.CallId, Outcome.NoAnswer)], queue.TakeOrders());
        Assert.NotEqual(call.CallId, Offer(queue, from: 8000).CallId);
    }

    [Theory]
    [InlineData(DialMode.Progressive)]
    [InlineData(DialMode.Predictive)]
    [InlineData(DialMode.Manual)]
    [InlineData(DialMode.Agentless)]
    public void Another_mode_takes_what_is_only_looked_at_and_leaves_what_rings(string mode)
    {
        var queue = Open(agents: 2, contacts: 5);
        queue.OfferPreviews(Now, Ids());
        var (first, second) = (Shown(queue)[0], Shown(queue)[1]);
        var call = Dial(queue, first);
        queue.OnSettings(Settings(new()) with { DialMode = mode });
        Assert.Empty(queue.Previews);
        var orders = queue.TakeOrders();
        Assert.Contains(orders, o => o is QueueOrder.GiveBack g && g.Entry == second.Entry);
        Assert.Equal(mode == DialMode.Manual ? 0 : 3, queue.HopperCount);
        Assert.Equal([second.AgentId], queue.Free.Select(a => a.AgentId));
        Assert.Equal(first.AgentId, queue.Route(call.CallId, Now).AgentId);
    }

    [Fact]
    public void A_pause_takes_the_previews_with_the_hopper()
    {
        var queue = Open(agents: 1, contacts: 3);
        Offer(queue);
        queue.Status = CampaignStatus.Paused;
        Assert.Equal(3, queue.EmptyHopper().Count);
        Assert.Contains(queue.TakeOrders(), o => o is QueueOrder.Over { Why: CampaignStatus.Paused });
        queue.OfferPreviews(Now, Ids());
        Assert.Empty(queue.Previews);
    }

    [Fact]
    public void A_queue_that_begins_anew_keeps_a_ringing_call_for_its_agent_and_clears_a_screen_it_knows_nothing_of()
    {
        var queue = new QueueState(Settings(new()), CampaignStatus.Active);
        queue.OnRecovered(
            new(Some.Id(5000), Some.Entry(1).ContactId, null, "+12025550001", 1, CallStatus.Dialing, Now, null, null, ForAgent: Some.Id(1))
        );
        queue.OnAgentAvailable(Agent(1, Now) with { PreviewCallId = Some.Id(5000) });
        queue.OnAgentAvailable(Agent(2, Now) with { PreviewCallId = Some.Id(4000) });
        Assert.Equal([new QueueOrder.Over(Some.Id(2), Some.Id(4000), "gone")], queue.TakeOrders());
        Assert.Equal([Some.Id(2)], queue.Free.Select(a => a.AgentId));
        Assert.Equal(Some.Id(1), queue.Route(Some.Id(5000), Now).AgentId);
    }

    [Fact]
    public void Manual_dials_what_the_agent_chose_and_nothing_else()
    {
        var queue = Open(agents: 1, contacts: 0);
        queue.OnSettings(Settings(new()) with { DialMode = DialMode.Manual });
        Assert.Equal(0, queue.Shortage(Now));
        Assert.True(queue.OnPicked(Some.Id(1), Some.Id(5000), Some.Entry(7), Now));
        Assert.True(queue.OnPicked(Some.Id(1), Some.Id(5000), Some.Entry(7), Now));
        Assert.False(queue.OnPicked(Some.Id(1), Some.Id(5001), Some.Entry(8), Now));
        Assert.False(queue.OnPicked(Some.Id(2), Some.Id(5002), Some.Entry(7), Now));
        var dial = Assert.Single(queue.Plan(Now, 100, Ids(7000)).Dials);
        Assert.Equal((Some.Id(5000), (Guid?)Some.Id(1)), (dial.CallId, dial.ForAgent));
        Assert.Equal(Some.Id(1), queue.Route(dial.CallId, Now).AgentId);
    }

    [Fact]
    public void Instead_of_what_he_is_shown_an_agent_may_choose_another_contact()
    {
        var queue = Open(agents: 1, contacts: 1);
        var shown = Offer(queue);
        Assert.True(queue.OnPicked(Some.Id(1), Some.Id(6000), Some.Entry(7), Now));
        Assert.Contains(queue.TakeOrders(), o => o is QueueOrder.GiveBack g && g.Entry == shown.Entry);
        Assert.Equal(Some.Id(6000), Assert.Single(queue.Plan(Now, 100, Ids(7000)).Dials).CallId);
    }

    [Fact]
    public void Agentless_needs_nobody_and_keeps_to_lines_and_rate()
    {
        var rules = new AgentRules { Agentless = new() { CallsPerMinute = 120 } };
        var queue = new QueueState(
            Some.Settings(maxConcurrent: 8) with
            {
                DialMode = DialMode.Agentless,
                Rules = new() { Agents = rules },
            },
            CampaignStatus.Active
        );
        Assert.True(queue.Shortage(Now) > 0);
        queue.OnClaimed(Enumerable.Range(1, 40).Select(n => Some.Entry(n)));
        Assert.Single(queue.Plan(Now, 100, Ids()).Dials);
        Assert.Empty(queue.Plan(Now, 100, Ids(5100)).Dials);
        Assert.Equal(4, queue.Plan(Now.AddSeconds(2), 100, Ids(5200)).Dials.Count);
        Assert.All(queue.Plan(Now.AddMinutes(1), 100, Ids(5300)).Dials, d => Assert.True(d.Agentless));
        Assert.Equal(8, queue.Calls.Count);
        Assert.Equal("queue_empty", new QueueState(queue.Settings, CampaignStatus.Active).IdleReason(Now, false, false));
    }

    private static QueueState Open(int agents, int contacts, PreviewRules? rules = null)
    {
        var queue = new QueueState(Settings(rules ?? new()), CampaignStatus.Active);
        for (var n = 1; n <= agents; n++)
            queue.OnAgentAvailable(Agent(n, Now.AddSeconds(-n)));
        queue.OnClaimed(Enumerable.Range(1, contacts).Select(n => Some.Entry(n)));
        return queue;
    }

    private static CampaignSettings Settings(PreviewRules rules) =>
        Some.Settings() with
        {
            DialMode = DialMode.Preview,
            Rules = new() { Agents = new() { Preview = rules } },
        };

    private static IdleAgent Agent(int n, DateTimeOffset idleSince) => new(Some.Id(n), $"Agent {n}", idleSince, $"leg-{n}");

    private static Func<Guid> Ids(int from = 5000) => () => Some.Id(from++);

    private static List<QueuePreview> Shown(QueueState queue) => [.. queue.Previews];

    private static QueuePreview Offer(QueueState queue, DateTimeOffset? at = null, int? from = null)
    {
        queue.OfferPreviews(at ?? Now, Ids(from ?? 5000 + queue.HopperCount));
        queue.TakeOrders();
        return queue.Previews.First();
    }

    private static PlannedDial Dial(QueueState queue, QueuePreview preview)
    {
        Assert.True(queue.OnPreviewDial(preview.AgentId, preview.CallId, Now));
        var dial = Assert.Single(queue.Plan(Now, 100, Ids(7000)).Dials);
        queue.OnDialing(dial.CallId, Now);
        queue.TakeOrders();
        return dial;
    }
}
