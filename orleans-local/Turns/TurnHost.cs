using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// A mailbox and the scheduler that empties it: the rule "one turn at a time" lives here and nowhere else.
/// <para>
/// A <em>turn</em> is the piece of code between two awaits. Incoming calls and the continuations of running calls are
/// turns; all of them run inside one drain, and at most one drain of a host runs at any moment, on any thread-pool
/// thread. The drain itself is a task of this scheduler, so <see cref="TaskScheduler.Current"/> is the host in every
/// turn and every plain <c>await</c> comes back to it.
/// </para>
/// <para>
/// Hosts with work queue up fairly, in the thread pool's global queue: its local queues are last in, first out, and two
/// grains that call each other without end would keep a third one waiting there for good.
/// </para>
/// <para>
/// Continuations go before new calls, which ends what has begun. A new call starts when none of those that run blocks the
/// host, or when <see cref="MayJoin"/> lets it in beside them.
/// </para>
/// </summary>
internal abstract class TurnHost(LocalSilo silo) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Turns before a busy host goes to the back of the thread pool's queue.</summary>
    private const int TurnsPerDrain = 256;

    private static readonly Action<object?> DrainAction = static host => ((TurnHost)host!).Drain();
    private static readonly ExecutionContext NoContext = ExecutionContext.Capture()!;

    private readonly Queue<Task> _continuations = new();
    private CallList _waiting;
    private CallList _running;
    private int _blocking;
    private int _overtakers;
    private bool _scheduled;

    public LocalSilo Silo { get; } = silo;

    public sealed override int MaximumConcurrencyLevel => 1;

    /// <summary>Guards every field of the host. Held for a few instructions only, never across foreign code.</summary>
    protected Lock Gate { get; } = new();

    /// <summary>Calls wait while this is set: before activation and from the start of deactivation. Under the gate.</summary>
    protected bool IsPaused { get; set; }

    /// <summary>The host is gone and takes nothing more. Under the gate.</summary>
    protected bool IsClosed { get; set; }

    /// <summary>Whether no call runs. Under the gate.</summary>
    protected bool IsQuiet => _running.Count == 0;

    /// <summary>Whether calls run or wait. Under the gate.</summary>
    protected bool IsBusy => _running.Count + _waiting.Count > 0;

    /// <summary>The coarse time of the last arrival or end of a call.</summary>
    protected long LastActivity { get; set; } = silo.Timeouts.Now;

    /// <summary>Takes a call into the mailbox; false when the host is gone and the sender must look for its successor.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        bool wake;
        lock (Gate)
        {
            if (IsClosed)
            {
                return false;
            }

            if (Refuse(call, _running.Count + _waiting.Count))
            {
                return true;
            }

            _waiting.Append(call);
            if (call.CountsAsActivity)
            {
                LastActivity = Silo.Timeouts.Now;
            }

            call.Blocks = !IsInterleavable(call);
            call.MayOvertake = !call.Blocks || MightJoin(call);
            _overtakers += call.MayOvertake ? 1 : 0;
            OnArrival(call);
            wake = !_scheduled && (_blocking == 0 || call.MayOvertake) && !IsPaused;
            _scheduled |= wake;
        }

        if (wake)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        return true;
    }

    /// <summary>Reports the end of a call whose method did not complete at once; runs wherever that was.</summary>
    public void Finished(GrainCall call)
    {
        lock (Gate)
        {
            Leave(call);
        }

        Wake();
    }

    /// <summary>Fails the calls that have waited or run longer than they may. The grain keeps running what it runs.</summary>
    public void ExpireCalls(ResponseTimeouts timeouts)
    {
        List<GrainCall>? expired = null;
        lock (Gate)
        {
            Find(_running.First);
            Find(_waiting.First);
        }

        foreach (var call in expired ?? [])
        {
            timeouts.Expire(call);
        }

        void Find(GrainCall? call)
        {
            for (; call is not null; call = call.Next)
            {
                if (!call.IsOneWay && !call.IsSettled && timeouts.IsExpired(call))
                {
                    (expired ??= []).Add(call);
                }
            }
        }
    }

    /// <summary>A call of this host ended with an exception.</summary>
    public virtual void OnFault(Exception exception)
    {
    }

    void IThreadPoolWorkItem.Execute() =>
        new Task(DrainAction, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach).RunSynchronously(this);

    /// <summary>Begins a call in its turn. Null when it has completed, else the task to wait for.</summary>
    protected abstract Task? Begin(GrainCall call);

    /// <summary>Whether the call runs beside any other, and any other beside it. Asked once, on arrival, under the gate.</summary>
    protected abstract bool IsInterleavable(GrainCall call);

    /// <summary>Whether <see cref="MayJoin"/> could ever say yes to the call. Asked once, on arrival, under the gate.</summary>
    protected virtual bool MightJoin(GrainCall call) => false;

    /// <summary>Whether a call that is not interleavable may start beside those that run (linked from the first). Under the gate.</summary>
    protected virtual bool MayJoin(GrainCall call, GrainCall running) => false;

    /// <summary>Fails the call and returns true if the host has enough to do. Under the gate.</summary>
    protected virtual bool Refuse(GrainCall call, int runningAndWaiting) => false;

    /// <summary>A call has just been queued. Under the gate.</summary>
    protected virtual void OnArrival(GrainCall call)
    {
    }

    /// <summary>The last running call has just ended. Under the gate.</summary>
    protected virtual void OnQuiet()
    {
    }

    /// <summary>Runs internal work as a turn, past the queue of calls and in no one's context.</summary>
    protected void RunAsTurn(Func<Task> work)
    {
        using (CleanContext.Enter())
        {
            Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);
        }
    }

    /// <summary>Removes and returns the calls that still wait.</summary>
    protected List<GrainCall> TakeWaiting()
    {
        List<GrainCall> taken = [];
        lock (Gate)
        {
            while (_waiting.First is { } call)
            {
                _waiting.Remove(call);
                taken.Add(call);
            }

            _overtakers = 0;
        }

        return taken;
    }

    protected void Wake()
    {
        lock (Gate)
        {
            if (_scheduled || (_continuations.Count == 0 && (IsPaused || _waiting.Count == 0)))
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected sealed override void QueueTask(Task task)
    {
        lock (Gate)
        {
            _continuations.Enqueue(task);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(task.AsyncState, this) || ReferenceEquals(Current, this)) && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return [.. _continuations];
        }
    }

    private void Drain()
    {
        GrainCall? ended = null;
        for (var turns = 0; ; turns++)
        {
            Task? continuation;
            GrainCall? call = null;
            lock (Gate)
            {
                if (ended is not null)
                {
                    Leave(ended);
                    ended = null;
                }

                if (turns >= TurnsPerDrain)
                {
                    break;
                }

                if (!_continuations.TryDequeue(out continuation) && (call = TakeNext()) is null)
                {
                    _scheduled = false;
                    return;
                }
            }

            if (continuation is not null)
            {
                TryExecuteTask(continuation);
            }
            else if (RunToEnd(call!))
            {
                ended = call;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Runs the first turn of a call; true when that was also the last.</summary>
    private bool RunToEnd(GrainCall call)
    {
        try
        {
            if (call.Scope is { } scope)
            {
                RequestScope.Current = scope;
            }

            var pending = Begin(call);
            if (pending is null)
            {
                call.Deliver();
                return true;
            }

            if (!pending.IsCompleted)
            {
                call.FinishAfter(pending, this);
                return false;
            }

            call.Conclude(pending, this);
        }
        catch (Exception thrownBeforeTheFirstAwait)
        {
            OnFault(thrownBeforeTheFirstAwait);
            call.Fail(thrownBeforeTheFirstAwait);
        }
        finally
        {
            // A method without async leaves its AsyncLocal changes on the thread; the next call must not see them.
            ExecutionContext.Restore(NoContext);
        }

        return true;
    }

    private GrainCall? TakeNext()
    {
        if (IsPaused)
        {
            return null;
        }

        if (_blocking > 0 && _overtakers == 0)
        {
            return null;
        }

        for (var call = _waiting.First; call is not null;)
        {
            var next = call.Next;
            if (_blocking == 0 || !call.Blocks || (call.MayOvertake && MayJoin(call, _running.First!)))
            {
                _waiting.Remove(call);
                _overtakers -= call.MayOvertake ? 1 : 0;
                if (!call.IsSettled)
                {
                    _running.Append(call);
                    _blocking += call.Blocks ? 1 : 0;
                    return call;
                }

                // Timed out or cancelled while it waited: nobody wants the answer, so the work is not done.
            }

            call = next;
        }

        return null;
    }

    private void Leave(GrainCall call)
    {
        _running.Remove(call);
        _blocking -= call.Blocks ? 1 : 0;
        if (call.CountsAsActivity)
        {
            LastActivity = Silo.Timeouts.Now;
        }

        if (_running.Count == 0)
        {
            OnQuiet();
        }
    }
}
