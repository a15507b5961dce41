using System.Text.Json;
using Orleans.Hosting;
using Orleans.Storage;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ClusterTests.Engine;

/// <summary>Persistent state, the same sentences on memory and on PostgreSQL; two silos on one store play the split brain.</summary>
public abstract class StateTests
{
    private static readonly Note First = new("first", [1, 2, 3], new() { [Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057")] = "Ann" });
    private static readonly Note Second = First with { Text = "second" };

    [Fact]
    public async Task A_state_nobody_wrote_is_empty_and_has_no_version()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IStateGrain>(NewKey());
        Assert.Null((await grain.Read()).Note);
        Assert.False(await grain.Exists());
        Assert.Null(await grain.Etag());
    }

    [Fact]
    public async Task A_written_state_is_there_in_the_next_activation()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IStateGrain>(NewKey());
        await grain.Write(First);
        await grain.Leave();
        var read = await grain.Read();
        Assert.Equal("first", read.Note?.Text);
        Assert.Equal(First.Numbers, read.Note?.Numbers);
        Assert.Equal(First.Names, read.Note?.Names);
        Assert.True(await grain.Exists());
    }

    [Fact]
    public async Task Every_write_gives_a_new_version()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IStateGrain>(NewKey());
        await grain.Write(First);
        var before = await grain.Etag();
        await grain.Write(Second);
        Assert.NotEqual(before, await grain.Etag());
    }

    [Fact]
    public async Task The_second_of_two_conflicting_writes_fails_and_the_first_stays()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync(here);
        var key = NewKey();
        await here.Grain<IStateGrain>(key).Read();
        await there.Grain<IStateGrain>(key).Read();
        await here.Grain<IStateGrain>(key).Write(First);
        await Assert.ThrowsAsync<InconsistentStateException>(() => there.Grain<IStateGrain>(key).Write(Second));
        await here.Grain<IStateGrain>(key).Leave();
        Assert.Equal("first", (await here.Grain<IStateGrain>(key).Read()).Note?.Text);
    }

    [Fact]
    public async Task After_a_conflict_the_next_call_starts_from_the_stored_state()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync(here);
        var key = NewKey();
        await there.Grain<IStateGrain>(key).Read();
        await here.Grain<IStateGrain>(key).Write(First);
        await Assert.ThrowsAsync<InconsistentStateException>(() => there.Grain<IStateGrain>(key).Write(Second));
        Assert.Equal("first", (await there.Grain<IStateGrain>(key).Read()).Note?.Text);
        await there.Grain<IStateGrain>(key).Write(Second);
        Assert.Equal("second", (await there.Grain<IStateGrain>(key).Read()).Note?.Text);
    }

    [Fact]
    public async Task A_failed_write_leaves_the_value_in_memory_for_the_grain_to_decide()
    {
        await using var here = await StartAsync();
        await using var there = await StartAsync(here);
        var key = NewKey();
        await there.Grain<IStateGrain>(key).Read();
        await here.Grain<IStateGrain>(key).Write(First);
        Assert.Equal("second", await there.Grain<IStateGrain>(key).WriteAndCatch(Second));
        Assert.Equal("second", (await there.Grain<IStateGrain>(key).Read()).Note?.Text);
    }

    [Fact]
    public async Task A_cleared_state_is_empty_and_can_be_written_again()
    {
        await using var engine = await StartAsync();
        var grain = engine.Grain<IStateGrain>(NewKey());
        await grain.Write(First);
        await grain.Clear();
        Assert.Null((await grain.Read()).Note);
        await grain.Leave();
        Assert.False(await grain.Exists());
        await grain.Write(Second);
        await grain.Leave();
        Assert.Equal("second", (await grain.Read()).Note?.Text);
    }

    [Fact]
    public async Task Two_states_of_one_grain_are_two_rows()
    {
        await using var engine = await StartAsync();
#pragma warning disable RS0030 // The typed helpers are for the product's grains.
        var grain = engine.Grains.GetGrain<ITwoStatesGrain>(GrainInterfaces.Shared.Ids.New());
#pragma warning restore RS0030
        await grain.Write("left", "right");
        await grain.Leave();
        Assert.Equal("left right", await grain.Read());
    }

    [Fact]
    public async Task State_is_refused_to_code_outside_the_grains_turns()
    {
        await using var engine = await StartAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.Grain<IStateGrain>(NewKey()).TouchFromOutside());
    }

    protected static string NewKey() => $"{GrainInterfaces.Shared.Ids.New():N}/{GrainInterfaces.Shared.Ids.New():N}";

    /// <param name="other">Another silo whose store the new one shares.</param>
    protected abstract Task<EngineHost> StartAsync(EngineHost? other = null);
}

public sealed class PostgresStateTests(PostgresFixture postgres) : StateTests, IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task The_row_has_the_columns_the_official_provider_looks_for()
    {
        await using var engine = await StartAsync();
        await engine.Grain<IStateGrain>("tenant/42").Write(new Note("row", [], []));
        await using var command = postgres.Database.App.CreateCommand(
            """
            select grainidn0, grainidn1, graintypestring, grainidextensionstring, serviceid, grainidhash, graintypehash, convert_from(payloadbinary, 'UTF8')
            from orleansstorage where grainidextensionstring = 'tenant/42' and graintypestring = 'test-note'
            """);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());
        Assert.Equal((0L, 0L, "test-note", "tenant/42", "default"), (row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3), row.GetString(4)));

        // xxHash32 of "24/tnanet" (the key back to front) and of "test-note", computed with libxxhash 0.8.1; the official engine turns the bytes of the digest round.
        Assert.Equal(unchecked((int)0x6903f857), row.GetInt32(5));
        Assert.Equal(unchecked((int)0xcfa37ed6), row.GetInt32(6));
        using var payload = JsonDocument.Parse(row.GetString(7));
        Assert.Equal("row", payload.RootElement.GetProperty("Note").GetProperty("Text").GetString());
        Assert.Equal(1, payload.RootElement.GetProperty("Writes").GetInt32());
    }

    [Fact]
    public async Task A_guid_key_fills_the_two_number_columns()
    {
        await using var engine = await StartAsync();
        var id = Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057");
#pragma warning disable RS0030 // The typed helpers are for the product's grains.
        await engine.Grains.GetGrain<ITwoStatesGrain>(id).Write("l", "r");
#pragma warning restore RS0030
        // The halves of the Guid's bytes as .NET lays them out.
        await using var command = postgres.Database.App.CreateCommand(
            """
            select grainidhash, grainidextensionstring is null from orleansstorage
            where graintypestring = 'test-left' and grainidn0 = 8596154074037553757 and grainidn1 = 6305208841809415868
            """);
        await using var row = await command.ExecuteReaderAsync();
        Assert.True(await row.ReadAsync());

        // xxHash32 of those bytes back to front, by libxxhash 0.8.1.
        Assert.Equal((0x0596d46d, true), (row.GetInt32(0), row.GetBoolean(1)));
    }

    [Fact]
    public async Task A_row_the_official_provider_wrote_is_read()
    {
        const string official =
            """
            {"$id":"1","$type":"Pivotal.ClusterTests.Engine.NoteState, Pivotal.ClusterTests","Note":{"$id":"2","$type":"Pivotal.ClusterTests.Engine.Note, Pivotal.ClusterTests",
            "Text":"theirs","Numbers":{"$type":"System.Int32[], System.Private.CoreLib","$values":[4,5]},
            "Names":{"$type":"System.Collections.Generic.Dictionary`2[[System.Guid, System.Private.CoreLib],[System.String, System.Private.CoreLib]], System.Private.CoreLib","01890a5d-ac96-774b-bcce-b302099a8057":"Bo"}},"Writes":7}
            """;
        await using var engine = await StartAsync();
        var key = NewKey();
        var grain = engine.Grain<IStateGrain>(key);
        await grain.Write(new Note("ours", [], []));
        await grain.Leave();
        await using var command = postgres.Database.App.CreateCommand("update orleansstorage set payloadbinary = convert_to($1, 'UTF8') where grainidextensionstring = $2");
        command.Parameters.Add(new() { Value = official });
        command.Parameters.Add(new() { Value = key });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
        var read = await grain.Read();
        Assert.Equal(("theirs", 7), (read.Note?.Text, read.Writes));
        Assert.Equal([4, 5], read.Note!.Numbers);
        Assert.Equal("Bo", Assert.Single(read.Note.Names).Value);
    }

    protected override Task<EngineHost> StartAsync(EngineHost? other = null) => EngineHost.StartAsync(silo =>
        silo.AddAdoNetGrainStorageAsDefault(o => (o.Invariant, o.ConnectionString) = ("Npgsql", postgres.Database.Server.AppConnection)));
}
