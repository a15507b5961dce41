using System.Collections;
using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Local;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Observers identified by their own reference; see the base class.</summary>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log) : ObserverManager<IAddressable, TObserver>(expiration, log);

/// <summary>
/// The subscribers of a grain. A subscription lasts <see cref="ExpirationDuration"/> from the last
/// <see cref="Subscribe"/>, so subscribers renew it and dead ones fall away; one that fails a notification falls away at once.
/// Kept in memory only: a new activation starts without subscribers.
/// </summary>
public class ObserverManager<TIdentity, TObserver> : IEnumerable<TObserver> where TIdentity : notnull
{
    private readonly ConcurrentDictionary<TIdentity, (TObserver Observer, DateTime LastSeen)> _observers = new();
    private readonly ILogger _log;

    public ObserverManager(TimeSpan expiration, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(log);
        ExpirationDuration = expiration;
        _log = log;
        GetDateTime = () => TimeProvider.System.GetUtcNow().UtcDateTime;
    }

    /// <summary>The clock, in UTC.</summary>
    public Func<DateTime> GetDateTime { get; set; }

    public TimeSpan ExpirationDuration { get; set; }

    public int Count => _observers.Count;

    public IReadOnlyDictionary<TIdentity, TObserver> Observers => _observers.ToDictionary(o => o.Key, o => o.Value.Observer);

    public void Clear() => _observers.Clear();

    /// <summary>Adds an observer or renews it.</summary>
    public void Subscribe(TIdentity id, TObserver observer) => _observers[id] = (observer, GetDateTime());

    public void Unsubscribe(TIdentity id) => _observers.TryRemove(id, out _);

    public async Task Notify(Func<TObserver, Task> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Alive(predicate))
        {
            try
            {
                await notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    public void Notify(Action<TObserver> notification, Func<TObserver, bool>? predicate = null)
    {
        foreach (var (id, observer) in Alive(predicate))
        {
            try
            {
                notification(observer);
            }
            catch (Exception exception)
            {
                Drop(id, exception);
            }
        }
    }

    public void ClearExpired()
    {
        var limit = GetDateTime() - ExpirationDuration;
        foreach (var (id, entry) in _observers)
        {
            if (entry.LastSeen < limit)
            {
                _observers.TryRemove(KeyValuePair.Create(id, entry));
            }
        }
    }

    public IEnumerator<TObserver> GetEnumerator() => _observers.Values.Select(o => o.Observer).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<(TIdentity Id, TObserver Observer)> Alive(Func<TObserver, bool>? predicate)
    {
        ClearExpired();
        return [.. _observers.Where(o => predicate is null || predicate(o.Value.Observer)).Select(o => (o.Key, o.Value.Observer))];
    }

    private void Drop(TIdentity id, Exception exception)
    {
        ObserverLog.Dropped(_log, exception, id);
        Unsubscribe(id);
    }
}
