using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// The part of a call that knows its result type. Emitted classes derive from the four below and add the arguments.
/// Continuations of the promise run asynchronously: an answer must never run the caller's code in the grain's turn.
/// </summary>
internal abstract class CallWithResult<T> : GrainCall
{
    private readonly TaskCompletionSource<T> _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T _result = default!;

    internal sealed override bool IsSettled => _promise.Task.IsCompleted;

    internal sealed override object? ResultObject
    {
        get => _result;
        set => _result = (T)value!;
    }

    internal sealed override void Collect(Task completed) => _result = ((Task<T>)completed).GetAwaiter().GetResult();

    internal sealed override void Deliver()
    {
        ReleaseCancellation();
        _promise.TrySetResult(_result);
    }

    internal sealed override void Fail(Exception exception)
    {
        ReleaseCancellation();
        if (!ReportedAsOneWay(exception))
        {
            _promise.TrySetException(exception);
        }
    }

    internal sealed override void Cancel(CancellationToken token) => _promise.TrySetCanceled(token);

    protected Task? Take(ValueTask<T> started)
    {
        if (!started.IsCompletedSuccessfully)
        {
            return started.AsTask();
        }

        _result = started.GetAwaiter().GetResult();
        return null;
    }

    protected Task<T> SendAndAwait(GrainReference target)
    {
        if (target.Silo.OutgoingFilters.Length > 0)
        {
            return SendThroughFilters(target);
        }

        SendTo(target);
        return IsOneWay ? Task.FromResult<T>(default!) : _promise.Task;
    }

    private async Task<T> SendThroughFilters(GrainReference target)
    {
        await new OutgoingCall(this, target, IsOneWay ? null : _promise.Task).Invoke();
        return _result;
    }
}

internal abstract class TaskCall<T> : CallWithResult<T>
{
    internal sealed override Task? Start(object grain) => Call(grain);

    protected abstract Task<T> Call(object grain);

    internal Task<T> Send(GrainReference target) => SendAndAwait(target);
}

internal abstract class ValueTaskCall<T> : CallWithResult<T>
{
    internal sealed override Task? Start(object grain) => Take(Call(grain));

    protected abstract ValueTask<T> Call(object grain);

    internal ValueTask<T> Send(GrainReference target) => new(SendAndAwait(target));
}
