using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>A grain or observer interface.</summary>
internal sealed class InterfaceModel(Type type)
{
    public Type Type { get; } = type;

    public GrainInterfaceType InterfaceType { get; } =
        GrainInterfaceType.Create(type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name);

    public string Name { get; } = type.FullName ?? type.Name;
}
