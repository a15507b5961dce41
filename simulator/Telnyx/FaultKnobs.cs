namespace Pivotal.Simulator.Telnyx;

/// <summary>How badly the provider behaves. All are probabilities between 0 and 1 unless they say otherwise.</summary>
public sealed record FaultKnobs
{
    /// <summary>A webhook is delivered twice with the same event id.</summary>
    public double Duplicate { get; init; }

    /// <summary>A webhook is held back by up to <see cref="ReorderMilliseconds"/>, so that later ones overtake it.</summary>
    public double Reorder { get; init; }

    public double ReorderMilliseconds { get; init; } = 500;

    /// <summary>A webhook is late by up to <see cref="DelayMilliseconds"/>.</summary>
    public double Delay { get; init; }

    public double DelayMilliseconds { get; init; } = 3000;

    /// <summary>The first try of a webhook never arrives; the retry does.</summary>
    public double Drop { get; init; }

    /// <summary>call.hangup is never delivered.</summary>
    public double LostHangup { get; init; }

    /// <summary>A command is answered 5xx and not carried out.</summary>
    public double Api5xx { get; init; }

    /// <summary>A dial is carried out and answered 5xx: the caller cannot know.</summary>
    public double Api5xxAfterDial { get; init; }

    /// <summary>A dial is refused 429 with code 90103.</summary>
    public double Api429 { get; init; }

    public void Validate()
    {
        double[] chances = [Duplicate, Reorder, Delay, Drop, LostHangup, Api5xx, Api5xxAfterDial, Api429];
        if (chances.Any(c => c is < 0 or > 1 or double.NaN))
            throw new ArgumentException("fault probabilities must be between 0 and 1");
        if (!(ReorderMilliseconds >= 0 && DelayMilliseconds >= 0))
            throw new ArgumentException("fault delays must not be negative");
    }
}
