using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Orleans.Local;

/// <summary>What both directions of filtering share.</summary>
internal abstract class CallContext(GrainCall call) : IGrainCallContext
{
    protected GrainCall Call { get; } = call;

    public IInvokable Request => Call;

    public abstract object Grain { get; }

    public MethodInfo InterfaceMethod => Call.Method.Method;

    public GrainInterfaceType InterfaceType => Call.Method.Owner.InterfaceType;

    public string InterfaceName => Call.Method.Owner.Name;

    public string MethodName => Call.Method.Method.Name;

    public abstract GrainId? SourceId { get; }

    public abstract GrainId TargetId { get; }

    public object? Result
    {
        get => Call.ResultObject;
        set
        {
            Call.ResultObject = value;
            HasResult = true;
        }
    }

    /// <summary>Whether the call was answered, by the grain or by a filter in its place.</summary>
    protected bool HasResult { get; set; }

    public abstract Task Invoke();
}
