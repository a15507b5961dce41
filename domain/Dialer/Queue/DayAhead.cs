using Pivotal.Domain.Accounts;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>What the day may borrow from its own rest: only where the campaign knows its list from an earlier day, and as far as the hours that are left are expected to pay it back.</summary>
internal sealed class DayAhead(QueueTerms terms, Roster roster, PredictivePacer pacer)
{
    private static readonly TimeSpan HoursStayKnown = TimeSpan.FromMinutes(1);

    private IReadOnlyList<string> _clocks = [];
    private (DateTimeOffset At, DateTimeOffset DayBegan, DateTimeOffset Closes)? _today;

    /// <summary>Clocks that the people of the queue live by. Until it is told it goes by the campaign's.</summary>
    public void OnClocks(IReadOnlyList<string> clocks) => (_clocks, _today) = (clocks, null);

    public void OnSettings() => _today = null;

    public double Credit(DateTimeOffset now)
    {
        if (!terms.Mode.BorrowsFromTheDay || pacer.Budget.Answered >= DayCredit.GoneAt)
            return 0;
        var (began, left) = Day(now);
        return left > TimeSpan.Zero && pacer.KnewBefore(began)
            ? DayCredit.Of(pacer.Budget.Answered, left, pacer.AnswersPerHour(roster.Team))
            : 0;
    }

    /// <summary>One more abandoned call would be within the cap at the end of the day, if no other came.</summary>
    public bool RepaysOneMore(DateTimeOffset now)
    {
        var budget = pacer.Budget;
        return budget.Abandoned + 1
            <= terms.Settings.AbandonCap * (budget.Answered + DayCredit.ToCome(Day(now).Left, pacer.AnswersPerHour(roster.Team)));
    }

    private (DateTimeOffset Began, TimeSpan Left) Day(DateTimeOffset now)
    {
        if (_today is not { } today || now < today.At || now - today.At > HoursStayKnown)
            _today = today = Today(now);
        return (today.DayBegan, today.Closes - now);
    }

    /// <summary>The first of the open clocks to close ends it, and the campaign's midnight in any case, because the budget's day is over then.</summary>
    private (DateTimeOffset At, DateTimeOffset DayBegan, DateTimeOffset Closes) Today(DateTimeOffset now)
    {
        var settings = terms.Settings;
        var (zone, hours) = (settings.ZoneOf(settings.Zone), settings.Hours);
        var midnight = LocalDay.Start(LocalDay.Of(now, zone).AddDays(1), zone);
        var clocks =
            settings.UseContactZone && _clocks.Count > 0
                ? _clocks.SelectMany(ContactClocks.Split).Distinct().Select(settings.ZoneOf).Distinct()
                : [zone];
        var closes = clocks.Select(clock => hours.Closes(now, clock)).OfType<DateTimeOffset>().DefaultIfEmpty(now).Min();
        return (now, LocalDay.StartOf(now, zone), closes < midnight ? closes : midnight);
    }
}
