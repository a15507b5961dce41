using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>A call on its way through the incoming filters into the grain.</summary>
internal sealed class IncomingCall(GrainCall call, Activation target) : CallContext(call), IIncomingGrainCallContext
{
    private int _stage;

    public override object Grain => target.GrainInstance!;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => target.Class.Implementation(InterfaceMethod);

    public override GrainId? SourceId => Call.Source?.GrainId;

    public override GrainId TargetId => target.GrainId;

    public override Task Invoke()
    {
        var filters = target.Silo.IncomingFilters;
        var stage = _stage++;
        if (stage < filters.Length)
        {
            return filters[stage].Invoke(this);
        }

        return stage == filters.Length && target.GrainInstance is IIncomingGrainCallFilter self ? self.Invoke(this) : InvokeGrain();
    }

    private Task InvokeGrain() => Call.Start(target.GrainInstance!) is { } pending ? Collect(pending) : Task.CompletedTask;

    private async Task Collect(Task pending)
    {
        await pending;
        Call.Collect(pending);
    }
}
