using Xunit;

namespace Pivotal.ClusterTests.Engine;

public sealed class InterleavingTests
{
    [Fact]
    public async Task A_second_call_waits_until_the_first_has_ended()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var first = grain.Wait("first");
        await engine.Journal.WaitForAsync("first begins");
        var second = grain.Note("second");
        await grain.Open();
        await Task.WhenAll(first, second);
        Assert.Equal(["first begins", "first ends", "second"], engine.Journal.Lines);
    }

    [Fact]
    public async Task An_always_interleave_call_runs_while_another_waits()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var first = grain.Wait("first");
        await engine.Journal.WaitForAsync("first begins");
        await grain.NoteAlways("between");
        await grain.Open();
        await first;
        Assert.Equal(["first begins", "between", "first ends"], engine.Journal.Lines);
    }

    [Fact]
    public async Task An_always_interleave_call_overtakes_calls_that_wait()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var first = grain.Wait("first");
        await engine.Journal.WaitForAsync("first begins");
        var queued = grain.Note("queued");
        await grain.NoteAlways("overtakes");
        await grain.Open();
        await Task.WhenAll(first, queued);
        Assert.Equal(["first begins", "overtakes", "first ends", "queued"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Read_only_calls_run_beside_each_other()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var first = grain.WaitReading("first");
        await engine.Journal.WaitForAsync("first begins");
        await grain.NoteReading("second");
        await grain.Open();
        await first;
        Assert.Equal(["first begins", "second", "first ends"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_read_only_call_waits_for_a_writing_one()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var writer = grain.Wait("writer");
        await engine.Journal.WaitForAsync("writer begins");
        var reader = grain.NoteReading("reader");
        await grain.Open();
        await Task.WhenAll(writer, reader);
        Assert.Equal(["writer begins", "writer ends", "reader"], engine.Journal.Lines);
    }

    [Fact]
    public async Task A_writing_call_waits_for_read_only_ones()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IGateGrain>("g");
        var reader = grain.WaitReading("reader");
        await engine.Journal.WaitForAsync("reader begins");
        var writer = grain.Note("writer");
        await grain.Open();
        await Task.WhenAll(reader, writer);
        Assert.Equal(["reader begins", "reader ends", "writer"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Every_call_of_a_reentrant_class_may_interleave()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IReentrantGateGrain>("g");
        var first = grain.Wait("first");
        await engine.Journal.WaitForAsync("first begins");
        await grain.Note("second");
        await grain.Open();
        await first;
        Assert.Equal(["first begins", "second", "first ends"], engine.Journal.Lines);
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_never_overlap()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IReentrantGateGrain>("g");
        var counts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => grain.CountUnprotected(200)));
        Assert.Equal(50 * 200, counts.Max());
    }

    [Fact]
    public async Task A_predicate_lets_in_the_calls_it_names()
    {
        await using var engine = await EngineHost.StartAsync();
        var grain = engine.Grain<IPredicateGateGrain>("g");
        var first = grain.Wait("first");
        await engine.Journal.WaitForAsync("first begins");
        var ordinary = grain.Note("ordinary");
        await grain.Note("urgent");
        await grain.Open();
        await Task.WhenAll(first, ordinary);
        Assert.Equal(["first begins", "urgent", "first ends", "ordinary"], engine.Journal.Lines);
    }
}
