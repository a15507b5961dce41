using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

/// <summary>Somebody who starts twenty imports at once keeps nobody else from importing.</summary>
public sealed class ImportTurnTests(ImportFixture fixture) : IClassFixture<ImportFixture>
{
    private readonly ImportWorld _world = fixture.World;

    [Fact]
    public async Task The_small_tenants_import_ends_while_the_greedy_ones_wait_for_their_turn()
    {
        var (greedy, small) = (await Given.Tenant(_world.Database), await Given.Tenant(_world.Database));
        var list = await List(greedy);
        var twenty = new List<Guid>();
        for (var i = 0; i < 20; i++)
            twenty.Add(await _world.Upload(greedy, w => w.Write($"Email\nperson{twenty.Count}@example.com\n"), list));
        var own = await _world.Upload(small, w => w.Write("Email\nada@example.com\n"));
        await greedy.In(async s =>
        {
            // Whoever puts people on the list waits for this.
            await s.Execute("select 1 from lists where id = @list for update", new { list });
            var started = new List<string>();
            foreach (var import in twenty)
                started.Add((await _world.Grain(greedy.Id, import).Start(Ids.New())).Value!.Status);
            Assert.Equal([.. Enumerable.Repeat("running", 2), .. Enumerable.Repeat("waiting", 18)], started);

            Assert.Equal("completed", (await _world.Run(small, own)).Status);
            Assert.Equal([("running", 2L), ("waiting", 18L)], await States(greedy));

            Assert.Equal("cancelled", (await _world.Grain(greedy.Id, twenty[10]).Cancel(Ids.New())).Value!.Status);
            Assert.Equal("imports.illegal_move", (await _world.Grain(greedy.Id, twenty[19]).Start(Ids.New())).Refusals.Single().Code);
        });

        foreach (var import in twenty.Where(i => i != twenty[10]))
            Assert.Equal("completed", (await _world.Until(greedy, import, p => p.Status is not ("running" or "waiting"))).Status);
        Assert.Equal([("cancelled", 1L), ("completed", 19L)], await States(greedy));
        Assert.Equal(19, await ImportTests.Count(greedy, "list_members"));
    }

    [Fact]
    public async Task One_that_waits_when_its_process_ends_has_its_turn_in_the_next()
    {
        var first = await ImportWorld.Start();
        var tenant = await Given.Tenant(first.Database);
        var list = await List(tenant);
        var three = new List<Guid>();
        for (var i = 0; i < 3; i++)
            three.Add(await first.Upload(tenant, w => w.Write($"Email\nperson{three.Count}@example.com\n"), list));
        await tenant.In(async s =>
        {
            await s.Execute("select 1 from lists where id = @list for update", new { list });
            foreach (var import in three)
                await first.Grain(tenant.Id, import).Start(Ids.New());
            await first.DisposeAsync();
        });
        Assert.Equal([("running", 2L), ("waiting", 1L)], await States(tenant));
        var left = await tenant.Database.Tenants.System(
            (s, ct) =>
                s.Query(
                    "select id from work_to_resume() where tenant_id = @tenant and kind = 'import'",
                    new { tenant = tenant.Id },
                    r => r.GetGuid(0),
                    ct
                )
        );
        Assert.Equal(three.Order(), left.Order());

        await using var second = await ImportWorld.Start(first.Files);
        foreach (var import in left)
            await second.Grain(tenant.Id, import).Resume();
        foreach (var import in three)
            Assert.Equal("completed", (await second.Until(tenant, import, p => p.Status is not ("running" or "waiting"))).Status);
    }

    private static Task<List<(string Status, long Imports)>> States(TestTenant tenant) =>
        tenant.In(s => s.Query("select status, count(*) from imports group by 1 order by 1", null, r => (r.GetString(0), r.GetInt64(1))));

    private static async Task<Guid> List(TestTenant tenant)
    {
        var id = Ids.New();
        await tenant.In(s =>
            s.Execute("insert into lists (tenant_id, id, name) values (@tenant, @id, 'Spring')", new { tenant = tenant.Id, id })
        );
        return id;
    }
}
