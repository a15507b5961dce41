namespace Orleans.Local;

/// <summary>The loop that takes turns.</summary>
internal abstract partial class TurnHost
{
    /// <summary>Turns before a busy host goes to the back of the thread pool's queue.</summary>
    private const int TurnsPerDrain = 256;

    /// <summary>Turns after which a new call goes before the continuations.</summary>
    private const int TurnsPerCall = 8;

    private void Drain()
    {
        // The thread pool starts its items without a context; this is that one, for RunToEnd to go back to.
        var clean = ExecutionContext.Capture()!;
        GrainCall? ended = null;
        for (var turns = 0; ; turns++)
        {
            Task? continuation;
            GrainCall? call;
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

                continuation = null;
                call = turns % TurnsPerCall == TurnsPerCall - 1 ? NextCall() : null;
                if (call is null && !_continuations.TryDequeue(out continuation) && (call = NextCall()) is null)
                {
                    _scheduled = false;
                    return;
                }
            }

            if (continuation is not null)
            {
                TryExecuteTask(continuation);
            }
            else if (RunToEnd(call!, clean))
            {
                ended = call;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Runs the first turn of a call; true when that was also the last.</summary>
    private bool RunToEnd(GrainCall call, ExecutionContext clean)
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
            ExecutionContext.Restore(clean);
        }

        return true;
    }

    private GrainCall? NextCall() => IsPaused ? null : _mailbox.BeginNext(this);
}
