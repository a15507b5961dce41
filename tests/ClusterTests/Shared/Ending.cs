namespace Pivotal.ClusterTests.Shared;

/// <summary>The end of silos and hosts. One that never comes would hang the whole run without a word; so it fails the test that waits for it.</summary>
internal static class Ending
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static Task InTime(this Task end) => end.WaitAsync(Patience);

    public static Task InTime(this ValueTask end) => end.AsTask().WaitAsync(Patience);
}
