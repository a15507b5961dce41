using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.SeamProbe;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>State and reminders that one engine has written are the other's to read, go on with and tick.</summary>
public sealed class SeamTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string Part = "SeamPart { Name = naïve “part” 🙂, Number = 9223372036854775807 }";
    private const string Rest = $"{Part} [{Part} SeamPart {{ Name = , Number = 0 }}] 01890a5dac96774bbcceb302099a8057=12.50 2031-05-06T07:08:09.1230000+02:00 null Thursday";

    private static readonly string[] Written =
    [
        $"text: first x1 {Rest} @1",
        $"text twice: second x2 {Rest} @2",
        $"guid: first x1 {Rest} @1",
        $"number: first x1 {Rest} @1",
        $"guid and text: first x1 {Rest} @1",
        $"number and text: first x1 {Rest} @1",
        "cleared: no row @2",
        "reminders: räume auf wake",
    ];

    private static readonly string[] Continued =
    [
        $"text: continued x2 {Rest} @2",
        $"text twice: continued x3 {Rest} @3",
        $"guid: continued x2 {Rest} @2",
        $"number: continued x2 {Rest} @2",
        $"guid and text: continued x2 {Rest} @2",
        $"number and text: continued x2 {Rest} @2",
        $"cleared: back x1 {Rest} @3",
        "reminders: wake",
    ];

    private readonly string _service = $"seam-{Ids.New():N}";

    private string Connection => postgres.Database.Server.AppConnection;

    [Fact]
    public async Task An_engine_reads_what_it_wrote_and_writes_the_rows_committed_for_it()
    {
        using (var host = await SeamSilo.Start(Connection, _service, new ManualTime()))
        {
            await SeamScenario.Write(Grains(host));
            Assert.Equal(Written, await SeamScenario.Show(Grains(host)));
            await host.StopAsync();
        }

        var rows = await SeamRows.Read(postgres.Database.App, _service);
        // How the committed rows are made anew: in a folder of one's choice, to be looked at before they are copied.
        if (Environment.GetEnvironmentVariable("PIVOTAL_SEAM_ROWS") is { } folder)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, $"rows.{Engines.This}.txt"), rows);
        }

        Assert.Equal(SeamRows.Golden(Engines.This), rows);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("packages")]
    public async Task Rows_either_engine_wrote_are_read_and_gone_on_with(string writer)
    {
        await SeamRows.Insert(postgres.Database.App, _service, SeamRows.Golden(writer));
        using (var host = await SeamSilo.Start(Connection, _service))
        {
            Assert.Equal(Written, await SeamScenario.Show(Grains(host)));
            await SeamScenario.Continue(Grains(host));
            await host.StopAsync();
        }

        using var again = await SeamSilo.Start(Connection, _service);
        Assert.Equal(Continued, await SeamScenario.Show(Grains(again)));
        await again.StopAsync();
    }

    [Theory]
    [InlineData("local")]
    [InlineData("packages")]
    public async Task Reminders_either_engine_wrote_tick_on_their_schedule(string writer)
    {
        await SeamRows.Insert(postgres.Database.App, _service, SeamRows.Golden(writer));
        var time = new ManualTime();
        using var host = await SeamSilo.Start(Connection, _service, time);
        var ticks = host.Services.GetRequiredService<SeamTicks>().All;
        for (var minutes = 0; ticks.IsEmpty && minutes < 200; minutes++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Task.Delay(50);
        }

        Assert.True(ticks.TryPeek(out var tick), "no reminder ticked");
        Assert.Equal(("r", "wake", TimeSpan.FromMinutes(5)), (tick.Grain, tick.Reminder, tick.Status.Period));
        Assert.Equal(new DateTime(2026, 1, 1, 12, 2, 0, DateTimeKind.Utc), tick.Status.FirstTickTime);
        Assert.InRange((tick.Status.CurrentTickTime - tick.Status.FirstTickTime).TotalMinutes % 5, 0, 1);
        await host.StopAsync();
    }

    [BothEnginesFact]
    public async Task A_process_of_the_other_engine_reads_ours_and_we_read_its()
    {
        using var other = await OtherEngine.Build("local");
        var theirs = $"theirs-{Ids.New():N}";
        using (var host = await SeamSilo.Start(Connection, _service))
        {
            await SeamScenario.Write(Grains(host));
            await host.StopAsync();
        }

        var shown = await other.Run("show", _service, Connection);
        Assert.Equal(["engine: OrleansLocal", .. Written], shown);
        await other.Run("continue", _service, Connection);
        await other.Run("write", theirs, Connection);
        foreach (var (service, expected) in new[] { (_service, Continued), (theirs, Written) })
        {
            using var host = await SeamSilo.Start(Connection, service);
            Assert.Equal(expected, await SeamScenario.Show(Grains(host)));
            await host.StopAsync();
        }
    }

    private static IGrainFactory Grains(IHost host) => host.Services.GetRequiredService<IGrainFactory>();
}
