namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>
/// What a queue's pace has learned of its list and its team, so that a queue that moves or starts again does not begin with an opinion. The grain's own and no business fact: lost, it is learned anew.
/// Counts of the abandon budget are not in it; those the rows know.
/// </summary>
public sealed class LearnedPace
{
    /// <summary>Of the shape below. What has another one is not used.</summary>
    public const int CurrentForm = 1;

    public int Form { get; set; }

    /// <summary>Dials and the answers among them, by the second (Unix time), oldest first.</summary>
    public List<AnsweredSecond> Answers { get; set; } = [];

    /// <summary>Weights of the curves' buckets (<see cref="DurationCurve"/>).</summary>
    public double[] ToAnswer { get; set; } = [];

    public double[] ToFailure { get; set; } = [];

    public double[] Handle { get; set; } = [];

    /// <summary>Share of agents who come back from a call, 0–1.</summary>
    public double Returns { get; set; }

    /// <summary>Where the abandon budget's threshold stood, 0–1.</summary>
    public double Theta { get; set; }

    /// <summary>When it began to learn (Unix time, seconds); 0 where that was not kept: long ago.</summary>
    public long Since { get; set; }
}

public readonly record struct AnsweredSecond(long At, int Dials, int Answered);
