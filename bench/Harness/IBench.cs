namespace Pivotal.Bench.Harness;

/// <summary>One measurement of ours against a baseline that runs beside it in the same process and on the same machine.</summary>
public interface IBench
{
    /// <summary>As given on the command line and in the closing JSON line.</summary>
    string Name { get; }

    /// <summary>What is divided by what, in one sentence.</summary>
    string Says { get; }

    /// <exception cref="BenchException">The bench cannot run here; the message says what is missing.</exception>
    Task<BenchResult> Run(BenchOptions options, CancellationToken cancel);
}

/// <summary>Something the bench needs is missing or did not happen; the message is meant for the person at the terminal.</summary>
public sealed class BenchException(string message) : Exception(message);
