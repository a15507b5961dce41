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
/// Continuations go before new calls, which ends what has begun; only now and then a call has the first word, or one that
/// yields without end would keep out the one that could stop it. A new call starts when none of those that run blocks the
/// host, or when <see cref="MayJoin"/> lets it in beside them.
/// </para>
/// </summary>
internal abstract partial class TurnHost(LocalSilo silo) : TaskScheduler, IThreadPoolWorkItem, IJoinRule
{
    private static readonly Action<object?> DrainAction = static host => ((TurnHost)host!).Drain();

    private ContinuationQueue _continuations;
    private Mailbox _mailbox;
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
    protected bool IsQuiet => _mailbox.IsQuiet;

    /// <summary>Whether calls run or wait. Under the gate.</summary>
    protected bool IsBusy => _mailbox.Count > 0;

    /// <summary>The coarse time of the last arrival or end of a call.</summary>
    protected long LastActivity { get; set; } = silo.Clock.Now;

    /// <summary>Takes a call into the mailbox; false when the host is gone and the sender must look for its successor.</summary>
    public bool TryEnqueue(GrainCall call)
    {
        var wake = false;
        int before;
        Load load;
        lock (Gate)
        {
            if (IsClosed)
            {
                return false;
            }

            before = _mailbox.Count;
            load = Weigh(call, before);
            if (load != Load.TooMuch)
            {
                if (call.CountsAsActivity)
                {
                    LastActivity = Silo.Clock.Now;
                }

                call.Blocks = !IsInterleavable(call);
                call.MayOvertake = !call.Blocks || MightJoin(call);
                var mayStart = _mailbox.Add(call);
                OnArrival(call);
                wake = mayStart && !_scheduled && !IsPaused;
                _scheduled |= wake;
            }
        }

        if (load != Load.Fine)
        {
            OnLoad(call, before, load);
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
        List<GrainCall> expired;
        lock (Gate)
        {
            expired = _mailbox.Find(call => !call.IsOneWay && !call.IsSettled && timeouts.IsExpired(call));
        }

        foreach (var call in expired)
        {
            timeouts.Expire(call);
        }
    }

    /// <summary>A call of this host ended with an exception.</summary>
    public virtual void OnFault(Exception exception)
    {
    }

    void IThreadPoolWorkItem.Execute()
    {
        var drain = new Task(DrainAction, this, CancellationToken.None, TaskCreationOptions.DenyChildAttach);
        drain.RunSynchronously(this);
        if (drain.IsFaulted)
        {
            // Only a defect of the engine gets here. The host is left able to run what comes next.
            Silo.Log.MailboxFailed(drain.Exception, ToString()!);
            lock (Gate)
            {
                _scheduled = false;
            }
        }
    }

    /// <summary>Begins a call in its turn. Null when it has completed, else the task to wait for.</summary>
    protected abstract Task? Begin(GrainCall call);

    /// <summary>Whether the call runs beside any other, and any other beside it. Asked once, on arrival, under the gate.</summary>
    protected abstract bool IsInterleavable(GrainCall call);

    /// <summary>Whether <see cref="MayJoin"/> could ever say yes to the call. Asked once, on arrival, under the gate.</summary>
    protected virtual bool MightJoin(GrainCall call) => false;

    /// <summary>Whether a call that is not interleavable may start beside those that run (linked from the first). Under the gate.</summary>
    public virtual bool MayJoin(GrainCall call, GrainCall running) => false;

    /// <summary>Whether the host takes a call beside those it has. Under the gate.</summary>
    protected virtual Load Weigh(GrainCall call, int runningAndWaiting) => Load.Fine;

    /// <summary>Says what <see cref="Weigh"/> found; a call that was too much is in no mailbox and waits for its refusal.</summary>
    protected virtual void OnLoad(GrainCall call, int runningAndWaiting, Load load)
    {
    }

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
        lock (Gate)
        {
            return _mailbox.TakeWaiting();
        }
    }

    protected void Wake()
    {
        lock (Gate)
        {
            if (_scheduled || (_continuations.IsEmpty && (IsPaused || !_mailbox.HasWaiting)))
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
            return _continuations.ToArray();
        }
    }

    private void Leave(GrainCall call)
    {
        _mailbox.End(call);
        if (call.CountsAsActivity)
        {
            LastActivity = Silo.Clock.Now;
        }

        if (_mailbox.IsQuiet)
        {
            OnQuiet();
        }
    }
}
