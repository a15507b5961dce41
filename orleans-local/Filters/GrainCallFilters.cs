namespace Orleans;

/// <summary>
/// Runs around every call a grain receives, in the grain's turn: first the registered filters in order, then the grain
/// itself if it implements this interface. Not calling <see cref="IGrainCallContext.Invoke"/> keeps the call from the grain.
/// </summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}

/// <summary>Runs around every call before it leaves the caller, in the caller's context.</summary>
public interface IOutgoingGrainCallFilter
{
    Task Invoke(IOutgoingGrainCallContext context);
}

public delegate Task IncomingGrainCallFilterDelegate(IIncomingGrainCallContext context);

public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
