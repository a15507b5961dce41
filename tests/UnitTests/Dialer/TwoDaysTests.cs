using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;

namespace Pivotal.UnitTests.Dialer;

/// <summary>
/// A campaign of 200 people on four clocks, driven minute by minute through two days by the queue's own state, gates and recycle rules. Nobody is called outside his hours, and no
/// minute in which an agent waits is silent without a reason that the wall clock confirms.
/// </summary>
public sealed class TwoDaysTests
{
    private static readonly string[] Zones = ["America/Los_Angeles", "America/New_York", "Europe/Berlin", "Pacific/Auckland"];

    /// <summary>An ordinary week, and the nights in which the clocks of America, Europe and New Zealand are changed.</summary>
    [Theory]
    [
        InlineData("2026-06-01"),
        InlineData("2026-03-07"),
        InlineData("2026-03-28"),
        InlineData("2026-04-04"),
        InlineData("2026-09-26"),
        InlineData("2026-10-24"),
        InlineData("2026-10-31"),
        InlineData("2026-12-31")
    ]
    public void No_minute_is_silent_without_a_reason_and_nobody_is_called_outside_his_hours(string from)
    {
        var start = new DateTimeOffset(
            DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(TimeOnly.MinValue),
            TimeSpan.Zero
        );
        var campaign = Some.Settings(window: new([1, 2, 3, 4, 5, 6, 7], new(9, 0), new(17, 0))) with
        {
            MaxAttempts = 20,
            RetryMinutes = 90,
            Compliance = EffectiveCompliance.Of([], new() { Holidays = ["us_federal"] }),
        };
        var people = Enumerable
            .Range(1, 200)
            .Select(n => new Person(Some.Entry(n) with { TimeZone = Zones[n % 4] }, start))
            .ToDictionary(p => p.Entry.ContactId);
        var state = new QueueState(campaign, CampaignStatus.Active);
        for (var agent = 1; agent <= 3; agent++)
            state.OnAgentAvailable(new(Some.Id(agent), $"Agent {agent}", start, $"leg-{agent}"));
        var (calls, next) = (new List<(Person Person, DateTimeOffset At)>(), 0);
        for (var now = start; now < start.AddDays(2); now = now.AddMinutes(1))
        {
            var dialled = 0;
            // A step dials, claims and dials again.
            for (var turn = 0; turn < 2; turn++)
            {
                Claim(state, campaign, people.Values, now);
                var (dials, returned) = state.Plan(now, 3, () => Some.Id(100_000 + next++));
                foreach (var (entry, why) in returned)
                    people[entry.ContactId].Wait(why.NextAt!.Value);
                foreach (var dial in dials)
                {
                    var person = people[dial.Entry.ContactId];
                    calls.Add((person, now));
                    state.OnDialing(dial.CallId, now);
                    var (_, fate) = state
                        .OnCallEnded(new(dial.CallId, dial.Entry.ContactId, Outcome.NoAnswer, null, now.AddSeconds(25)))!
                        .Value;
                    person.Called(fate.NextAttemptAt!.Value);
                }

                dialled += dials.Count;
            }

            var could = people.Values.Where(p => p.Due <= now && Open(p.Entry.TimeZone, now)).ToList();
            Assert.True(dialled > 0 || could.Count == 0, $"{now:u}: nobody is called, and {could.Count} could be");
        }

        Assert.All(calls, c => Assert.True(Open(c.Person.Entry.TimeZone, c.At), $"{c.Person.Entry.TimeZone} was called at {c.At:u}"));
        Assert.All(Zones.Where(z => Days(start).Any(at => Open(z, at))), z => Assert.Contains(calls, c => c.Person.Entry.TimeZone == z));
        Assert.All(people.Values, p => Assert.Equal(TimeSpan.Zero, p.Due.Offset));
    }

    /// <summary>As the rows do: who is due and whose zone is open.</summary>
    private static void Claim(QueueState state, CampaignSettings campaign, IEnumerable<Person> people, DateTimeOffset now)
    {
        var claimed = people
            .Where(p => !p.Claimed && p.Due <= now && campaign.IsOpen(now, p.Entry.TimeZone))
            .OrderBy(p => p.Due)
            .Take(state.Shortage(now))
            .ToList();
        foreach (var person in claimed)
            person.Claimed = true;
        Assert.Empty(state.OnClaimed(claimed.Select(p => p.Entry)));
    }

    /// <summary>Nine to five on the wall, and no New Year.</summary>
    private static bool Open(string zone, DateTimeOffset at)
    {
        var wall = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return wall.Hour is >= 9 and < 17 && !(wall.Month == 1 && wall.Day == 1);
    }

    private static IEnumerable<DateTimeOffset> Days(DateTimeOffset start) => Enumerable.Range(0, 48 * 60).Select(m => start.AddMinutes(m));

    private sealed class Person(HopperEntry entry, DateTimeOffset due)
    {
        public HopperEntry Entry { get; private set; } = entry;

        public DateTimeOffset Due { get; private set; } = due;

        public bool Claimed { get; set; }

        public void Wait(DateTimeOffset until) => (Due, Claimed) = (until, false);

        public void Called(DateTimeOffset again)
        {
            Entry = Entry with { Attempts = Entry.Attempts + 1 };
            Wait(again);
        }
    }
}
