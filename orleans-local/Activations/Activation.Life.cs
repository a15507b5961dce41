using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
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
            using var limit = new CancellationTokenSource();
            GrainInstance = Construct();
            var grain = (IGrainBase)GrainInstance;
            await Within(Silo.Collection.ActivationTimeout, limit, _lifecycle?.StartAsync(limit.Token, grain.OnActivateAsync) ?? grain.OnActivateAsync(limit.Token));
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
        var reason = _ending!.Reason;
        _timers?.DisposeAll();
        try
        {
            using var limit = new CancellationTokenSource();
            await Within(Silo.Collection.DeactivationTimeout, limit, SayGoodbye(reason, limit.Token));
        }
        catch (Exception exception)
        {
            // The grain goes all the same: keeping an activation that failed to say goodbye helps nobody.
            Silo.Log.DeactivationFailed(exception, GrainId);
        }

        await CloseAsync(reason);
    }

    private async Task SayGoodbye(DeactivationReason reason, CancellationToken limit)
    {
        // As in the official engine, a grain that left while it was activated is not asked to say goodbye.
        if (!_neverLived)
        {
            await ((IGrainBase)GrainInstance!).OnDeactivateAsync(reason, limit);
        }

        if (_lifecycle is not null)
        {
            await _lifecycle.StopAsync(limit);
        }
    }

    /// <summary>Waits for what the grain does until its time is up, whether or not it listens to its token.</summary>
    private static Task Within(TimeSpan time, CancellationTokenSource limit, Task work)
    {
        if (work.IsCompleted)
        {
            return work;
        }

        limit.CancelAfter(time);
        return work.WaitAsync(limit.Token);
    }

    private async Task CloseAsync(DeactivationReason reason)
    {
        _timers?.DisposeAll();
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

        Goodbye.TrySetResult();
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

        await _scope.EndAsync();
    }
}
