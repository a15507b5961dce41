namespace Orleans.Local;

/// <summary>The timers of one activation, so that they end with it.</summary>
internal sealed class GrainTimers
{
    private readonly Lock _gate = new();
    private readonly HashSet<IDisposable> _timers = [];

    public void Add(IDisposable timer)
    {
        lock (_gate)
        {
            _timers.Add(timer);
        }
    }

    public void Remove(IDisposable timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    public void DisposeAll()
    {
        IDisposable[] all;
        lock (_gate)
        {
            all = [.. _timers];
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
