namespace Pivotal.Domain.Dialer.Pacing;

/// <summary>What was known when a call was made although no agent was free for it: kept on its row (<c>call_attempts.admission</c>) as evidence.</summary>
/// <param name="Answered">by a person, in the window that decided</param>
/// <param name="Abandoned">of these</param>
/// <param name="Share">Abandoned ÷ Answered</param>
/// <param name="Window">whose room was the least: <c>day</c>, or a window of the law</param>
/// <param name="Cap">of that window</param>
/// <param name="Threshold">risk that was allowed</param>
/// <param name="Risk">that the next answer finds nobody, as expected; null in mode power, which expects nothing</param>
/// <param name="Free">agents free at that moment</param>
public sealed record Admission(
    int Answered,
    int Abandoned,
    double Share,
    string Window,
    double Cap,
    double Threshold,
    double? Risk,
    int Free
)
{
    /// <summary>Answers that the day had borrowed from its rest; they were none of a window of the law.</summary>
    public double Credit { get; init; }
}
