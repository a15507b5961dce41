using Orleans.Core;

namespace Orleans
{
    /// <summary>Marks a constructor parameter that the engine fills in.</summary>
    public interface IFacetMetadata;
}

namespace Orleans.Runtime
{
    /// <summary>A value of the grain that survives it; read before <c>OnActivateAsync</c>.</summary>
    public interface IPersistentState<TState> : IStorage<TState>;

    public interface IPersistentStateConfiguration
    {
        string StateName { get; }

        string? StorageName { get; }
    }

    /// <summary>Asks for a persistent state.</summary>
    /// <param name="stateName">Names the row together with the grain's key, so it must differ between grain classes.</param>
    /// <param name="storageName">The storage provider; the default one if null.</param>
    [AttributeUsage(AttributeTargets.Parameter)]
    public class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute, IFacetMetadata, IPersistentStateConfiguration
    {
        public string StateName { get; } = stateName;

        public string? StorageName { get; } = storageName;
    }
}
