namespace Pivotal.Bench.DialerSimulation;

/// <param name="Utilisation">share of the signed-in time that agents had a call or its wrap-up</param>
/// <param name="Answered">calls a person answered, as the dialer knows it</param>
public sealed record ShiftResult(double Utilisation, int Answered, int Abandoned, int Dials)
{
    public double AbandonRate => Answered == 0 ? 0 : (double)Abandoned / Answered;
}
