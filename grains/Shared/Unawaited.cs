namespace Pivotal.Grains.Shared;

/// <summary>
/// The only way to begin work that nobody waits for. What goes wrong with it is said, so that it neither ends the process nor is lost without a word.
/// </summary>
internal static class Unawaited
{
    public static void Run(Func<Task> work, Action<Exception> onFailed) => _ = Watched(work, onFailed);

    private static async Task Watched(Func<Task> work, Action<Exception> onFailed)
    {
        try
        {
            await work();
        }
        catch (Exception e)
        {
            onFailed(e);
        }
    }
}
