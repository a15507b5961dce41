using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Utilities;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IWatcher")]
public interface IWatcher : IGrainObserver
{
    [Alias("Told")]
    Task Told(string what);

    [Alias("Hinted")]
    void Hinted(string what);
}

/// <summary>An observer that writes to the journal of the test.</summary>
public sealed class Watcher(Journal journal, string name) : IWatcher
{
    public bool Fails { get; init; }

    public async Task Told(string what)
    {
        await Task.Yield();
        journal.Write($"{name}: {what}");
        if (Fails)
        {
            throw new InvalidDataException("This watcher fails.");
        }
    }

    public void Hinted(string what) => journal.Write($"{name}: {what}");
}

[Alias("test.IWatchedGrain")]
public interface IWatchedGrain : IGrainWithStringKey
{
    [Alias("Watch")]
    Task Watch(IWatcher watcher);

    [Alias("Unwatch")]
    Task Unwatch(IWatcher watcher);

    [Alias("Tell")]
    Task<int> Tell(string what);

    [Alias("Hint")]
    Task Hint(string what);

    [Alias("TellDirectly")]
    Task TellDirectly(IWatcher watcher, string what);
}

[GrainType("test-watched")]
public sealed class WatchedGrain : Grain, IWatchedGrain
{
    private readonly ObserverManager<IWatcher> _watchers = new(TimeSpan.FromMinutes(5), NullLogger.Instance);

    public WatchedGrain(TimeProvider? time = null)
    {
        if (time is not null)
        {
            _watchers.GetDateTime = () => time.GetUtcNow().UtcDateTime;
        }
    }

    public Task Watch(IWatcher watcher)
    {
        _watchers.Subscribe(watcher, watcher);
        return Task.CompletedTask;
    }

    public Task Unwatch(IWatcher watcher)
    {
        _watchers.Unsubscribe(watcher);
        return Task.CompletedTask;
    }

    /// <returns>How many watchers are left after telling.</returns>
    public async Task<int> Tell(string what)
    {
        await _watchers.Notify(w => w.Told(what));
        return _watchers.Count;
    }

    public Task Hint(string what)
    {
        _watchers.Notify(w => w.Hinted(what));
        return Task.CompletedTask;
    }

    public Task TellDirectly(IWatcher watcher, string what) => watcher.Told(what);
}
