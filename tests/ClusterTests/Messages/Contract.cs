using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans;
using Orleans.CodeGeneration;
using Orleans.Concurrency;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>What two programs have to agree on to call each other's grains, as the golden files keep it.</summary>
internal sealed record Contract(IReadOnlyList<InterfaceContract> Interfaces, IReadOnlyList<MessageContract> Messages)
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static Contract Now { get; } =
        new([.. Crossing.Interfaces.Select(Interface)], [.. Crossing.Messages.Concat(Crossing.Exceptions).Distinct().Select(Message)]);

    private static InterfaceContract Interface(Type type) =>
        new(
            Crossing.AliasOf(type)!,
            Crossing.IsObserver(type),
            Crossing.IsObserver(type)
                ? ""
                : type.GetInterfaces().Select(i => i.Name).First(n => n.StartsWith("IGrainWith", StringComparison.Ordinal)),
            VersionOf(type),
            [.. type.GetMethods().Select(Method).OrderBy(m => m.Alias, StringComparer.Ordinal)],
            IsObsolete(type)
        );

    public static int VersionOf(Type type) =>
        type.GetCustomAttributesData().FirstOrDefault(a => a.AttributeType == typeof(VersionAttribute)) is { } version
            ? Convert.ToInt32(version.ConstructorArguments[0].Value, CultureInfo.InvariantCulture)
            : 0;

    private static MethodContract Method(MethodInfo method) =>
        new(
            Crossing.AliasOf(method)!,
            [
                .. method
                    .GetParameters()
                    .Select(p => new FieldContract(p.Position, p.Name!, TypeName.Of(p.ParameterType, Nullability.Create(p)))
                    {
                        LeftOut = LeftOut(p.ParameterType, Nullability.Create(p), p),
                    }),
            ],
            Crossing.AnswerOf(method) is { } answer
                ? TypeName.Of(answer, Nullability.Create(method.ReturnParameter).GenericTypeArguments[0])
                : "nothing",
            [.. Marks(method)],
            IsObsolete(method)
        );

    private static IEnumerable<string> Marks(MethodInfo method)
    {
        if (Has<AlwaysInterleaveAttribute>(method))
            yield return "AlwaysInterleave";
        if (Has<OneWayAttribute>(method))
            yield return "OneWay";
        if (Has<ReadOnlyAttribute>(method))
            yield return "ReadOnly";
        if (Has<RepeatableAttribute>(method))
            yield return "Repeatable";
        if (method.GetCustomAttribute<ResponseTimeoutAttribute>() is { Timeout: { } timeout })
            yield return $"ResponseTimeout {timeout:c}";
    }

    private static MessageContract Message(Type type) =>
        new(
            TypeName.Of(type),
            type.IsEnum ? $"enum of {TypeName.Of(Enum.GetUnderlyingType(type))}"
                : typeof(Exception).IsAssignableFrom(type) ? "exception"
                : type.IsValueType ? "value"
                : "message",
            type.BaseType is { } parent && Crossing.IsOurs(parent) ? TypeName.Of(parent) : null,
            type.IsEnum
                ?
                [
                    .. Enum.GetNames(type)
                        .Select(n => new FieldContract(Convert.ToInt64(Enum.Parse(type, n), CultureInfo.InvariantCulture), n, ""))
                        .OrderBy(f => f.Id),
                ]
                : [.. Crossing.Stored(type).Select(Field).OrderBy(f => f.Id)],
            [.. Crossing.Interfaces.Where(i => !Crossing.IsObserver(i) && Holds(i, type)).Select(i => Crossing.AliasOf(i)!)],
            IsObsolete(type)
        );

    private static bool Holds(Type grainInterface, Type message) =>
        Crossing.ValuesOf(grainInterface).Any(v => v == message || (v.IsGenericType && v.GetGenericTypeDefinition() == message));

    private static FieldContract Field(PropertyInfo property)
    {
        var nullability = Nullability.Create(property);
        var type = property.DeclaringType!;
        return new(
            property.GetCustomAttribute<IdAttribute>()!.Id,
            property.Name,
            TypeName.Of(property.PropertyType, nullability),
            IsObsolete(property)
        )
        {
            // With a constructor without arguments the reader begins with its values, otherwise with nothing.
            LeftOut =
                type.GetConstructor([]) is null || type.ContainsGenericParameters
                    ? LeftOut(
                        property.PropertyType,
                        nullability,
                        type.GetConstructors().SelectMany(c => c.GetParameters()).FirstOrDefault(p => p.Name == property.Name)
                    )
                : Crossing.FieldOf(property)!.GetValue(Activator.CreateInstance(type)) is null
                    ? LeftOut(property.PropertyType, nullability, null)
                : null,
        };
    }

    /// <summary>What is wrong with reading nothing where an older program left this out; null: all is well.</summary>
    private static string? LeftOut(Type type, NullabilityInfo nullability, ParameterInfo? declared)
    {
        if (type == typeof(CancellationToken) || Nullable.GetUnderlyingType(type) is not null)
            return declared is { HasDefaultValue: true, DefaultValue: { } value and not CancellationToken }
                ? $"it reads as null there, not as {value}"
                : null;
        if (!type.IsValueType)
            return nullability.ReadState == NullabilityState.Nullable
                ? declared is { HasDefaultValue: true, DefaultValue: { } text }
                    ? $"it reads as null there, not as {text}"
                    : null
                : "it reads as null there, and its type says that it never is";
        return declared is { HasDefaultValue: true, DefaultValue: { } other } && !other.Equals(Activator.CreateInstance(type))
            ? $"it reads as {Canonical.Json(Activator.CreateInstance(type))} there, not as {other}"
            : null;
    }

    private static bool Has<T>(MemberInfo member)
        where T : Attribute => member.IsDefined(typeof(T), inherit: false);

    private static bool IsObsolete(MemberInfo member) => Has<ObsoleteAttribute>(member);
}

/// <param name="Observer">implemented by a client, to whom no version applies</param>
/// <param name="Version">what <c>[Version]</c> says; 0 without one</param>
/// <param name="Obsolete">nothing uses it any more; it may be gone in the next release</param>
internal sealed record InterfaceContract(
    string Alias,
    bool Observer,
    string Key,
    int Version,
    IReadOnlyList<MethodContract> Methods,
    bool Obsolete = false
);

internal sealed record MethodContract(
    string Alias,
    IReadOnlyList<FieldContract> Parameters,
    string Answer,
    IReadOnlyList<string> Marks,
    bool Obsolete = false
);

/// <param name="UsedBy">the grain interfaces in whose calls it occurs</param>
internal sealed record MessageContract(
    string Alias,
    string Kind,
    string? Base,
    IReadOnlyList<FieldContract> Fields,
    IReadOnlyList<string> UsedBy,
    bool Obsolete = false
);

/// <summary>A field of a message, a parameter of a method, or a word of an enum; in the files <c>3 Name: string?</c>.</summary>
[JsonConverter(typeof(FieldLine))]
internal sealed record FieldContract(long Id, string Name, string Type, bool Obsolete = false)
{
    /// <summary>Why it cannot be added to something that older programs send without it; null: it can.</summary>
    public string? LeftOut { get; init; }
}

internal sealed class FieldLine : JsonConverter<FieldContract>
{
    private const string Obsolete = " (obsolete)";

    public override FieldContract Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var line = reader.GetString()!;
        var obsolete = line.EndsWith(Obsolete, StringComparison.Ordinal);
        var parts = (obsolete ? line[..^Obsolete.Length] : line).Split([' '], 2);
        var named = parts[1].Split(": ", 2);
        return new(long.Parse(parts[0], CultureInfo.InvariantCulture), named[0], named.Length == 2 ? named[1] : "", obsolete);
    }

    public override void Write(Utf8JsonWriter writer, FieldContract field, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{field.Id} {field.Name}{(field.Type is "" ? "" : $": {field.Type}")}{(field.Obsolete ? Obsolete : "")}");
}
