using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Silo.Cluster.Placement;

/// <summary>What a queue calls, it calls for its campaign: said along with the call, so that whoever is activated by it need not be looked up.</summary>
internal sealed class CampaignHint : IOutgoingGrainCallFilter
{
    private const string Word = "campaign";

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (context.SourceId is { } source && source.Type == CampaignPlacement.Queue && GrainKey.TryParse(source.Key.AsSpan(), out var key))
        {
            if (RequestContext.Get(Word) is not Guid said || said != key.Id)
                RequestContext.Set(Word, key.Id);
        }
        else
        {
            // Calls made on from there are about the same campaign mostly, but not surely: an agent may be changing from one to another.
            RequestContext.Remove(Word);
        }

        return context.Invoke();
    }

    public static Guid? In(Dictionary<string, object>? context) =>
        context is not null && context.TryGetValue(Word, out var value) && value is Guid id ? id : null;
}
