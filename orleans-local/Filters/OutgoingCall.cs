using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>A call on its way through the outgoing filters to its target.</summary>
internal sealed class OutgoingCall(GrainCall call, GrainReference target, Task? answer) : CallContext(call), IOutgoingGrainCallContext
{
    private readonly Activation? _source = TaskScheduler.Current as Activation;
    private int _stage;

    public override object Grain => target;

    public IGrainContext? SourceContext => _source;

    public override GrainId? SourceId => _source?.GrainId;

    public override GrainId TargetId => target.GrainId;

    public override Task Invoke()
    {
        var filters = target.Silo.OutgoingFilters;
        var stage = _stage++;
        if (stage < filters.Length)
        {
            return filters[stage].Invoke(this);
        }

        if (stage > filters.Length)
        {
            throw new InvalidOperationException("An outgoing filter invoked the call twice; a retry is a new call.");
        }

        Call.SendTo(target);
        return answer ?? Task.CompletedTask;
    }
}
