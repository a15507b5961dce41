namespace Pivotal.Bench.DialerSimulation.Peers;

/// <summary>A fixed number of lines per signed-in agent, looked after every 2.5 s (reference dialer.md A1.1, RATIO).</summary>
public sealed class RatioDialer(double level) : PeerDialer(2.5)
{
    protected override int Wanted(double now) => (int)Math.Round(level * Agents) - Lines;
}
