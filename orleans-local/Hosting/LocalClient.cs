using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>The grain factory; client code and grains share it, as they share the process.</summary>
internal sealed class LocalClient(LocalSilo silo) : IClusterClient
{
    public IServiceProvider ServiceProvider => silo.Services;

    public T GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithGuidKey =>
        Refer<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithIntegerKey =>
        Refer<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix);

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null) where T : IGrainWithStringKey
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(primaryKey);
        return Refer<T>(IdSpan.Create(primaryKey), grainClassNamePrefix);
    }

    public T GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithGuidCompoundKey =>
        Refer<T>(GrainIdKeyExtensions.CreateGuidKey(primaryKey, keyExtension), grainClassNamePrefix);

    public T GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null) where T : IGrainWithIntegerCompoundKey =>
        Refer<T>(GrainIdKeyExtensions.CreateIntegerKey(primaryKey, keyExtension), grainClassNamePrefix);

    public T GetGrain<T>(GrainId grainId) where T : IAddressable => silo.Proxies.Create<T>(grainId);

    public T CreateObjectReference<T>(IGrainObserver obj) where T : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is GrainReference)
        {
            throw new ArgumentException("This is a reference already.", nameof(obj));
        }

        var host = new ObserverHost(silo, ObserverIds.New(), obj);
        silo.Register(host);
        return silo.Proxies.Create<T>(host.ObserverId);
    }

    public void DeleteObjectReference<T>(IGrainObserver obj) where T : IGrainObserver
    {
        if (obj is not GrainReference reference)
        {
            throw new ArgumentException($"Pass what {nameof(CreateObjectReference)} returned.", nameof(obj));
        }

        silo.Unregister(reference.GrainId);
    }

    private T Refer<T>(IdSpan key, string? prefix) =>
        silo.Proxies.Create<T>(new GrainId(silo.Classes.Behind(typeof(T), prefix).GrainType, key));
}
