using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pivotal.ClusterTests.Messages;

internal enum Variety
{
    /// <summary>Everything is there, every value another one.</summary>
    Full,

    /// <summary>What may be null is, lists are empty, numbers zero.</summary>
    Bare,

    /// <summary>As full, in the other classes that a list or a dictionary may be made of.</summary>
    OtherCollections,
}

/// <summary>A value of any type that crosses a grain call, made from its shape alone and the same in every run.</summary>
internal sealed class Sample
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.FromMinutes(330));
    private static readonly NullabilityInfoContext Nullability = new();

    private readonly Variety _variety;
    private readonly HashSet<Type> _within = [];
    private int _count;

    private Sample(Variety variety) => _variety = variety;

    public static object? Of(Type type, Variety variety) => new Sample(variety).Make(type, "it", mayBeNull: false);

    /// <summary>Arguments of one call, each another value.</summary>
    public static object?[] Of(MethodInfo method, Variety variety)
    {
        var sample = new Sample(variety);
        return [.. method.GetParameters().Select(p => sample.Make(p.ParameterType, p.Name!, MayBeNull(Nullability.Create(p))))];
    }

    private bool Bare => _variety == Variety.Bare;

    private object? Make(Type type, string name, bool mayBeNull)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Bare ? null : Make(value, name, mayBeNull: false);
        if (Crossing.IsGrain(type) || (Bare && mayBeNull))
            return null;
        if (type == typeof(CancellationToken))
            return default(CancellationToken);
        if (type.IsEnum)
            return Bare ? Activator.CreateInstance(type) : Enum.GetValues(type).Cast<object>().Last();
        if (Collection(type, name) is { } collection)
            return collection;
        if (Crossing.IsOurs(type))
            return Message(type);
        return Plain(type, name);
    }

    private object Plain(Type type, string name)
    {
        var n = Bare ? 0 : ++_count;
        if (type == typeof(string))
            return Bare ? "" : $"{name} {n} Zoë 東京 𝄞 \0";
        if (type == typeof(bool))
            return !Bare;
        if (type == typeof(int))
            return n;
        if (type == typeof(long))
            return n * 5_000_000_000L;
        if (type == typeof(double))
            return n * 1.1;
        if (type == typeof(decimal))
            return n * 1.10m;
        if (type == typeof(byte))
            return (byte)n;
        if (type == typeof(Guid))
            return Bare ? Guid.Empty : new Guid(n, 1, 0x7002, 0x83, 4, 5, 6, 7, 8, 9, 10);
        if (type == typeof(DateTimeOffset))
            return Bare ? default : Start.AddHours(n).AddTicks(n);
        if (type == typeof(DateOnly))
            return Bare ? default : DateOnly.FromDateTime(Start.Date).AddDays(n);
        if (type == typeof(TimeOnly))
            return new TimeOnly(n % 24, n % 60);
        if (type == typeof(TimeSpan))
            return TimeSpan.FromMilliseconds(n * 1_001);
        throw new NotSupportedException($"No sample of {type} is known; give it a line in {nameof(Sample)}.");
    }

    private object? Collection(Type type, string name)
    {
        if (type.IsArray)
            return Filled(type.GetElementType()!, name, "Array");
        if (!type.IsGenericType)
            return null;
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2 && type.IsAssignableFrom(typeof(Dictionary<,>).MakeGenericType(arguments)))
            return Map(arguments, name);
        if (arguments.Length != 1)
            return null;
        if (type.IsAssignableFrom(typeof(List<>).MakeGenericType(arguments)))
            return Filled(
                arguments[0],
                name,
                type.IsInterface
                    ? _variety switch
                    {
                        Variety.Full => "List",
                        Variety.Bare => "Array",
                        _ => "Expression",
                    }
                    : "List"
            );
        return type.IsAssignableFrom(typeof(HashSet<>).MakeGenericType(arguments))
            ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(arguments), Filled(arguments[0], name, "Array"))
            : null;
    }

    private object Map(Type[] arguments, string name)
    {
        var type = typeof(Dictionary<,>).MakeGenericType(arguments);
        var map = (IDictionary)
            (
                _variety == Variety.OtherCollections && arguments[0] == typeof(string)
                    ? Activator.CreateInstance(type, StringComparer.Ordinal)
                    : Activator.CreateInstance(type)
            )!;
        for (var i = 0; i < (Bare ? 0 : 2); i++)
            map.Add(Make(arguments[0], $"key of {name}", mayBeNull: false)!, Make(arguments[1], name, mayBeNull: false));
        return map;
    }

    private object Filled(Type element, string name, string into)
    {
        object?[] items = Bare ? [] : [Make(element, name, mayBeNull: false), Make(element, name, mayBeNull: false)];
        return GetType().GetMethod(into, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(element).Invoke(null, [items])!;
    }

    private object? Message(Type type)
    {
        if (type.IsAbstract)
            type = Crossing.Values.First(t => !t.IsAbstract && type.IsAssignableFrom(t));
        // A message that holds its own kind ends with the first.
        if (!_within.Add(type))
            return null;
        var message =
            typeof(Exception).IsAssignableFrom(type) ? Exception(type)
            : type.GetConstructor([]) is { } plain ? plain.Invoke([])
            : RuntimeHelpers.GetUninitializedObject(type);
        foreach (var property in Crossing.AllStored(type))
            Crossing
                .FieldOf(property)!
                .SetValue(message, Make(property.PropertyType, property.Name, MayBeNull(Nullability.Create(property))));
        _within.Remove(type);
        return message;
    }

    private object Exception(Type type) =>
        type.GetConstructor([typeof(string)]) is { } withMessage
            ? withMessage.Invoke([Make(typeof(string), "message", mayBeNull: false)])
            : Activator.CreateInstance(type)!;

    private static bool MayBeNull(NullabilityInfo info) => info.ReadState == NullabilityState.Nullable;

    private static T[] Array<T>(object?[] items) => [.. items.Cast<T>()];

    private static List<T> List<T>(object?[] items) => [.. items.Cast<T>()];

    /// <summary>The compiler's own class.</summary>
    private static IReadOnlyList<T> Expression<T>(object?[] items) => [(T)items[0]!, (T)items[1]!];
}
