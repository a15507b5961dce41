using System.Reflection;
using Orleans;
using Xunit;

namespace Pivotal.ClusterTests.Messages;

/// <summary>
/// What crosses a grain call means the same by reference and over a wire: everything on a grain interface can be written by the official
/// serializer, keeps its name when a class is renamed, and does not change after it was sent.
/// </summary>
public sealed class MessageTests
{
    [Fact]
    public void Every_message_can_be_serialised_and_has_a_name_of_its_own()
    {
        var messages = Crossing.Messages.Concat(Crossing.Exceptions.Where(e => !Crossing.Messages.Contains(e))).ToArray();
        Assert.True(messages.Length > 30, $"only {messages.Length} message types were found");
        Assert.True(messages.SelectMany(Faults).ToArray() is [], string.Join("; ", messages.SelectMany(Faults)));
        Assert.Empty(messages.GroupBy(Crossing.AliasOf).Where(g => g.Key is not null && g.Count() > 1).Select(g => g.Key));
    }

    [Fact]
    public void Every_grain_interface_and_method_has_a_name_of_its_own()
    {
        var interfaces = Crossing.Interfaces;
        Assert.True(interfaces.Count > 7, $"only {interfaces.Count} grain interfaces were found");
        Assert.DoesNotContain(interfaces, i => Crossing.AliasOf(i) is null);
        // An observer lives in a client; the engine looks at versions where it chooses a silo.
        Assert.Empty(
            interfaces
                .Where(i => (Contract.VersionOf(i) > 0) == Crossing.IsObserver(i))
                .Select(i => $"{i.Name} has version {Contract.VersionOf(i)}")
        );
        Assert.Empty(
            interfaces
                .SelectMany(i => i.GetMethods())
                .Where(m => Crossing.AliasOf(m) is null)
                .Select(m => $"{m.DeclaringType!.Name}.{m.Name}")
        );
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

    private static IEnumerable<string> Faults(Type type)
    {
        if (Crossing.AliasOf(type) is null)
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

        // An exception has a stack trace of its own wherever it is thrown.
        if (!typeof(Exception).IsAssignableFrom(type) && type.GetCustomAttribute<ImmutableAttribute>() is null)
        {
            yield return $"{type.Name} is not marked Immutable";
        }

        foreach (var property in Crossing.Stored(type))
        {
            if (property.GetCustomAttribute<IdAttribute>() is null)
            {
                yield return $"{type.Name}.{property.Name} has no Id";
            }

            if (
                property.SetMethod is { IsPublic: true } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit")
            )
            {
                yield return $"{type.Name}.{property.Name} can be set after it was sent";
            }
        }

        var ids = Crossing.Stored(type).Select(p => p.GetCustomAttribute<IdAttribute>()?.Id).ToArray();
        if (ids.Distinct().Count() != ids.Length)
        {
            yield return $"{type.Name} uses an Id twice";
        }
    }

    private sealed class Unmarked
    {
        public int Number { get; set; }
    }
}
