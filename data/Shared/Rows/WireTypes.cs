using System.Collections;
using System.Linq.Expressions;
using System.Text.Json;

namespace Pivotal.Data.Shared.Rows;

/// <summary>What Npgsql reads a column as, and how that becomes the type a row asks for.</summary>
internal static class WireTypes
{
    /// <summary>No <see cref="DateTime"/>: it may be on any clock.</summary>
    private static readonly HashSet<Type> Scalars =
    [
        typeof(Guid),
        typeof(string),
        typeof(bool),
        typeof(short),
        typeof(int),
        typeof(long),
        typeof(decimal),
        typeof(double),
        typeof(float),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(byte[]),
    ];

    /// <summary>Whether a type is one column by itself: a scalar, an enum, an array, or a document without names of its own.</summary>
    public static bool IsSingle(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return Scalars.Contains(plain) || plain.IsEnum || plain == typeof(JsonElement) || typeof(IEnumerable).IsAssignableFrom(plain);
    }

    /// <summary>Null when there is no way to read it.</summary>
    /// <param name="column">the name of the column's type</param>
    public static Type? Of(Type type, string column)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (Scalars.Contains(plain))
            return plain;
        if (plain.IsEnum)
            return typeof(string);
        if (plain == typeof(DateTime))
            return null;
        if (!column.EndsWith("[]", StringComparison.Ordinal))
            return typeof(string);
        return Element(type) is not { } element ? null
            : element.IsEnum && type.IsArray ? typeof(string[])
            : Scalars.Contains(Nullable.GetUnderlyingType(element) ?? element) ? element.MakeArrayType()
            : null;
    }

    /// <param name="value">as it was read</param>
    /// <param name="name">of its place, for the message about a document that is <c>null</c></param>
    public static Expression Convert(Expression value, Type type, string name)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == value.Type || plain.IsAssignableFrom(value.Type))
            return value;
        if (plain.IsArray && value.Type.IsArray)
            return Expression.Call(typeof(WireTypes), nameof(AllNamed), [plain.GetElementType()!], value, Expression.Constant(name));
        if (value.Type.IsArray)
            return Expression.New(plain.GetConstructor([typeof(IEnumerable<>).MakeGenericType(value.Type.GetElementType()!)])!, value);
        var reading = plain.IsEnum ? nameof(Named) : nameof(Document);
        return Expression.Call(typeof(WireTypes), reading, [plain], value, Expression.Constant(name));
    }

    private static Type? Element(Type type) =>
        type.IsArray
            ? type.GetElementType()
            : type.GetInterfaces()
                .Append(type)
                .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                ?.GetGenericArguments()[0];

    private static T Named<T>(string value, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(value.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var known) && Enum.IsDefined(known)
            ? known
            : throw new RowMappingException($"{name} has no value called {value}.");

    private static T[] AllNamed<T>(string[] values, string name)
        where T : struct, Enum => Array.ConvertAll(values, v => Named<T>(v, name));

    private static T Document<T>(string json, string name) =>
        JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web) ?? throw new RowMappingException($"The document of {name} is null.");
}
