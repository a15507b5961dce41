using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;

namespace Orleans.Local;

/// <summary>Makes the states that constructor parameters ask for.</summary>
internal static class PersistentStates
{
    private static readonly MethodInfo Generic = typeof(PersistentStates).GetMethod(nameof(Create), BindingFlags.Static | BindingFlags.NonPublic)!;

    public static Func<Activation, object> FactoryFor(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"The parameter {parameter.Name} of {parameter.Member.DeclaringType} is marked as a persistent state but is a {type}.");
        }

        var create = Generic.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<Activation, string, string?, object>>();
        var name = string.IsNullOrEmpty(attribute.StateName) ? parameter.Name! : attribute.StateName;
        return activation => create(activation, name, attribute.StorageName);
    }

    private static object Create<TState>(Activation activation, string stateName, string? storageName)
    {
        var storage = (string.IsNullOrWhiteSpace(storageName)
                ? activation.Silo.Services.GetService<IGrainStorage>()
                : activation.Silo.Services.GetKeyedService<IGrainStorage>(storageName))
            ?? throw new BadProviderConfigException($"{activation.Class.Type} asks for the storage \"{storageName ?? "(default)"}\", which is not registered.");
        var state = new PersistentState<TState>(stateName, activation, storage);
        activation.ObservableLifecycle.Subscribe(stateName, GrainLifecycleStage.SetupState, state);
        return state;
    }
}
