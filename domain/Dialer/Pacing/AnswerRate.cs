namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// Share of dials that a person answers, learned on line. Remembers the last <see cref="Memory"/>, and further back while that holds fewer than
/// <see cref="Floor"/> dials: a memory counted in dials alone makes large teams oscillate, one counted in time alone leaves small teams without a figure.
/// Where more are answered lately than before by more than chance, only the newest counts. A fall is followed at the pace of the memory: too low a rate dials too much.
/// </summary>
public sealed class AnswerRate
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(300);

    public const int Floor = 200;

    /// <summary>More than are ever remembered: those of the memory, and one for each dial of the floor.</summary>
    private const int MostSeconds = 600;

    /// <summary>The opinion before the first dial, and how many dials it is worth. High on purpose: too high a rate dials too little, which is safe.</summary>
    private const double PriorRate = 0.4,
        PriorDials = 15;

    /// <summary>So many dials at least before the newest can be told from chance, and by so many standard errors it has to differ.</summary>
    private const int FewestNew = 40;

    private const double Significant = 3.5;

    /// <summary>Seconds; more than twice a ringing, because dials that went out together are first answered and then ring out together.</summary>
    private const int NewAtLeast = 60;

    private readonly Queue<AnsweredSecond> _seconds = new();
    private AnsweredSecond _current;
    private int _dials;
    private int _answered;

    /// <summary>Of the remembered dials, those before the turn.</summary>
    private (int Dials, int Answered) _past;

    /// <summary>0–1.</summary>
    public double Rate =>
        (_answered - _past.Answered + _current.Answered + (PriorRate * PriorDials)) / (_dials - _past.Dials + _current.Dials + PriorDials);

    /// <summary>It rests on as many dials as are remembered at least, and hardly on the opinion before the first.</summary>
    public bool Knows => _dials + _current.Dials >= Floor;

    /// <summary>A dial has come to its end, one way or the other.</summary>
    public void OnResult(bool byPerson, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (second != _current.At)
        {
            Close();
            _current = new(second, 0, 0);
            Forget(second);
            _past = BeforeTurn();
        }

        _current = _current with { Dials = _current.Dials + 1, Answered = _current.Answered + (byPerson ? 1 : 0) };
    }

    /// <summary>What it goes by, each second once, oldest first. (News of ends come out of order, so that one second may stand in several places here.)</summary>
    public List<AnsweredSecond> Learned() =>
        [
            .. _seconds
                .Append(_current)
                .Where(s => s.Dials > 0)
                .GroupBy(s => s.At)
                .Select(g => new AnsweredSecond(g.Key, g.Sum(s => s.Dials), g.Sum(s => s.Answered)))
                .OrderBy(s => s.At),
        ];

    /// <summary>Goes on with what another one had learned. Seconds that cannot be are left out.</summary>
    public void OnLearned(IEnumerable<AnsweredSecond> seconds)
    {
        foreach (
            var second in seconds
                .OrderBy(s => s.At)
                .TakeLast(MostSeconds)
                .Where(s => s is { Dials: > 0 and < 100_000, Answered: >= 0 } && s.Answered <= s.Dials)
        )
        {
            Close();
            _current = second;
        }

        _past = BeforeTurn();
    }

    /// <summary>The oldest part of what is remembered after which most more were answered, when it is significant; nothing otherwise.</summary>
    private (int Dials, int Answered) BeforeTurn()
    {
        var (before, past, most) = ((Dials: 0, Answered: 0), (0, 0), Significant);
        foreach (var second in _seconds)
        {
            if (_current.At - second.At < NewAtLeast)
                break;
            before = (before.Dials + second.Dials, before.Answered + second.Answered);
            var (dials, answered) = (_dials - before.Dials, _answered - before.Answered);
            if (dials < FewestNew)
                break;
            if (before.Dials < FewestNew)
                continue;
            var differs = Rise(before, (dials, answered));
            if (differs > most)
                (past, most) = (before, differs);
        }

        return past;
    }

    /// <summary>
    /// By how many standard errors more were answered after than before; 0 where fewer were. The root of the likelihood ratio and not the difference of the shares over its error: that one takes a few answers
    /// more of a list where one dial in twenty is answered for a turn much too often.
    /// </summary>
    private static double Rise((int Dials, int Answered) before, (int Dials, int Answered) after)
    {
        var (past, now) = ((double)before.Answered / before.Dials, (double)after.Answered / after.Dials);
        if (now <= past)
            return 0;
        var all = (double)(before.Answered + after.Answered) / (before.Dials + after.Dials);
        return Math.Sqrt(2 * Math.Max(0, Support(before, past) + Support(after, now)));

        double Support((int Dials, int Answered) seen, double own) =>
            (seen.Answered == 0 ? 0 : seen.Answered * Math.Log(own / all))
            + (seen.Answered == seen.Dials ? 0 : (seen.Dials - seen.Answered) * Math.Log((1 - own) / (1 - all)));
    }

    private void Close()
    {
        if (_current.Dials == 0)
            return;
        _seconds.Enqueue(_current);
        _dials += _current.Dials;
        _answered += _current.Answered;
        _current = default;
    }

    private void Forget(long second)
    {
        while (_seconds.TryPeek(out var oldest) && second - oldest.At > Memory.TotalSeconds && _dials - oldest.Dials >= Floor)
        {
            _seconds.Dequeue();
            _dials -= oldest.Dials;
            _answered -= oldest.Answered;
        }
    }
}
