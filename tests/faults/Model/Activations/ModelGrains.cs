using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Calls;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.GrainInterfaces.Telephony;

namespace Pivotal.FaultTests.Model.Activations;

/// <summary>The way from the product's parts to the model's grains; the only thing of the engine that the parts know.</summary>
internal sealed class ModelGrains(Centre centre) : IGrainFactory
{
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)Of(typeof(TGrainInterface), primaryKey);

    private IGrainWithStringKey Of(Type grain, string key)
    {
        if (grain == typeof(ICarrierGrain))
            return centre.Tokens;
        var (_, id, sub) = GrainKey.Parse(key);
        return grain == typeof(ICallGrain) ? new CallReference(centre, id)
            : grain == typeof(IAgentGrain) ? new AgentReference(centre, id)
            : grain == typeof(ICampaignQueueGrain) ? new QueueReference(centre, id)
            : grain == typeof(ILeadCapGrain) ? centre.Caps.Of(id, sub!.Value)
            : grain == typeof(IFeedGrain) ? centre.Feed
            : throw new NotSupportedException($"The model has no {grain.Name}.");
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw Unused();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unused();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw Unused();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw Unused();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw Unused();

    public IAddressable GetGrain(GrainId grainId) => throw Unused();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw Unused();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw Unused();

    private static NotSupportedException Unused() => new("The product reaches its grains by a string key.");
}
