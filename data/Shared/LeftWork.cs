namespace Pivotal.Data.Shared;

/// <summary>
/// Ends work whose caller has gone: its statement is cancelled in the server. To do that Npgsql asks the server on a second connection and waits on a thread for its answer, so with a server that does not
/// answer every cancelled request would keep a thread; only a few are cancelled at a time, and what has not had its turn by then is left to end by itself.
/// </summary>
internal static class LeftWork
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly SemaphoreSlim Turns = new(AtOnce);

    public static async Task End(CancellationTokenSource work)
    {
        if (!await Turns.WaitAsync(Patience))
            return;
        try
        {
            await work.CancelAsync();
        }
        catch (ObjectDisposedException)
        {
            // It has ended.
        }
        finally
        {
            Turns.Release();
        }
    }
}
