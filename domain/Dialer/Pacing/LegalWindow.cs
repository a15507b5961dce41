using Pivotal.Domain.Compliance.Law;

namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>Answered and abandoned calls of one hour.</summary>
/// <param name="Hour">its beginning</param>
/// <param name="Machines">calls that detection ended as machines; not among the answered ones</param>
public readonly record struct AnsweredHour(DateTimeOffset Hour, int Answered, int Abandoned, int Machines = 0);

/// <summary>
/// One of the windows that the law counts abandoned calls in, kept hour by hour: the last 24 hours, the last 30 days, the calendar month on the campaign's clock.
/// Where the law asks for it (Ofcom, annex on the abandoned call rate), the share that is estimated to be people of the calls that detection ended as machines is counted as
/// answered and abandoned: (abandoned + e · machines) ÷ (answered + e · machines). An hour of which a part has left a rolling window stays until all of it has.
/// </summary>
public sealed class LegalWindow(AbandonRule rule, TimeZoneInfo clock, double detectionErrors = 0)
{
    public static readonly TimeSpan LookAhead = TimeSpan.FromHours(1);

    private readonly LinkedList<AnsweredHour> _hours = [];

    public AbandonRule Rule => rule;

    public AbandonLimits Limits { get; } = AbandonLimits.ForCap(rule.Cap);

    public int Answered { get; private set; }

    public int Abandoned { get; private set; }

    public int Machines { get; private set; }

    /// <summary>People taken for machines, by estimate; 0 where the law does not count them.</summary>
    public double Mistaken => rule.DetectionErrors ? detectionErrors * Machines : 0;

    public double DetectionErrors => rule.DetectionErrors ? detectionErrors : 0;

    /// <summary>0–1; 0 before the first answer.</summary>
    public double Share => Answered + Mistaken <= 0 ? 0 : (Abandoned + Mistaken) / (Answered + Mistaken);

    /// <summary>From when on calls may count at <paramref name="now"/>.</summary>
    public DateTimeOffset Since(DateTimeOffset now)
    {
        if (rule.Window != AbandonRule.Month)
            return now - (rule.Window == AbandonRule.Day ? TimeSpan.FromDays(1) : TimeSpan.FromDays(30));
        var local = TimeZoneInfo.ConvertTime(now, clock);
        var first = new DateTime(local.Year, local.Month, 1);
        return new DateTimeOffset(first, clock.GetUtcOffset(first));
    }

    public void Advance(DateTimeOffset now)
    {
        if (_hours.First is not { } oldest || oldest.Value.Hour.AddHours(1) > now.AddDays(-1))
            return;
        var since = Since(now);
        while (_hours.First is { } first && first.Value.Hour.AddHours(1) <= since)
        {
            Answered -= first.Value.Answered;
            Abandoned -= first.Value.Abandoned;
            Machines -= first.Value.Machines;
            _hours.RemoveFirst();
        }
    }

    /// <summary>What it holds now, and what will be left of that each time another of the hours has gone that leave within <see cref="LookAhead"/>. People taken for machines are in both counts.</summary>
    public IEnumerable<(double Answered, double Abandoned)> Ahead(DateTimeOffset now)
    {
        var (answered, abandoned) = (Answered + Mistaken, Abandoned + Mistaken);
        yield return (answered, abandoned);
        if (rule.Window == AbandonRule.Month)
            yield break;
        var until = Since(now) + LookAhead;
        foreach (var hour in _hours)
        {
            if (hour.Hour >= until)
                yield break;
            var mistaken = DetectionErrors * hour.Machines;
            (answered, abandoned) = (answered - hour.Answered - mistaken, abandoned - hour.Abandoned - mistaken);
            yield return (answered, abandoned);
        }
    }

    public void OnAnswered(bool abandoned, DateTimeOffset now) => Add(new(HourOf(now), 1, abandoned ? 1 : 0));

    public void OnMachine(DateTimeOffset now) => Add(new(HourOf(now), 0, 0, 1));

    /// <summary>One of the answers counted already was abandoned.</summary>
    public void OnAbandonedAfterAll(DateTimeOffset now) => Add(new(HourOf(now), 0, 1));

    /// <summary>One of the answers counted already is none.</summary>
    public void OnLeft(bool abandoned, DateTimeOffset now) => Add(new(HourOf(now), -1, abandoned ? -1 : 0));

    /// <summary>What the rows say of earlier; whatever was counted before is replaced.</summary>
    public void OnRecovered(IEnumerable<AnsweredHour> hours, DateTimeOffset now)
    {
        _hours.Clear();
        (Answered, Abandoned, Machines) = (0, 0, 0);
        var since = Since(now);
        foreach (var hour in hours.Where(h => h.Hour.AddHours(1) > since).OrderBy(h => h.Hour))
            Add(hour);
    }

    private void Add(AnsweredHour more)
    {
        Answered += more.Answered;
        Abandoned += more.Abandoned;
        Machines += more.Machines;
        // News that come a little late belong to the newest hour; nothing here is exact to the minute.
        if (_hours.Last is { } last && last.Value.Hour >= more.Hour)
            last.Value = last.Value with
            {
                Answered = last.Value.Answered + more.Answered,
                Abandoned = last.Value.Abandoned + more.Abandoned,
                Machines = last.Value.Machines + more.Machines,
            };
        else
            _hours.AddLast(more);
    }

    private static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
