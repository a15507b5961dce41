using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>
/// Constructs grains of one class: services from the activation's scope, persistent states for the parameters marked so,
/// and the activation itself for an <see cref="IGrainContext"/>.
/// </summary>
internal sealed class ConstructorFacets
{
    private readonly ObjectFactory _factory;
    private readonly Func<Activation, object>[] _facets;

    public ConstructorFacets(Type type)
    {
        var constructors = type.GetConstructors();
        var constructor = constructors.Length == 1
            ? constructors[0]
            : constructors.SingleOrDefault(c => c.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? throw new OrleansConfigurationException($"{type} needs one public constructor, or one marked with [ActivatorUtilitiesConstructor].");
        var given = constructor.GetParameters().Select(p => (p.ParameterType, Facet: FacetOf(p))).Where(p => p.Facet is not null).ToArray();
        _facets = [.. given.Select(p => p.Facet!)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. given.Select(p => p.ParameterType)]);
        States = [.. constructor.GetParameters().Select(StateOf).OfType<PersistentStateAttribute>()];
    }

    public PersistentStateAttribute[] States { get; }

    public object Create(Activation activation)
    {
        var given = new object[_facets.Length];
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = _facets[i](activation);
        }

        return _factory(activation, given);
    }

    private static Func<Activation, object>? FacetOf(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(IGrainContext))
        {
            return static activation => activation;
        }

        return StateOf(parameter) is { } state ? PersistentStates.FactoryFor(parameter, state) : null;
    }

    private static PersistentStateAttribute? StateOf(ParameterInfo parameter) => parameter.GetCustomAttribute<PersistentStateAttribute>();
}
