using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>
/// One grain in memory: its object, its service scope, its timers and its life from the first call to
/// <see cref="OnDeactivateAsync"/>. Turn taking is the base class's.
/// </summary>
internal sealed partial class Activation : TurnHost, IGrainContext, IServiceProvider, IKeyedServiceProvider
{
    /// <summary>Made at the end only, which keeps the many that live smaller.</summary>
    private sealed record Ending(DeactivationReason Reason);

    private enum Phase
    {
        Unborn,
        Activating,
        Alive,
        Dying,
    }

    [ThreadStatic]
    private static Activation? _underConstruction;

    // Made when somebody asks: most activations have no other observer of their life than their grain, and no timer.
    private TaskCompletionSource? _deactivated;
    private ActivationLifecycle? _lifecycle;
    private GrainTimers? _timers;
    private ActivationScope _scope;
    private Ending? _ending;
    private bool _neverLived;
    private Phase _phase;
    private long _keepAliveUntil;

    public Activation(LocalSilo silo, GrainId id, GrainClass grainClass) : base(silo) =>
        (GrainId, Class, IsPaused) = (id, grainClass, true);

    /// <summary>The activation whose grain object is being constructed on this thread.</summary>
    public static Activation? UnderConstruction => _underConstruction;

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public GrainReference GrainReference => field ??= Silo.Proxies.Create(Class.PrimaryInterface, GrainId);

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.Own(Silo.Services);

    public IGrainLifecycle ObservableLifecycle => _lifecycle ??= new ActivationLifecycle();

    public GrainTimers Timers => LazyInitializer.EnsureInitialized(ref _timers);

    public Task Deactivated => Goodbye.Task;

    private TaskCompletionSource Goodbye => LazyInitializer.EnsureInitialized(
        ref _deactivated, static () => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>What the constructor of the grain gets its services from.</summary>
    object? IServiceProvider.GetService(Type serviceType) =>
        (Silo.Singletons.Has(serviceType) ? Silo.Services : ActivationServices).GetService(serviceType);

    object? IKeyedServiceProvider.GetKeyedService(Type serviceType, object? serviceKey) => ((IKeyedServiceProvider)ActivationServices).GetKeyedService(serviceType, serviceKey);

    object IKeyedServiceProvider.GetRequiredKeyedService(Type serviceType, object? serviceKey) => ActivationServices.GetRequiredKeyedService(serviceType, serviceKey);

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => GrainId.ToString();

    public void KeepAliveFor(TimeSpan time) =>
        _keepAliveUntil = time == Timeout.InfiniteTimeSpan ? long.MaxValue : time <= TimeSpan.Zero ? 0 : Silo.Clock.Now + time.Ticks;

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Gate)
        {
            if (_ending is not null || IsClosed)
            {
                return;
            }

            _ending = new(deactivationReason);
            IsPaused = true;
            if (_phase == Phase.Unborn)
            {
                Bear(scope: null);
            }
            else if (_phase == Phase.Alive && IsQuiet)
            {
                BeginDying();
            }
        }
    }

    /// <summary>Deactivates if nothing happened for the class's idle limit.</summary>
    public void CollectIfIdle(long now)
    {
        lock (Gate)
        {
            if (IsPaused || IsBusy || now < _keepAliveUntil || now - LastActivity < Class.IdleLimit.Ticks)
            {
                return;
            }
        }

        Deactivate(new(DeactivationReasonCode.ActivationIdle, "Nothing happened for the idle limit."));
    }

    public override void OnFault(Exception exception)
    {
        if (exception is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            // The caller gets the same object; further up the chain nobody else is out of date.
            conflict.IsSourceActivation = false;
            Deactivate(new(DeactivationReasonCode.ApplicationError, exception, "The stored state is newer than ours."));
        }
    }

    protected override Load Weigh(GrainCall call, int runningAndWaiting) => Silo.QueueLimits.Weigh(call, runningAndWaiting);

    protected override void OnLoad(GrainCall call, int runningAndWaiting, Load load) =>
        Silo.QueueLimits.Tell(call, GrainId, runningAndWaiting, load);

    protected override bool IsInterleavable(GrainCall call) =>
        Class.IsReentrant || call.MayInterleave || call.Method.IsAlwaysInterleave;

    protected override bool MightJoin(GrainCall call) => call.Method.IsReadOnly || Class.HasPredicate;

    /// <summary>Readers join readers; a predicate lets in the call it names, or any call beside those it names.</summary>
    public override bool MayJoin(GrainCall call, GrainCall running)
    {
        if (Class.HasPredicate && Class.Permits(call))
        {
            return true;
        }

        var (onlyReaders, onlyPermitted) = (call.Method.IsReadOnly, Class.HasPredicate);
        for (var other = running; other is not null && (onlyReaders || onlyPermitted); other = other.Next)
        {
            if (other.Blocks)
            {
                onlyReaders = onlyReaders && other.Method.IsReadOnly;
                onlyPermitted = onlyPermitted && Class.Permits(other);
            }
        }

        return onlyReaders || onlyPermitted;
    }

    protected override Task? Begin(GrainCall call)
    {
        call.IsFiltered = Silo.IncomingFilters.Length > 0 || Class.IsFilter;
        return call.IsFiltered ? new IncomingCall(call, this).Invoke() : call.Start(GrainInstance!);
    }

    protected override void OnArrival(GrainCall call)
    {
        if (_phase == Phase.Unborn)
        {
            Bear(call.Scope);
        }
    }

    protected override void OnQuiet()
    {
        if (_ending is not null)
        {
            BeginDying();
        }
    }
}
