using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Shared;
using Pivotal.SeamProbe;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>A row this program cannot read stays as it is: the grain does not come up, so nothing is ever written over it.</summary>
public sealed class RefusedStateTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Plain = """{"Text":"theirs","Writes":3,"StateForm":@}""";
    private const string Official = """{"$id":"1","$type":"Pivotal.SeamProbe.SeamState, Pivotal.SeamProbe","StateForm":@,"Text":"theirs","Writes":3}""";

    private readonly string _service = $"refused-{Ids.New():N}";

    [Theory]
    [InlineData(Plain)]
    [InlineData(Official)]
    public async Task A_row_of_a_newer_form_is_refused_and_never_overwritten(string payload)
    {
        var refused = await Refused(payload.Replace("@", $"{SeamState.Form + 1}", StringComparison.Ordinal));
        Assert.Contains(Chain(refused), e => e.GetType() == typeof(NewerStateException));
        Assert.Contains("form 3", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Plain, SeamState.Form)]
    [InlineData(Official, SeamState.Form)]
    [InlineData(Plain, 1)]
    [InlineData(Official, 1)]
    public async Task A_row_of_the_same_or_an_older_form_is_read_and_written(string payload, int form)
    {
        await Put(payload.Replace("@", $"{form}", StringComparison.Ordinal));
        using var host = await SeamSilo.Start(postgres.Database.Server.AppConnection, _service);
        var grain = Grain(host.Services);
        Assert.StartsWith("theirs x3 ", await grain.Show(), StringComparison.Ordinal);
        await grain.Write("ours");
        Assert.Contains("ours x4 ", await grain.Show(), StringComparison.Ordinal);
        await host.StopAsync();
    }

    [Theory]
    [InlineData("\u0001\u0002 not JSON at all")]
    [InlineData("""{"Text":"cut off""")]
    [InlineData("""{"Text":{"an":"object"}}""")]
    public async Task A_payload_of_another_format_is_refused_and_never_overwritten(string payload) => await Refused(payload);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task A_payload_of_nothing_is_an_empty_state(string payload)
    {
        await Put(payload);
        using var host = await SeamSilo.Start(postgres.Database.Server.AppConnection, _service);
        Assert.Contains(" x0 ", await Grain(host.Services).Show(), StringComparison.Ordinal);
        Assert.EndsWith("@7", await Grain(host.Services).Show(), StringComparison.Ordinal);
        await host.StopAsync();
    }

    private async Task<Exception> Refused(string payload)
    {
        await Put(payload);
        using var host = await SeamSilo.Start(postgres.Database.Server.AppConnection, _service);
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => Grain(host.Services).Show());
        await Assert.ThrowsAnyAsync<Exception>(() => Grain(host.Services).Write("ours"));
        await Assert.ThrowsAnyAsync<Exception>(() => Grain(host.Services).Clear());
        await host.StopAsync();
        var row = Assert.Single(await SeamRows.Read(postgres.Database.App, _service));
        Assert.EndsWith($"\t7\t{payload}", row, StringComparison.Ordinal);
        return refusal;
    }

    /// <summary>A row of <c>seam-text</c> with the key "tenant/42", in version 7.</summary>
    private async Task Put(string payload)
    {
        var columns = SeamRows.Golden("packages").Single(r => r.Contains("\ttenant/42\t", StringComparison.Ordinal)).Split('\t');
        (columns[7], columns[8]) = ("7", payload);
        await SeamRows.Insert(postgres.Database.App, _service, [string.Join('\t', columns)]);
    }

    private static IByText Grain(IServiceProvider services) => SeamScenario.Text(services.GetRequiredService<IGrainFactory>());

    private static IEnumerable<Exception> Chain(Exception? thrown)
    {
        for (; thrown is not null; thrown = thrown.InnerException)
        {
            yield return thrown;
        }
    }
}
