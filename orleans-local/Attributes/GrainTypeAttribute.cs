using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The stable name of a grain class. Without it the name is the class name in lower case without the suffix "grain".
/// Reminders are stored under it, so a class that has any should not be renamed without it.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    private readonly GrainType _type = GrainType.Create(grainType);

    public GrainType GetGrainType(IServiceProvider services, Type type) => _type;
}
