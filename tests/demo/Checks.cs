namespace Pivotal.Demo;

/// <summary>What the run claims about itself. A claim that fails keeps both figures, because the difference is what one wants to see.</summary>
public sealed class Checks
{
    private readonly List<string> _differences = [];

    public int Made { get; private set; }

    public IReadOnlyList<string> Differences => _differences;

    public void Equal<T>(T expected, T actual, string what) =>
        That(EqualityComparer<T>.Default.Equals(expected, actual), $"{what}: expected {expected}, found {actual}");

    public void AtLeast(long least, long actual, string what) =>
        That(actual >= least, $"{what}: expected at least {least}, found {actual}");

    public void None<T>(IReadOnlyCollection<T> offenders, string what) =>
        That(offenders.Count == 0, $"{what}: {offenders.Count}, the first {offenders.FirstOrDefault()}");

    private void That(bool holds, string difference)
    {
        Made++;
        if (!holds)
            _differences.Add(difference);
    }
}
