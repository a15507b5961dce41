using System.Net.Sockets;
using System.Reflection;
using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.ClusterTests.Messages;

/// <summary>Every message crosses a real call from one silo to another and comes back as it was.</summary>
public sealed class RoundTripTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Theory, InlineData("Full"), InlineData("Bare"), InlineData("OtherCollections")]
    public async Task Every_value_arrives_at_another_silo_and_comes_back_as_it_was(string variety)
    {
        Assert.True(Crossing.Values.Count > 70, $"only {Crossing.Values.Count} types were found");
        List<string> faults = [];
        // A generic method takes a list as what it is, and the compiler's own is nothing that it knows; in a message or a method of a grain interface it is the interface's (CallTests).
        foreach (var type in Crossing.Values.Where(t => variety != "OtherCollections" || Crossing.IsOurs(t)))
        {
            try
            {
                faults.AddRange(
                    await (Task<string[]>)
                        GetType()
                            .GetMethod(nameof(Send), BindingFlags.Instance | BindingFlags.NonPublic)!
                            .MakeGenericMethod(type)
                            .Invoke(this, [Sample.Of(type, Enum.Parse<Variety>(variety))])!
                );
            }
            catch (Exception e)
            {
                faults.Add($"{TypeName.Of(type)} does not arrive: {e.Message}");
            }
        }

        Assert.True(faults is [], string.Join("\n", faults));
    }

    [Theory]
    [InlineData("\0")]
    [InlineData("e\u0301 \u00e9")]
    [InlineData("\u202e\ufeff\u200d\ufffe\uffff")]
    [InlineData("\ud834\udd1e")]
    public async Task Every_text_without_a_lone_surrogate_arrives_as_it_was(string text) =>
        Assert.Empty(await Send(new WhyGate(text, text, text, text, new Dictionary<string, string> { [text] = text }, null)));

    /// <summary>The engine writes UTF-8. Within a silo, where the message itself is handed over, the same text arrives as it was.</summary>
    [Theory]
    [InlineData(new[] { 0x61, 0xd800, 0x62 }, "a\ufffdb")]
    [InlineData(new[] { 0xdc00 }, "\ufffd")]
    [InlineData(new[] { 0xdd1e, 0xd834 }, "\ufffd\ufffd")]
    [InlineData(new[] { 0x61, 0xd834 }, "a\ufffd")]
    public async Task A_lone_surrogate_arrives_as_the_replacement_character(int[] text, string arrived)
    {
        var back = await silos.Echo.Back(new RouteDecision(null, null, string.Concat(text.Select(c => (char)c))));
        Assert.Equal(Canonical.Json(new RouteDecision(null, null, arrived)), back.Seen);
    }

    [Fact]
    public async Task An_exception_is_caught_as_what_it_was_thrown_as()
    {
        Assert.Equal(
            new FenceLostException().Message,
            (await Assert.ThrowsAsync<FenceLostException>(() => silos.Echo.Throw("fence"))).Message
        );
        Assert.Equal("gone 東京", (await Assert.ThrowsAsync<GrainUnreachableException>(() => silos.Echo.Throw("unreachable"))).Message);
        Assert.Equal("foreign", (await Assert.ThrowsAsync<ForeignTenantCallException>(() => silos.Echo.Throw("foreign"))).Message);
    }

    /// <summary>The API looks for these in the chain to tell an outage from a bug.</summary>
    [Fact]
    public async Task A_database_that_is_away_is_told_with_its_causes()
    {
        var caught = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => silos.Echo.Throw("database"));
        Assert.Equal("The database is not available.", caught.Message);
        var cause = Assert.IsType<NpgsqlException>(caught.InnerException);
        Assert.Equal("refused", cause.Message);
        Assert.IsType<SocketException>(cause.InnerException);
    }

    private async Task<string[]> Send<T>(T value)
    {
        var (json, back) = (Canonical.Json(value), await silos.Echo.Back(value));
        Assert.NotEqual(silos.Caller, back.Silo);
        return
        [
            .. back.Seen == json ? [] : new[] { $"{TypeName.Of(typeof(T))} was sent as {json} and arrived as {back.Seen}" },
            .. Canonical.Json(back.Value) == json
                ? []
                : new[] { $"{TypeName.Of(typeof(T))} was sent as {json} and came back as {Canonical.Json(back.Value)}" },
        ];
    }
}
