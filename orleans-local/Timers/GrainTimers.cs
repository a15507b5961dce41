namespace Orleans.Local;

/// <summary>The timers of one activation, so that they end with it. Most have one or none.</summary>
internal sealed class GrainTimers
{
    private readonly List<IDisposable> _timers = new(1);

    public void Add(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Add(timer);
        }
    }

    public void Remove(IDisposable timer)
    {
        lock (_timers)
        {
            _timers.Remove(timer);
        }
    }

    public void DisposeAll()
    {
        IDisposable[] all;
        lock (_timers)
        {
            all = [.. _timers];
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
