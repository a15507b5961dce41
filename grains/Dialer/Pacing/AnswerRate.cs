namespace Pivotal.Grains.Dialer.Pacing;

/// <summary>
/// Share of dials that a person answers, learned on line. Remembers the last <see cref="Memory"/>, and further back while that holds fewer than
/// <see cref="Floor"/> dials: a memory counted in dials alone makes large teams oscillate, one counted in time alone leaves small teams without a figure.
/// </summary>
public sealed class AnswerRate
{
    public static readonly TimeSpan Memory = TimeSpan.FromSeconds(300);

    public const int Floor = 200;

    /// <summary>The opinion before the first dial, and how many dials it is worth. High on purpose: too high a rate dials too little, which is safe.</summary>
    private const double PriorRate = 0.4, PriorDials = 15;

    private readonly Queue<Second> _seconds = new();
    private Second _current;
    private int _dials;
    private int _answered;

    /// <summary>0–1.</summary>
    public double Rate => (_answered + _current.Answered + (PriorRate * PriorDials)) / (_dials + _current.Dials + PriorDials);

    /// <summary>A dial has come to its end, one way or the other.</summary>
    public void OnResult(bool byPerson, DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        if (second != _current.At)
        {
            Close();
            _current = new(second, 0, 0);
            Forget(second);
        }

        _current = _current with { Dials = _current.Dials + 1, Answered = _current.Answered + (byPerson ? 1 : 0) };
    }

    private void Close()
    {
        if (_current.Dials == 0) return;
        _seconds.Enqueue(_current);
        _dials += _current.Dials;
        _answered += _current.Answered;
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

    private readonly record struct Second(long At, int Dials, int Answered);
}
