using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>The part of a call without a result; the counterpart of <see cref="CallWithResult{T}"/>.</summary>
internal abstract class CallWithoutResult : GrainCall
{
    private readonly TaskCompletionSource _promise = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal sealed override bool IsSettled => _promise.Task.IsCompleted;

    internal sealed override object? ResultObject
    {
        get => null;
        set { }
    }

    internal sealed override void Collect(Task completed)
    {
    }

    internal sealed override void Deliver()
    {
        ReleaseCancellation();
        _promise.TrySetResult();
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

    protected Task SendAndAwait(GrainReference target)
    {
        if (target.Silo.OutgoingFilters.Length > 0)
        {
            return new OutgoingCall(this, target, IsOneWay ? null : _promise.Task).Invoke();
        }

        SendTo(target);
        return IsOneWay ? Task.CompletedTask : _promise.Task;
    }
}

internal abstract class TaskCall : CallWithoutResult
{
    internal sealed override Task? Start(object grain) => Call(grain);

    protected abstract Task Call(object grain);

    internal Task Send(GrainReference target) => SendAndAwait(target);
}

internal abstract class ValueTaskCall : CallWithoutResult
{
    internal sealed override Task? Start(object grain) => Call(grain) is { IsCompletedSuccessfully: false } pending ? pending.AsTask() : null;

    protected abstract ValueTask Call(object grain);

    internal ValueTask Send(GrainReference target) => new(SendAndAwait(target));
}

/// <summary>Observer methods may return void: one-way, like a notification.</summary>
internal abstract class VoidCall : CallWithoutResult
{
    internal sealed override Task? Start(object grain)
    {
        Call(grain);
        return null;
    }

    protected abstract void Call(object grain);

    internal void Send(GrainReference target) => _ = SendAndAwait(target);
}
