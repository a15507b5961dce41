namespace Orleans.Local;

/// <summary>Keeps the caller's execution context out of what is started inside a <c>using</c> of it.</summary>
internal readonly struct CleanContext : IDisposable
{
    private readonly AsyncFlowControl? _flow;

    private CleanContext(AsyncFlowControl? flow) => _flow = flow;

    /// <summary>Suppresses the flow unless the caller already did, which .NET refuses to do twice.</summary>
    public static CleanContext Enter() => new(ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow());

    public void Dispose() => _flow?.Undo();
}
