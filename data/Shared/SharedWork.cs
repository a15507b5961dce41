namespace Pivotal.Data.Shared;

/// <summary>Work of which one run serves everybody who asked before it began; one run at a time.</summary>
public sealed class SharedWork(Func<Task> work)
{
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Done when a run that begins from now on is done; fails as that one does.</summary>
    public Task Run()
    {
        lock (_lock)
            return _next ??= Next(_running);
    }

    private async Task Next(Task before)
    {
        // Away from whoever asked first: the others wait for it too, whatever becomes of him.
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
            (_running, _next) = (_next!, null);
        await work().ConfigureAwait(false);
    }
}
