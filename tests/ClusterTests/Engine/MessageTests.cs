using System.Reflection;
using Orleans;
using Orleans.Runtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Shared;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>
/// What crosses a grain call means the same by reference and over a wire: everything on a grain interface can be written by the official
/// serializer, keeps its name when a class is renamed, and does not change after it was sent.
/// </summary>
public sealed class MessageTests
{
    private static readonly Assembly[] Product = [typeof(Ids).Assembly, typeof(VersionedState).Assembly];

    [Fact]
    public void Every_message_can_be_serialised_and_has_a_name_of_its_own()
    {
        var messages = Messages();
        Assert.True(messages.Count > 30, $"only {messages.Count} message types were found");
        Assert.True(messages.SelectMany(Faults).ToArray() is [], string.Join("; ", messages.SelectMany(Faults)));
        Assert.Empty(messages.GroupBy(AliasOf).Where(g => g.Key is not null && g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_grain_interface_and_method_has_a_name_of_its_own()
    {
        var interfaces = Interfaces();
        Assert.True(interfaces.Count > 7, $"only {interfaces.Count} grain interfaces were found");
        Assert.DoesNotContain(interfaces, i => AliasOf(i) is null);
        Assert.Empty(interfaces.SelectMany(i => i.GetMethods()).Where(m => AliasOf(m) is null).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    [Fact]
    public void A_faulty_message_is_found()
    {
        Assert.Contains(Faults(typeof(Unmarked)), f => f.Contains("GenerateSerializer", StringComparison.Ordinal));
        Assert.Contains(Faults(typeof(Unmarked)), f => f.Contains("Immutable", StringComparison.Ordinal));
        Assert.Contains(Faults(typeof(Unmarked)), f => f.Contains("Alias", StringComparison.Ordinal));
        Assert.Contains(Faults(typeof(Unmarked)), f => f.Contains("Number has no Id", StringComparison.Ordinal));
        Assert.Contains(Faults(typeof(Unmarked)), f => f.Contains("Number can be set", StringComparison.Ordinal));
    }

    private static List<Type> Interfaces() =>
        [.. Product.SelectMany(a => a.GetTypes()).Where(t => t.IsInterface && typeof(IAddressable).IsAssignableFrom(t))];

    /// <summary>Every type of the product that an argument or a result of a grain method holds, however deep, and its exceptions.</summary>
    private static List<Type> Messages()
    {
        HashSet<Type> found = [];
        foreach (var method in Interfaces().SelectMany(i => i.GetMethods()))
        {
            Collect(method.ReturnType, found);
            foreach (var parameter in method.GetParameters())
            {
                Collect(parameter.ParameterType, found);
            }
        }

        return [.. found];
    }

    private static void Collect(Type type, HashSet<Type> found)
    {
        if (type.IsArray)
        {
            Collect(type.GetElementType()!, found);
        }

        foreach (var argument in type.GetGenericArguments())
        {
            Collect(argument, found);
        }

        var definition = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        if (type.IsGenericParameter || !Product.Contains(type.Assembly) || typeof(IAddressable).IsAssignableFrom(type) || !found.Add(definition))
        {
            return;
        }

        foreach (var property in Stored(type))
        {
            Collect(property.PropertyType, found);
        }

        // A message of a base type may be any of those derived from it.
        foreach (var derived in Product.SelectMany(a => a.GetTypes()).Where(t => t != type && definition.IsAssignableFrom(t)))
        {
            Collect(derived, found);
        }
    }

    private static IEnumerable<string> Faults(Type type)
    {
        if (AliasOf(type) is null)
        {
            yield return $"{type.Name} has no Alias";
        }

        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is null)
        {
            yield return $"{type.Name} has no GenerateSerializer";
        }

        if (type.IsEnum)
        {
            yield break;
        }

        if (type.GetCustomAttribute<ImmutableAttribute>() is null)
        {
            yield return $"{type.Name} is not marked Immutable";
        }

        foreach (var property in Stored(type))
        {
            if (property.GetCustomAttribute<IdAttribute>() is null)
            {
                yield return $"{type.Name}.{property.Name} has no Id";
            }

            if (property.SetMethod is { IsPublic: true } setter && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit"))
            {
                yield return $"{type.Name}.{property.Name} can be set after it was sent";
            }
        }

        var ids = Stored(type).Select(p => p.GetCustomAttribute<IdAttribute>()?.Id).ToArray();
        if (ids.Distinct().Count() != ids.Length)
        {
            yield return $"{type.Name} uses an Id twice";
        }
    }

    /// <summary>The properties that have a place in memory, and so one on the wire.</summary>
    private static IEnumerable<PropertyInfo> Stored(Type type) => type.IsEnum ? [] : type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
        .Where(p => type.GetField($"<{p.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null);

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttributes<AliasAttribute>().FirstOrDefault()?.Alias;

    private sealed class Unmarked
    {
        public int Number { get; set; }
    }
}
