using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>
/// One grain in memory: its object, its service scope, its timers and its life from the first call to
/// <see cref="OnDeactivateAsync"/>. Turn taking is the base class's.
/// </summary>
internal sealed class Activation : TurnHost, IGrainContext
{
    private enum Phase
    {
        Unborn,
        Activating,
        Alive,
        Dying,
    }

    [ThreadStatic]
    private static Activation? _underConstruction;

    private readonly TaskCompletionSource _deactivated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ActivationLifecycle _lifecycle = new();
    private AsyncServiceScope _scope;
    private DeactivationReason? _ending;
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

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _lifecycle;

    public GrainTimers Timers { get; } = new();

    public Task Deactivated => _deactivated.Task;

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

            _ending = deactivationReason;
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
        call.IsFiltered = (Silo.IncomingFilters.Length > 0 || Class.IsFilter) && call.Target is not null;
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

    /// <param name="scope">The request context of the call that wakes the grain; its activation sees it.</param>
    private void Bear(RequestScope? scope)
    {
        _phase = Phase.Activating;
        RunAsTurn(() => ActivateAsync(scope));
    }

    private void BeginDying()
    {
        if (_phase == Phase.Alive)
        {
            _phase = Phase.Dying;
            RunAsTurn(DeactivateAsync);
        }
    }

    private async Task ActivateAsync(RequestScope? scope)
    {
        RequestScope.Current = scope;
        try
        {
            using var limit = new CancellationTokenSource(Silo.Collection.ActivationTimeout);
            _scope = Silo.Services.CreateAsyncScope();
            GrainInstance = Construct();
            await _lifecycle.StartAsync(limit.Token, activate: ((IGrainBase)GrainInstance).OnActivateAsync);
        }
        catch (Exception exception)
        {
            Silo.Log.ActivationFailed(exception, GrainId);
            await CloseAsync(new(DeactivationReasonCode.ActivationFailed, exception, "Activation failed."));
            return;
        }

        lock (Gate)
        {
            _phase = Phase.Alive;
            if (_ending is not null)
            {
                _neverLived = true;
                BeginDying();
                return;
            }

            IsPaused = false;
        }

        Wake();
    }

    private object Construct()
    {
        _underConstruction = this;
        try
        {
            return Class.Create(this);
        }
        finally
        {
            _underConstruction = null;
        }
    }

    private async Task DeactivateAsync()
    {
        var reason = _ending!.Value;
        Timers.DisposeAll();
        try
        {
            using var limit = new CancellationTokenSource(Silo.Collection.DeactivationTimeout);
            // As in the official engine, a grain that left while it was activated is not asked to say goodbye.
            if (!_neverLived)
            {
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(reason, limit.Token);
            }

            await _lifecycle.StopAsync(limit.Token);
        }
        catch (Exception exception)
        {
            // The grain goes all the same: keeping an activation that failed to say goodbye helps nobody.
            Silo.Log.DeactivationFailed(exception, GrainId);
        }

        await CloseAsync(reason);
    }

    private async Task CloseAsync(DeactivationReason reason)
    {
        Timers.DisposeAll();
        try
        {
            await DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.DeactivationFailed(exception, GrainId);
        }

        // First out of the directory, then closed: whoever finds the host closed gets a new one.
        Silo.Forget(this);
        lock (Gate)
        {
            IsClosed = true;
        }

        foreach (var call in TakeWaiting())
        {
            Silo.Reroute(call, GrainId, reason);
        }

        _deactivated.TrySetResult();
    }

    private async ValueTask DisposeAsync()
    {
        if (GrainInstance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (GrainInstance as IDisposable)?.Dispose();
        }

        await _scope.DisposeAsync();
    }
}
