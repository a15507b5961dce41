using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;

namespace Pivotal.ClusterTests.Messages;

/// <summary>What the engine does with a message or a request of the other release: the ground under the rules of <see cref="ContractChanges"/>.</summary>
public sealed class GrowthTests
{
    private static readonly IServiceProvider Services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    [Fact]
    public void What_an_older_program_leaves_out_is_null_or_zero_whatever_the_default_of_the_parameter()
    {
        Assert.Equal(new Grown(7, "kept", null!, 0, null), Carry<Small, Grown>(new Small(7, "kept")));
    }

    [Fact]
    public void What_a_newer_program_adds_an_older_one_steps_over()
    {
        Assert.Equal(new Small(7, "kept"), Carry<Grown, Small>(new Grown(7, "kept", "new", 9, new Grown(1, "within", "x", 2, null))));
    }

    [Fact]
    public void Without_parameters_of_a_constructor_what_is_left_out_has_its_first_value()
    {
        Assert.Equal("first", Carry<Small, Begun>(new Small(7, "kept")).Added);
    }

    [Fact]
    public void Another_type_under_the_same_number_is_not_understood()
    {
        Assert.ThrowsAny<Exception>(() => Carry<Small, Retyped>(new Small(7, "kept")));
    }

    [Fact]
    public void A_parameter_at_the_end_is_null_from_an_older_caller_and_stepped_over_by_an_older_silo()
    {
        var newer = Carry("CallB", Request("CallA", 7));
        Assert.Equal([7, null], [newer.GetArgument(0), newer.GetArgument(1)]);
        var older = Carry("CallA", Request("CallB", 7, "new"));
        Assert.Equal([7], [older.GetArgument(0)]);
    }

    [Fact]
    public void A_method_is_known_on_the_wire_by_the_aliases_of_interface_and_method()
    {
        Assert.Contains(
            "[Pivotal.ClusterTests.Grower],\"CallA\"",
            System.Text.Encoding.UTF8.GetString(
                Services.GetRequiredService<Serializer>().SerializeToArray<IInvokable>(Request("CallA", 7))
            ),
            StringComparison.Ordinal
        );
    }

    private static TReader Carry<TWriter, TReader>(TWriter value) =>
        Services
            .GetRequiredService<Serializer<TReader>>()
            .Deserialize(Services.GetRequiredService<Serializer<TWriter>>().SerializeToArray(value))!;

    private static IInvokable Request(string alias, params object?[] arguments)
    {
        var type = typeof(IGrower)
            .Assembly.GetTypes()
            .Single(t =>
                typeof(IInvokable).IsAssignableFrom(t)
                && t.Name.Contains(nameof(IGrower), StringComparison.Ordinal)
                && Crossing.AliasOf(((IInvokable)Activator.CreateInstance(t)!).GetMethod()) == alias
            );
        var request = (IInvokable)Activator.CreateInstance(type)!;
        for (var i = 0; i < arguments.Length; i++)
            request.SetArgument(i, arguments[i]!);
        return request;
    }

    /// <summary>The same request under the other method's name, as if that were the same method of another release.</summary>
    private static IInvokable Carry(string reader, IInvokable request)
    {
        var serializer = Services.GetRequiredService<Serializer>();
        var (name, body) = Split(
            serializer.SerializeToArray<IInvokable>(Request(reader)),
            serializer.SerializeToArray<IInvokable>(request)
        );
        return serializer.Deserialize<IInvokable>([.. name, .. body])!;
    }

    private static (byte[] Name, byte[] Body) Split(byte[] name, byte[] body) => (name[..EndOfName(name)], body[EndOfName(body)..]);

    private static int EndOfName(byte[] request) => request.AsSpan().IndexOf("\")"u8) + 2;
}

[GenerateSerializer, Immutable, Alias("Pivotal.ClusterTests.Small")]
internal sealed record Small([property: Id(0)] int Number, [property: Id(1)] string Text);

[GenerateSerializer, Immutable, Alias("Pivotal.ClusterTests.Grown")]
internal sealed record Grown(
    [property: Id(0)] int Number,
    [property: Id(1)] string Text,
    [property: Id(2)] string Added,
    [property: Id(3)] int Count = 5,
    [property: Id(4)] Grown? Inner = null
);

[GenerateSerializer, Immutable, Alias("Pivotal.ClusterTests.Begun")]
internal sealed record Begun
{
    [Id(0)]
    public int Number { get; init; }

    [Id(2)]
    public string Added { get; init; } = "first";
}

[GenerateSerializer, Immutable, Alias("Pivotal.ClusterTests.Retyped")]
internal sealed record Retyped([property: Id(0)] int Number, [property: Id(1)] int Text);

/// <summary>One method in two releases, under names of the same length.</summary>
[Alias("Pivotal.ClusterTests.Grower")]
internal interface IGrower : IGrainWithStringKey
{
    [Alias("CallA")]
    Task Older(int number);

    [Alias("CallB")]
    Task Newer(int number, string? added);
}
