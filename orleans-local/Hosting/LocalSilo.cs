using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// The one silo of the process: its directory of activations and what they share. The directory holds at most one
/// activation per identity, and an activation leaves it before it refuses calls, so there is never a second one beside it.
/// </summary>
internal sealed class LocalSilo
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, ObserverHost> _observers = new();
    private readonly Func<GrainId, Activation> _create;
    private bool _stopping;

    public LocalSilo(
        IServiceProvider services,
        EngineLog log,
        SingletonServices singletons,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging)
    {
        Services = services;
        Singletons = singletons;
        Log = log;
        Time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Collection = collection.Value;
        Clock = new CoarseClock();
        QueueLimits = new QueueLimits(messaging.Value, Clock, log);
        Timeouts = new ResponseTimeouts(this, messaging);
        Classes = new GrainClasses(GrainAssemblies.GrainTypes(), Collection);
        Proxies = new ProxyFactory(this);
        Factory = new LocalClient(this);
        _create = id => new Activation(this, id, Classes.Find(id.Type) ?? throw new ArgumentException($"No grain class is of the type \"{id.Type}\"."));
    }

    public IServiceProvider Services { get; }

    public SingletonServices Singletons { get; }

    public EngineLog Log { get; }

    public TimeProvider Time { get; }

    public GrainCollectionOptions Collection { get; }

    public QueueLimits QueueLimits { get; }

    public CoarseClock Clock { get; }

    public ResponseTimeouts Timeouts { get; }

    /// <summary>Calls to observers that are gone.</summary>
    public LostCalls Lost { get; } = new();

    public GrainClasses Classes { get; }

    public ProxyFactory Proxies { get; }

    public LocalClient Factory { get; }

    /// <summary>Filters are resolved late: one may itself ask for the grain factory, which is this silo.</summary>
    public IIncomingGrainCallFilter[] IncomingFilters => field ??= [.. Services.GetServices<IIncomingGrainCallFilter>()];

    public IOutgoingGrainCallFilter[] OutgoingFilters => field ??= [.. Services.GetServices<IOutgoingGrainCallFilter>()];

    public int ActivationCount => _activations.Count;

    // Enumerated in place: the dictionaries' value lists would be copies made under all of their locks.
    public IEnumerable<TurnHost> Hosts() => _activations.Select(a => (TurnHost)a.Value).Concat(_observers.Select(o => o.Value));

    /// <summary>Finds or makes the host of an address and gives it the call; null when nobody takes it.</summary>
    public TurnHost? Deliver(GrainCall call, GrainId id)
    {
        if (id.Type == ObserverIds.Type)
        {
            if (_observers.TryGetValue(id, out var observer) && observer.TryEnqueue(call))
            {
                return observer;
            }

            Lost.Add(call);
            return null;
        }

        while (true)
        {
            if (!_activations.TryGetValue(id, out var activation))
            {
                if (Volatile.Read(ref _stopping))
                {
                    call.Fail(new SiloUnavailableException($"The silo is stopping; {id} was not called."));
                    return null;
                }

                activation = _activations.GetOrAdd(id, _create);
            }

            if (activation.TryEnqueue(call))
            {
                return activation;
            }
        }
    }

    /// <summary>Finds a new home for a call whose activation ended before it could run.</summary>
    public void Reroute(GrainCall call, GrainId id, DeactivationReason reason)
    {
        if (reason is { ReasonCode: DeactivationReasonCode.ActivationFailed, Exception: { } failure })
        {
            call.Fail(failure);
        }
        else if (call.Target is not null)
        {
            Deliver(call, id);
        }
    }

    public void Forget(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    public void Register(ObserverHost observer) => _observers[observer.ObserverId] = observer;

    public void Unregister(GrainId observer)
    {
        if (_observers.TryRemove(observer, out var host))
        {
            host.Close();
        }
    }

    public void CollectIdle()
    {
        foreach (var (_, activation) in _activations)
        {
            activation.CollectIfIdle(Clock.Now);
        }
    }

    /// <summary>Lets running calls end, deactivates every grain and refuses calls that would wake one again.</summary>
    public async Task DeactivateAllAsync(CancellationToken token)
    {
        Volatile.Write(ref _stopping, true);
        var ended = 0;
        try
        {
            // Again until none is left: a call that was under way when we began may still have woken one.
            while (_activations.Values.ToArray() is { Length: > 0 } all)
            {
                foreach (var activation in all)
                {
                    activation.Deactivate(new(DeactivationReasonCode.ShuttingDown, "The silo is stopping."), token);
                }

                await Task.WhenAll(all.Select(a => a.Deactivated)).WaitAsync(token);
                ended += all.Length;
            }

            Log.Stopped(ended);
        }
        catch (OperationCanceledException)
        {
            Log.StoppedEarly(_activations.Count);
        }
    }
}
