using System.Reflection;

namespace Pivotal.ClusterTests.Messages;

/// <summary>What a type is called in the golden files: by its alias, as on the wire, so that a class may be renamed.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> Plain = new()
    {
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(string)] = "string",
        [typeof(byte)] = "byte",
        [typeof(short)] = "short",
        [typeof(uint)] = "uint",
        [typeof(ulong)] = "ulong",
        [typeof(ushort)] = "ushort",
        [typeof(float)] = "float",
        [typeof(object)] = "object",
    };

    /// <param name="nullability">says where a reference may be null</param>
    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Of(value)}?";
        var mark = !type.IsValueType && nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (Plain.TryGetValue(type, out var plain))
            return plain + mark;
        var name = (Crossing.AliasOf(type) ?? type.Name).Split('`')[0];
        if (!type.IsGenericType)
            return name + mark;
        var arguments = type.GetGenericArguments()
            .Select((a, i) => Of(a, nullability is { GenericTypeArguments: { } n } && i < n.Length ? n[i] : null));
        return $"{name}<{string.Join(", ", arguments)}>{mark}";
    }
}
