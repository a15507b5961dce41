namespace Pivotal.Domain.Dialer.WhatIf;

/// <param name="Utilisation">share of the signed-in time that agents had a call or its wrap-up</param>
/// <param name="Answered">calls a person answered, as the dialer knows it</param>
/// <param name="BusySeconds">of all agents together</param>
public sealed record ShiftResult(double Utilisation, int Answered, int Abandoned, int Dials, double BusySeconds)
{
    /// <summary>By the quarter of an hour in which they were answered, from 0.</summary>
    public IReadOnlyList<(int Answered, int Abandoned)> Quarters { get; init; } = [];

    public double AbandonRate => Answered == 0 ? 0 : (double)Abandoned / Answered;
}
