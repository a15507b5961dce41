using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Local;

/// <summary>Which services are the same for everybody, so that asking the application or a scope gives the same object.</summary>
internal sealed class SingletonServices(IServiceCollection services)
{
    private readonly ConcurrentDictionary<Type, bool> _known = new();

    public bool Has(Type type) => _known.GetOrAdd(type, IsSingleton);

    private bool IsSingleton(Type type) => (Last(type) ?? (type.IsConstructedGenericType ? Last(type.GetGenericTypeDefinition()) : null)) is { Lifetime: ServiceLifetime.Singleton };

    // The last registration is the one that is resolved.
    private ServiceDescriptor? Last(Type type) => services.LastOrDefault(s => s.ServiceType == type && !s.IsKeyedService);
}
