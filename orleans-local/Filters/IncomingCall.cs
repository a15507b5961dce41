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

    public override GrainId? SourceId => Call.Source?.GrainId ?? ObserverIds.Outside;

    public override GrainId TargetId => target.GrainId;

    public override async Task Invoke()
    {
        var filters = target.Silo.IncomingFilters;
        var stage = _stage++;
        try
        {
            if (stage < filters.Length)
            {
                await Through(filters[stage]);
            }
            else if (stage == filters.Length && target.GrainInstance is IIncomingGrainCallFilter self)
            {
                await Through(self);
            }
            else
            {
                await InvokeGrain();
            }
        }
        finally
        {
            // A filter may invoke again, for instance to retry.
            _stage = stage;
        }
    }

    private async Task Through(IIncomingGrainCallFilter filter)
    {
        await filter.Invoke(this);
        if (!HasResult)
        {
            throw new InvalidOperationException($"The filter {filter.GetType()} neither invoked the call, nor set a result, nor threw.");
        }
    }

    private async Task InvokeGrain()
    {
        if (Call.Start(target.GrainInstance!) is { } pending)
        {
            await pending;
            Call.Collect(pending);
        }

        HasResult = true;
    }
}
