using Pivotal.Domain.Accounts;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Pacing;
using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Dialer.Queue;

/// <summary>What the day may borrow from its own rest: only where the campaign knows its list from an earlier day, and as far as the hours that are left are expected to pay it back.</summary>
public sealed partial class QueueState
{
    private static readonly TimeSpan HoursStayKnown = TimeSpan.FromMinutes(1);

    private IReadOnlyList<string> _clocks = [];
    private (DateTimeOffset At, DateTimeOffset DayBegan, DateTimeOffset Closes)? _today;

    /// <summary>Clocks that the people of the queue live by. Until it is told it goes by the campaign's.</summary>
    public void OnClocks(IReadOnlyList<string> clocks) => (_clocks, _today) = (clocks, null);

    private double Credit(DateTimeOffset now)
    {
        if (!Settings.Mode.BorrowsFromTheDay || _pacer.Budget.Answered >= DayCredit.GoneAt) return 0;
        var (began, left) = Day(now);
        return left > TimeSpan.Zero && _pacer.KnewBefore(began) ? DayCredit.Of(_pacer.Budget.Answered, left, _pacer.AnswersPerHour(_team.Count)) : 0;
    }

    /// <summary>One more abandoned call would be within the cap at the end of the day, if no other came.</summary>
    private bool DayRepaysOneMore(DateTimeOffset now)
    {
        var budget = _pacer.Budget;
        return budget.Abandoned + 1 <= Settings.AbandonCap * (budget.Answered + DayCredit.ToCome(Day(now).Left, _pacer.AnswersPerHour(_team.Count)));
    }

    private (DateTimeOffset Began, TimeSpan Left) Day(DateTimeOffset now)
    {
        if (_today is not { } today || now < today.At || now - today.At > HoursStayKnown) _today = today = Today(now);
        return (today.DayBegan, today.Closes - now);
    }

    /// <summary>The first of the open clocks to close ends it, and the campaign's midnight in any case, because the budget's day is over then.</summary>
    private (DateTimeOffset At, DateTimeOffset DayBegan, DateTimeOffset Closes) Today(DateTimeOffset now)
    {
        var (zone, hours) = (Settings.ZoneOf(Settings.Zone), Settings.Hours);
        var midnight = LocalDay.Start(LocalDay.Of(now, zone).AddDays(1), zone);
        var clocks = Settings.UseContactZone && _clocks.Count > 0 ? _clocks.SelectMany(ContactClocks.Split).Distinct().Select(Settings.ZoneOf).Distinct() : [zone];
        var closes = clocks.Select(clock => hours.Closes(now, clock)).OfType<DateTimeOffset>().DefaultIfEmpty(now).Min();
        return (now, LocalDay.StartOf(now, zone), closes < midnight ? closes : midnight);
    }
}
