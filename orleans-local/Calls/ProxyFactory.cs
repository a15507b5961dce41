using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Makes references; the proxy class of an interface is emitted at its first use and shared by all silos of the process.</summary>
internal sealed class ProxyFactory(LocalSilo silo)
{
    private static readonly ConcurrentDictionary<Type, Lazy<Func<LocalSilo, GrainId, GrainReference>>> Known = new();

    public GrainReference Create(Type interfaceType, GrainId id) => ConstructorOf(interfaceType)(silo, id);

    public T Create<T>(GrainId id) => (T)(object)ProxyOf<T>.Create(silo, id);

    private static Func<LocalSilo, GrainId, GrainReference> ConstructorOf(Type interfaceType) =>
        Known.GetOrAdd(interfaceType, static t => new(() => ProxyEmitter.Emit(new InterfaceModel(t)))).Value;

    private static class ProxyOf<T>
    {
        public static readonly Func<LocalSilo, GrainId, GrainReference> Create = ConstructorOf(typeof(T));
    }
}
