using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>What crosses a grain call: the product's grain interfaces, and every type that an argument or a result of theirs holds, however deep.</summary>
internal static class Crossing
{
    private static readonly Assembly[] Product = [typeof(Ids).Assembly, typeof(GrainKey).Assembly, typeof(TenantFilter).Assembly];

    public static IReadOnlyList<Type> Interfaces { get; } =
        Sorted(Product.SelectMany(a => a.GetTypes()).Where(t => t.IsInterface && IsGrain(t)));

    /// <summary>The exceptions that a caller gets as what they are.</summary>
    public static IReadOnlyList<Type> Exceptions { get; } =
        Sorted(
            Product
                .SelectMany(a => a.GetTypes())
                .Where(t => typeof(Exception).IsAssignableFrom(t) && t.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        );

    /// <summary>Every type as it occurs, <c>Result&lt;LeadView&gt;</c>, <c>Guid</c> and <c>IReadOnlyList&lt;string&gt;</c> too; references to grains are none.</summary>
    public static IReadOnlyList<Type> Values { get; } =
        Sorted(Interfaces.SelectMany(ValuesOf).Concat(Exceptions).Where(t => !t.ContainsGenericParameters).Distinct());

    /// <summary>The product's own among them; a generic one once.</summary>
    public static IReadOnlyList<Type> Messages { get; } = Sorted(Values.Where(IsOurs).Select(Definition).Distinct());

    public static IReadOnlySet<Type> ValuesOf(Type grainInterface)
    {
        HashSet<Type> found = [];
        foreach (var method in grainInterface.GetMethods())
        {
            if (AnswerOf(method) is { } answer)
                Collect(answer, found);
            foreach (var parameter in method.GetParameters())
                Collect(parameter.ParameterType, found);
        }

        return found;
    }

    /// <summary>Null for a method that answers nothing.</summary>
    public static Type? AnswerOf(MethodInfo method) =>
        method.ReturnType is { IsGenericType: true } task ? task.GetGenericArguments()[0] : null;

    public static string? AliasOf(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias;

    public static bool IsOurs(Type type) => Product.Contains(type.Assembly);

    public static bool IsGrain(Type type) => typeof(IAddressable).IsAssignableFrom(type);

    public static bool IsObserver(Type type) => typeof(IGrainObserver).IsAssignableFrom(type);

    /// <summary>The properties of its own that have a place in memory, and so one on the wire.</summary>
    public static IEnumerable<PropertyInfo> Stored(Type type) =>
        type.IsEnum
            ? []
            : type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                .Where(p => FieldOf(p) is not null);

    public static FieldInfo? FieldOf(PropertyInfo property) =>
        property.DeclaringType!.GetField(
            $"<{property.Name}>k__BackingField",
            BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
        );

    /// <summary>Its own and those of the product's classes it derives from, the base first.</summary>
    public static IEnumerable<PropertyInfo> AllStored(Type type) =>
        type.BaseType is { } parent && IsOurs(parent) ? AllStored(parent).Concat(Stored(type)) : Stored(type);

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static void Collect(Type type, HashSet<Type> found)
    {
        if (type.IsGenericParameter || type == typeof(CancellationToken) || IsGrain(type) || !found.Add(type))
            return;
        if (type.IsArray)
            Collect(type.GetElementType()!, found);
        foreach (var argument in type.GetGenericArguments())
            Collect(argument, found);
        if (!IsOurs(type))
            return;
        foreach (var property in Stored(type))
            Collect(property.PropertyType, found);
        // A message of a base type may be any of those derived from it.
        foreach (var derived in Product.SelectMany(a => a.GetTypes()).Where(t => t != type && type.IsAssignableFrom(t)))
            Collect(derived, found);
    }

    private static Type[] Sorted(IEnumerable<Type> types) => [.. types.OrderBy(t => TypeName.Of(t), StringComparer.Ordinal)];
}
