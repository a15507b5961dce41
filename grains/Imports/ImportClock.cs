using Orleans.Runtime;

namespace Pivotal.Grains.Imports;

/// <summary>The one timer of an import: it waits for its turn, or watches its run.</summary>
internal sealed class ImportClock(Func<TimeSpan, Func<Task>, IGrainTimer> register)
{
    /// <summary>Whoever ends wakes the next at once; this is for the case that he could not.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    /// <summary>Progress is pushed at most four times a second.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    private IGrainTimer? _timer;

    public void Wait(Func<Task> ask) => _timer ??= register(AskAgain, ask);

    public void Watch(Func<Task> look)
    {
        Stop();
        _timer = register(Tick, look);
    }

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }
}
