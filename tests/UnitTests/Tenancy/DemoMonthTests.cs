using System.Text.RegularExpressions;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Domain.Accounts;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Leads;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Leads;
using Pivotal.UnitTests.Architecture;
using Xunit;

namespace Pivotal.UnitTests.Tenancy;

/// <summary>The month that a demo tenant is shown is made of values here, so that its figures can be added up without a database.</summary>
public sealed class DemoMonthTests
{
    /// <summary>A Monday early, a Wednesday in the middle of the day, a Saturday night, the days after both DST nights; east and west.</summary>
    public static TheoryData<string, string> Moments =>
        new()
        {
            { "2026-11-30T14:20:00Z", "America/New_York" },
            { "2026-07-15T18:05:00Z", "America/Chicago" },
            { "2026-05-02T03:00:00Z", "America/New_York" },
            { "2026-03-09T15:00:00Z", "America/Chicago" },
            { "2026-11-02T09:00:00Z", "America/New_York" },
        };

    [Fact]
    public void The_same_seed_people_and_moment_give_the_same_month()
    {
        var (one, two) = (Some("2026-07-15T18:05:00Z"), Some("2026-07-15T18:05:00Z"));
        Assert.Equal(
            one.Calls.Select(c => (c.Id, c.Contact.Email, c.Outcome, c.EndedAt)),
            two.Calls.Select(c => (c.Id, c.Contact.Email, c.Outcome, c.EndedAt))
        );
        Assert.Equal(one.Leads.Select(l => (l.Id, l.Status, l.UpdatedAt)), two.Leads.Select(l => (l.Id, l.Status, l.UpdatedAt)));
        Assert.NotEqual(one.Contacts.Select(c => c.Email), Some("2026-07-15T18:05:00Z", seed: 2).Contacts.Select(c => c.Email));
    }

    [Fact]
    public void Five_thousand_people_in_nine_hundred_companies_have_numbers_and_addresses_that_nobody_can_own()
    {
        var month = Some("2026-07-15T18:05:00Z");
        var accounts = month.Contacts.Select(c => c.Account).Distinct().ToList();
        Assert.Equal((5_000, 900), (month.Contacts.Count, accounts.Count));
        string[] numbers = [.. month.Contacts.Select(c => c.Phone), .. accounts.Select(a => a.Phone)];
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
        Assert.All(
            numbers,
            n => Assert.Matches(@"^(\+1[2-9]\d{2}55501\d{2}|\+442079460\d{3}|\+441[126][13]4960\d{3}|\+441214960\d{3})$", n)
        );
        Assert.All(numbers, n => Assert.Equal(n, PhoneNumbers.Normalize(n)));
        Assert.All(month.Contacts, c => Assert.Equal(c.Email, Emails.Normalize(c.Email)));
        Assert.All(
            accounts,
            a => Assert.True(a.Domain.EndsWith(".example", StringComparison.Ordinal) && Domains.Normalize(a.Domain) == a.Domain, a.Domain)
        );
        Assert.Equal(5_000, month.Contacts.Select(c => c.Email).Distinct().Count());
        Assert.Equal(900, accounts.Select(a => CompanyNames.Key(a.Name)).Distinct().Count());
    }

    [Theory, MemberData(nameof(Moments))]
    public void It_is_a_real_month_of_workdays_with_a_dip_at_noon(string moment, string zone)
    {
        var month = Some(moment, zone);
        var local = month.Calls.Select(c => TimeZoneInfo.ConvertTime(c.DialedAt, month.Clock)).ToList();
        Assert.InRange(month.Calls.Count, 5_000, 30_000);
        Assert.DoesNotContain(local, at => at.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday);
        Assert.All(local, at => Assert.InRange(at.Hour, 9, 17));
        Assert.All(month.Calls, c => Assert.True(c.DialedAt > month.Began && (c.DisposedAt ?? c.EndedAt) < month.Now));
        var dials = local.GroupBy(at => at.Hour).ToDictionary(g => g.Key, g => g.Count());
        Assert.True(dials[12] * 2 < dials[11] && dials[12] * 2 < dials[14], string.Join(", ", dials.OrderBy(d => d.Key)));
        Assert.InRange(month.Calls.Count(c => c.Outcome is Outcome.Connected or Outcome.Abandoned) / (double)month.Calls.Count, 0.08, 0.16);
        Assert.True(local.Select(at => at.Date).Distinct().Count() >= 19);
    }

    [Theory, MemberData(nameof(Moments))]
    public void No_day_of_a_campaign_is_over_its_cap_of_abandoned_calls_and_some_have_one(string moment, string zone)
    {
        var month = Some(moment, zone);
        var days = month
            .Calls.Where(c => c.Outcome is Outcome.Connected or Outcome.Abandoned)
            .GroupBy(c => (c.Campaign.Key, TimeZoneInfo.ConvertTime(c.DialedAt, month.Clock).Date))
            .Select(g => (Answered: g.Count(), Abandoned: g.Count(c => c.Outcome == Outcome.Abandoned)))
            .ToList();
        Assert.All(days, d => Assert.True(d.Abandoned <= StoryCampaign.AbandonCap * d.Answered, $"{d}"));
        Assert.Contains(days, d => d.Abandoned > 0);
    }

    [Theory, MemberData(nameof(Moments))]
    public void Nobody_is_called_outside_his_window_too_early_too_often_or_against_his_will(string moment, string zone)
    {
        var month = Some(moment, zone);
        var zones = month.Entries.Values.SelectMany(e => e).ToDictionary(e => e.Contact, e => e.Clocks);
        Assert.All(
            month.Calls.Where(c => !c.Campaign.RoundTheClock),
            c =>
                Assert.All(
                    zones[c.Contact],
                    clock =>
                    {
                        var at = TimeZoneInfo.ConvertTime(c.DialedAt, clock);
                        Assert.True(
                            at.Hour is >= StoryCampaign.WindowStart and < StoryCampaign.WindowEnd
                                && at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday),
                            $"{at} {clock.Id}"
                        );
                    }
                )
        );
        var listed = month.Suppressions.Where(s => s.Source == "manual").Select(s => s.Value).ToHashSet();
        Assert.DoesNotContain(month.Calls, c => listed.Contains(c.Contact.Phone) || listed.Contains(c.Contact.Account.Domain));
        foreach (var calls in month.Calls.GroupBy(c => c.Contact).Select(g => g.OrderBy(c => c.DialedAt).ToList()))
        {
            Assert.Equal(Enumerable.Range(1, calls.Count), calls.Select(c => c.AttemptNo));
            foreach (var (before, next) in calls.Zip(calls.Skip(1)))
            {
                Assert.DoesNotContain(
                    before.Disposition,
                    (string?[])
                        [
                            Disposition.DncRequest,
                            Disposition.NotInterested,
                            Disposition.WrongNumber,
                            Disposition.InvalidData,
                            Disposition.Qualified,
                            Disposition.Connected,
                        ]
                );
                var rest =
                    before.CallbackAt
                    ?? before.EndedAt
                        + (
                            before.Outcome == Outcome.Abandoned
                                ? TimeSpan.FromHours(StoryCampaign.LockOutHours)
                                : TimeSpan.FromMinutes(StoryCampaign.RetryMinutes)
                        );
                Assert.True(next.DialedAt >= rest, $"{before} {next}");
            }
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public void An_agent_has_one_thing_in_hand_and_his_log_agrees_with_his_calls_and_his_idle_time(string moment, string zone)
    {
        var month = Some(moment, zone);
        foreach (var log in month.Statuses.GroupBy(s => s.AgentId))
        {
            var marks = log.OrderBy(s => s.At).ToList();
            Assert.Equal(AgentStatus.Offline, marks[^1].Status);
            var spans = marks
                .Zip(marks.Skip(1))
                .Select(p => (p.First.Status, Seconds: (p.Second.At - p.First.At).TotalSeconds, p.First.CallId))
                .ToList();
            Assert.All(spans, s => Assert.True(s.Seconds >= 0));
            var calls = month.Calls.Where(c => c.AgentId == log.Key).ToList();
            Assert.Equal(Sum(AgentStatus.OnCall), calls.Sum(c => (c.EndedAt - c.BridgedAt!.Value).TotalSeconds), 0.1);
            Assert.Equal(Sum(AgentStatus.WrapUp), calls.Sum(c => (c.DisposedAt!.Value - c.EndedAt).TotalSeconds), 0.1);
            Assert.Equal(
                Sum(AgentStatus.Available),
                month.Idle.Where(i => i.AgentId == log.Key).Sum(i => (i.To - i.From).TotalSeconds),
                0.1
            );
            var work = Sum(AgentStatus.OnCall) + Sum(AgentStatus.WrapUp);
            Assert.InRange(work / (work + Sum(AgentStatus.Available)), log.Key == month.Cast.Agents[1].Id ? 0.12 : 0.4, 0.92);

            double Sum(string status) => spans.Where(s => s.Status == status).Sum(s => s.Seconds);
        }
    }

    [Theory, MemberData(nameof(Moments))]
    public void Leads_are_the_qualified_calls_in_every_state_and_clients_have_downloaded_only_what_was_approved_by_then(
        string moment,
        string zone
    )
    {
        var month = Some(moment, zone);
        Assert.Equal(
            month.Calls.Where(c => c.Disposition == Disposition.Qualified).Select(c => c.Id).Order(),
            month.Leads.Select(l => l.Call.Id).Order()
        );
        Assert.Equal(LeadStatus.All.Order(), month.Leads.Select(l => l.Status).Distinct().Order());
        Assert.All(
            month.Leads,
            l =>
                Assert.True(
                    l.CreatedAt <= l.UpdatedAt
                        && l.UpdatedAt <= month.Now
                        && (l.ReviewStartedAt ?? l.CreatedAt) <= (l.DecidedAt ?? l.UpdatedAt)
                )
        );
        Assert.All(
            month.Leads,
            l =>
                Assert.Equal(
                    l.IsDeliverable && l.Status != LeadStatus.Rejected,
                    l.Checklist.Count == StoryCampaign.Checklist.Count && l.Checklist.Values.All(v => v)
                )
        );
        Assert.All(month.Leads, l => Assert.Equal(l.Status == LeadStatus.Rejected, l.RejectedReason is not null));
        Assert.Equal(2, month.Orders.Count);
        Assert.All(month.Orders, o => Assert.NotEmpty(o.Downloads));
        Assert.All(
            month.Orders.SelectMany(o => o.Downloads.Select(d => (o, d))),
            x =>
                Assert.All(
                    x.d.Leads,
                    id =>
                    {
                        var lead = month.Leads.Single(l => l.Id == id);
                        Assert.True(lead.DecidedAt < x.d.At && lead.IsDeliverable && x.o.Campaigns.Contains(lead.Call.Campaign));
                    }
                )
        );
    }

    [Theory, MemberData(nameof(Moments))]
    public void Each_entry_says_of_its_contact_what_the_last_call_left(string moment, string zone)
    {
        var month = Some(moment, zone);
        foreach (var (campaign, entries) in month.Entries)
        {
            var calls = month
                .Calls.Where(c => c.Campaign == campaign)
                .GroupBy(c => c.Contact.Id)
                .ToDictionary(g => g.Key, g => g.MaxBy(c => c.DialedAt)!);
            Assert.Equal(
                month.Lists.Single(l => l.Name == campaign.ListName).Members.Select(m => m.Id).Order(),
                entries.Select(e => e.Contact.Id).Order()
            );
            Assert.All(
                entries,
                e =>
                    Assert.Equal(
                        (calls.GetValueOrDefault(e.Contact.Id)?.Id, calls.GetValueOrDefault(e.Contact.Id)?.AttemptNo ?? 0),
                        (e.CallId, e.Attempts)
                    )
            );
            Assert.All(
                entries.Where(e => e.CallId is not null),
                e => Assert.Equal(ByTheProduct(calls[e.Contact.Id]), (e.Status, e.Reason))
            );
            Assert.All(
                entries.Where(e => e.Reason == EntryReason.Callback),
                e => Assert.Equal((calls[e.Contact.Id].CallbackAt, (DateTimeOffset?)e.NextAt), (e.CallbackAt, e.CallbackAt))
            );
        }

        var running = month.Entries.Single(e => e.Key.Key == StoryCampaign.Running).Value;
        Assert.True(
            running.Count(e => e.Status == EntryStatus.Queued && e.NextAt <= month.Now) > 600,
            "Robots have somebody to call at once."
        );
        Assert.Contains(running, e => e.Reason == EntryReason.Callback && e.NextAt > month.Now);
        var finished = month.Entries.Single(e => e.Key.Key == StoryCampaign.Finished).Value;
        Assert.InRange(finished.Count(e => e.Status == EntryStatus.Queued) / (double)finished.Count, 0, 0.35);
    }

    [Fact]
    public void A_script_has_no_placeholder_that_the_desk_does_not_know()
    {
        var desk = File.ReadAllText(Path.Combine(FolderRules.RepoRoot(), "frontend/src/features/desk/merge-script.ts"));
        var known = Regex.Matches(desk, @"^    ""([\w.]+)"":", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToHashSet();
        Assert.Contains("contact.first_name", known);
        string[] scripts =
        [
            .. Some("2026-07-15T18:05:00Z").Campaigns.Select(c => c.Script),
            File.ReadAllText(Path.Combine(FolderRules.RepoRoot(), "tests/demo/DemoCampaign.cs")),
        ];
        Assert.All(scripts, script => Assert.Equal(4, Regex.Count(script, @"\{\{")));
        Assert.All(scripts.SelectMany(script => Regex.Matches(script, @"\{\{(.*?)\}\}")), m => Assert.Contains(m.Groups[1].Value, known));
    }

    /// <summary>What the dialer itself would make of the entry after this call.</summary>
    private static (string, string?) ByTheProduct(StoryCall call)
    {
        var settings = Dialer.Some.Settings() with { MaxAttempts = StoryCampaign.MaxAttempts, RetryMinutes = StoryCampaign.RetryMinutes };
        var fate = call.Disposition is { } said
            ? Recycle.AfterDisposition(
                DispositionPlan.Of(said, settings.Rules),
                call.AttemptNo,
                settings,
                call.DisposedAt!.Value,
                call.CallbackAt,
                null
            )
            : Recycle.AfterCall(call.Outcome, call.AttemptNo, settings, call.EndedAt, rang: true);
        return (fate.Status, fate.Reason);
    }

    private static DemoMonth Some(string moment, string zone = "America/New_York", int seed = 1) =>
        DemoMonth.Make(
            seed,
            DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture),
            TimeZoneInfo.FindSystemTimeZoneById(zone),
            new(
                Id(1),
                Id(2),
                Id(3),
                [.. Enumerable.Range(0, 7).Select(i => new StoryAgent(Id(10 + i), $"Agent {i}", 0.8 + (0.1 * i), i > 2))],
                [new(Id(20), Id(21)), new(Id(22), Id(23))]
            ),
            ["Fabrikam Software", "Tailspin Analytics"]
        );

    private static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
