using Pivotal.Domain.Shared;

namespace Pivotal.Domain.Compliance.Law;

/// <summary>Calls a person answered within one quarter of an hour; the clocks of all zones are whole quarters apart.</summary>
/// <param name="At">its beginning</param>
/// <param name="Machines">calls that detection ended as machines; not among the answered ones</param>
public readonly record struct AnsweredQuarter(DateTimeOffset At, int Answered, int Abandoned, int Machines = 0);

/// <param name="Window">day, or a window of the law</param>
/// <param name="By">id of the profile that sets the cap, or <see cref="EffectiveCompliance.Campaign"/></param>
/// <param name="DetectionErrors">share of the calls ended as machines that counts as abandoned people, 0–0.5</param>
public sealed record EvidenceRule(string Window, double Cap, string By, double DetectionErrors = 0)
{
    /// <summary>A day on the campaign's own clock, which is what the campaign's own cap counts.</summary>
    public const string Day = "day";
}

/// <param name="From">inside</param>
/// <param name="To">outside</param>
/// <param name="Mistaken">people taken for machines, by estimate; 0 where the law does not count them</param>
/// <param name="Share">(Abandoned + Mistaken) ÷ (Answered + Mistaken), 0–1</param>
/// <param name="Kept">the share is not above the cap</param>
public sealed record EvidenceWindow(
    string Window,
    DateTimeOffset From,
    DateTimeOffset To,
    int Answered,
    int Abandoned,
    double Mistaken,
    double Share,
    double Cap,
    bool Kept,
    string By
);

/// <summary>
/// What a campaign abandoned, window by window: each day and each calendar month as it is; of the rolling windows that end on one day the worst, looked at every quarter of an hour.
/// Windows in which nobody answered are left out.
/// </summary>
public static class EvidenceWindows
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    /// <summary>So much earlier than the first day the answers have to be known for.</summary>
    public static readonly TimeSpan Before = TimeSpan.FromDays(32);

    /// <param name="quarters">in any order</param>
    /// <param name="from">first day on the campaign's clock</param>
    /// <param name="to">last day</param>
    public static IReadOnlyList<EvidenceWindow> Of(
        IEnumerable<AnsweredQuarter> quarters,
        IReadOnlyList<EvidenceRule> rules,
        TimeZoneInfo clock,
        DateOnly from,
        DateOnly to
    ) => Of(quarters, _ => rules, clock, from, to);

    /// <param name="rules">in force on a day; of several that count in the same window the strictest, and of a month those of all its days</param>
    public static IReadOnlyList<EvidenceWindow> Of(
        IEnumerable<AnsweredQuarter> quarters,
        Func<DateOnly, IReadOnlyList<EvidenceRule>> rules,
        TimeZoneInfo clock,
        DateOnly from,
        DateOnly to
    )
    {
        var sums = new Sums(quarters, LocalDay.Start(from, clock) - Before, LocalDay.Start(to.AddDays(1), clock));
        var days = Enumerable.Range(from.DayNumber, to.DayNumber - from.DayNumber + 1).Select(DateOnly.FromDayNumber).ToList();
        var all = days.SelectMany(rules).Select(r => r.Window).Distinct().ToList();
        return
        [
            .. all.SelectMany(window =>
                    window == AbandonRule.Month
                        ? days.GroupBy(d => new DateOnly(d.Year, d.Month, 1))
                            .SelectMany(m =>
                                Strictest(m.SelectMany(rules), window).SelectMany(rule => Months(sums, rule, clock, m.First(), m.Last()))
                            )
                        : days.SelectMany(d => Strictest(rules(d), window).SelectMany(rule => Days(sums, rule, clock, d, d)))
                )
                .Where(w => w.Answered + w.Mistaken > 0),
        ];
    }

    private static IEnumerable<EvidenceRule> Strictest(IEnumerable<EvidenceRule> rules, string window) =>
        rules
            .Where(r => r.Window == window)
            .OrderBy(r => r.Cap)
            .ThenByDescending(r => r.DetectionErrors)
            .ThenBy(r => r.By, StringComparer.Ordinal)
            .Take(1);

    private static IEnumerable<EvidenceWindow> Days(Sums sums, EvidenceRule rule, TimeZoneInfo clock, DateOnly from, DateOnly to)
    {
        for (var day = from; day <= to; day = day.AddDays(1))
        {
            var (start, end) = (LocalDay.Start(day, clock), LocalDay.Start(day.AddDays(1), clock));
            if (rule.Window == EvidenceRule.Day)
            {
                yield return sums.Window(rule, start, end);
                continue;
            }

            var length = rule.Window == AbandonRule.Day ? TimeSpan.FromDays(1) : TimeSpan.FromDays(30);
            EvidenceWindow? worst = null;
            for (var last = start + Quarter; last <= end; last += Quarter)
            {
                var window = sums.Window(rule, last - length, last);
                if (worst is null || window.Share > worst.Share || (window.Share == worst.Share && window.Answered > worst.Answered))
                    worst = window;
            }

            if (worst is not null)
                yield return worst;
        }
    }

    private static IEnumerable<EvidenceWindow> Months(Sums sums, EvidenceRule rule, TimeZoneInfo clock, DateOnly from, DateOnly to)
    {
        for (var month = new DateOnly(from.Year, from.Month, 1); month <= to; month = month.AddMonths(1))
        {
            var end = month.AddMonths(1) > to ? to.AddDays(1) : month.AddMonths(1);
            yield return sums.Window(rule, LocalDay.Start(month, clock), LocalDay.Start(end, clock));
        }
    }

    /// <summary>Running totals, so that any window is one subtraction.</summary>
    private sealed class Sums
    {
        private readonly DateTimeOffset _start;
        private readonly (int Answered, int Abandoned, int Machines)[] _until;

        public Sums(IEnumerable<AnsweredQuarter> quarters, DateTimeOffset start, DateTimeOffset end)
        {
            _start = start;
            _until = new (int, int, int)[(int)((end - start) / Quarter) + 2];
            foreach (var q in quarters.Where(q => q.At >= start && q.At < end))
            {
                var at = (int)((q.At - start) / Quarter) + 1;
                _until[at] = (_until[at].Answered + q.Answered, _until[at].Abandoned + q.Abandoned, _until[at].Machines + q.Machines);
            }

            for (var i = 1; i < _until.Length; i++)
                _until[i] = (
                    _until[i - 1].Answered + _until[i].Answered,
                    _until[i - 1].Abandoned + _until[i].Abandoned,
                    _until[i - 1].Machines + _until[i].Machines
                );
        }

        public EvidenceWindow Window(EvidenceRule rule, DateTimeOffset from, DateTimeOffset to)
        {
            var (a, b) = (_until[Index(from)], _until[Index(to)]);
            var (answered, abandoned) = (b.Answered - a.Answered, b.Abandoned - a.Abandoned);
            var mistaken = Math.Round(rule.DetectionErrors * (b.Machines - a.Machines), 3);
            var share = answered + mistaken <= 0 ? 0 : (abandoned + mistaken) / (answered + mistaken);
            return new(rule.Window, from, to, answered, abandoned, mistaken, share, rule.Cap, share <= rule.Cap, rule.By);
        }

        private int Index(DateTimeOffset at) => Math.Clamp((int)((at - _start) / Quarter), 0, _until.Length - 1);
    }
}
