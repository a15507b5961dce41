using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Local;

/// <summary>
/// One call on its way: the arguments (in fields of the emitted subclass), the promise its caller awaits, and the links
/// of the queue it stands in. Arguments and result pass by reference; messages are immutable, so nobody can tell.
/// <para>
/// Calls are not pooled. A call is allocated on the caller's thread and done with on the grain's, so a pool would have to
/// be shared between threads, and that costs more than the 100 bytes of short-lived memory it would save.
/// </para>
/// </summary>
internal abstract class GrainCall : IInvokable
{
    private CancellationTokenRegistration _cancelled;
    private CancellationTokenSource? _cancellation;
    private TurnHost? _host;
    private Task? _pending;

    /// <summary>Neighbours in a <see cref="CallList"/>.</summary>
    internal GrainCall? Next, Previous;

    internal abstract MethodModel Method { get; }

    /// <summary>The reference the call was made on.</summary>
    internal GrainReference? Target { get; private set; }

    /// <summary>The calling activation; null when the caller is no grain.</summary>
    internal Activation? Source { get; private protected set; }

    internal RequestScope? Scope { get; private set; }

    /// <summary>The time of <see cref="ResponseTimeouts"/> when the call was sent.</summary>
    internal long SentAt { get; private set; }

    /// <summary>Set by the host on arrival: whether others wait while this call runs.</summary>
    internal bool Blocks { get; set; }

    /// <summary>Set by the host on arrival: whether it may overtake others in the queue.</summary>
    internal bool MayOvertake { get; set; }

    /// <summary>Whether nobody waits for an answer.</summary>
    internal virtual bool IsOneWay => Method.IsOneWay;

    /// <summary>Whether this very call may interleave, whatever its method and class say.</summary>
    internal virtual bool MayInterleave => false;

    /// <summary>Whether the call keeps the activation from idle collection.</summary>
    internal virtual bool CountsAsActivity => true;

    /// <summary>Set when filters run around the method: the task of the call is theirs then, and they have taken the result out of the method's own.</summary>
    internal bool IsFiltered { get; set; }

    /// <summary>Whether the caller has its answer already (result, timeout or cancellation).</summary>
    internal abstract bool IsSettled { get; }

    /// <summary>The result as an object, for filters only.</summary>
    internal abstract object? ResultObject { get; set; }

    /// <summary>
    /// Calls the grain's method. Null means that it completed and the result is at hand; otherwise the task to wait for.
    /// </summary>
    internal abstract Task? Start(object grain);

    /// <summary>Takes the result out of the successfully completed task of <see cref="Start"/>.</summary>
    internal abstract void Collect(Task completed);

    /// <summary>Answers the caller with the result at hand.</summary>
    internal abstract void Deliver();

    internal abstract void Fail(Exception exception);

    /// <summary>Answers the caller with a cancellation.</summary>
    internal abstract void Cancel(CancellationToken token);

    /// <summary>Sends the call; runs on the caller's thread and in its context.</summary>
    internal void SendTo(GrainReference target)
    {
        Target = target;
        Source = TaskScheduler.Current as Activation;
        Scope = RequestScope.Current;
        if (Method.Timeout is { } limit)
        {
            target.Silo.Timeouts.Heed(limit);
        }

        SentAt = target.Silo.Timeouts.Now;
        if (Method.TokenIndex >= 0 && !BindCancellation())
        {
            return;
        }

        target.Post(this);
    }

    /// <summary>Arranges that <paramref name="host"/> hears of the end of <paramref name="pending"/>, wherever it ends.</summary>
    internal void FinishAfter(Task pending, TurnHost host)
    {
        _host = host;
        _pending = pending;
        pending.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(OnMethodEnded);
    }

    /// <summary>Answers the caller from the ended task of the method.</summary>
    internal void Conclude(Task ended, TurnHost host)
    {
        if (ended.IsCompletedSuccessfully)
        {
            if (!IsFiltered)
            {
                Collect(ended);
            }

            Deliver();
        }
        else if (ended.IsCanceled)
        {
            // Awaiting gives the very OperationCanceledException, with its token.
            try
            {
                ended.GetAwaiter().GetResult();
            }
            catch (OperationCanceledException cancelled)
            {
                Cancel(cancelled.CancellationToken);
            }
        }
        else
        {
            var thrown = ended.Exception!.InnerException!;
            host.OnFault(thrown);
            Fail(thrown);
        }
    }

    /// <summary>Nobody awaits a one-way call: its failure goes to the log instead of an unobserved task.</summary>
    protected bool ReportedAsOneWay(Exception exception)
    {
        if (IsOneWay)
        {
            Target?.Silo.Log.OneWayCallFailed(exception, Method.ActivityName, Target.GrainId);
        }

        return IsOneWay;
    }

    /// <summary>The caller has its answer, so its token no longer concerns this call.</summary>
    protected void ReleaseCancellation() => _cancelled.Unregister();

    /// <summary>
    /// Gives the grain a token of the call's own, which the caller's token cancels and, if so configured, a timeout as well. The caller gets its
    /// <see cref="OperationCanceledException"/> at once and need not wait until the grain reacts.
    /// </summary>
    private bool BindCancellation()
    {
        var callers = GetCancellationToken();
        if (callers.IsCancellationRequested)
        {
            Cancel(callers);
            return false;
        }

        _cancellation = new CancellationTokenSource();
        SetArgument(Method.TokenIndex, _cancellation.Token);
        _cancelled = callers.UnsafeRegister(
            static (self, token) =>
            {
                var call = (GrainCall)self!;
                call.Cancel(token);
                call.CancelInGrain();
            },
            this);
        return true;
    }

    /// <summary>Fails the call because its time is up, and tells the grain so if it is to hear it and can.</summary>
    internal void TimeOut(TimeoutException exception)
    {
        Fail(exception);
        if (Target!.Silo.Timeouts.CancelsRequests)
        {
            CancelInGrain();
        }
    }

    private void CancelInGrain()
    {
        try
        {
            _cancellation?.Cancel();
        }
        catch (AggregateException exception)
        {
            // What the grain registered on its token failed; that is neither the caller's fault nor the clock's.
            Target!.Silo.Log.CancellationFailed(exception, Method.ActivityName, Target.GrainId);
        }
    }

    private void OnMethodEnded()
    {
        try
        {
            Conclude(_pending!, _host!);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
        finally
        {
            _host!.Finished(this);
        }
    }

    public bool IsCancellable => Method.TokenIndex >= 0;

    public int GetArgumentCount() => Method.ParameterCount;

    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public virtual void SetArgument(int index, object value) => throw new ArgumentOutOfRangeException(nameof(index));

    public MethodInfo GetMethod() => Method.Method;

    public string GetMethodName() => Method.Method.Name;

    public string GetInterfaceName() => Method.Owner.Name;

    public Type GetInterfaceType() => Method.Owner.Type;

    public string GetActivityName() => Method.ActivityName;

    public TimeSpan? GetDefaultResponseTimeout() => Method.Timeout;

    public virtual CancellationToken GetCancellationToken() => CancellationToken.None;

    void IDisposable.Dispose() => ReleaseCancellation();
}
