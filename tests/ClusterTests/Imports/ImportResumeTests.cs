using Pivotal.Domain.Imports;
using Pivotal.Domain.Shared;
using Pivotal.Simulator.Data;
using Pivotal.TestShared;

namespace Pivotal.ClusterTests.Imports;

/// <summary>What a restart and a second activation must not change: the numbers.</summary>
public sealed class ImportResumeTests
{
    private static readonly TemplateCsvOptions File = new(Rows: 60_000);

    [Fact]
    public async Task A_new_process_goes_on_after_the_last_committed_batch()
    {
        var first = await ImportWorld.Start();
        var tenant = await Given.Tenant(first.Database);
        TemplateCsvExpectation expected = null!;
        var import = await first.Upload(tenant, w => expected = TemplateCsvGenerator.Write(w, File));
        await first.Grain(tenant.Id, import).Start(Ids.New());
        await first.Until(tenant, import, p => p.Processed > 0);
        await first.DisposeAsync();

        var (status, processed) = await Row(tenant, import);
        Assert.Equal("running", status);
        Assert.InRange(processed, 10_000, 50_000);
        Assert.Equal(processed, await tenant.In(s => s.Scalar<long>("select created_rows + duplicate_rows + rejected_rows from imports")));

        await using var second = await ImportWorld.Start(first.Files);
        await second.Grain(tenant.Id, import).Resume();
        await Adds(second, tenant, import, expected);
    }

    [Fact]
    public async Task A_second_activation_takes_over_and_the_first_writes_nothing_more()
    {
        await using var first = await ImportWorld.Start();
        await using var second = await ImportWorld.Start(first.Files);
        var tenant = await Given.Tenant(first.Database);
        TemplateCsvExpectation expected = null!;
        var import = await first.Upload(tenant, w => expected = TemplateCsvGenerator.Write(w, File));
        await first.Grain(tenant.Id, import).Start(Ids.New());
        await first.Until(tenant, import, p => p.Processed > 0);
        await second.Grain(tenant.Id, import).Resume();
        await Adds(second, tenant, import, expected);
        Assert.Equal(2, await tenant.In(s => s.Scalar<long>("select epoch from imports")));
    }

    [Fact]
    public async Task What_was_chosen_for_ambiguous_dates_outlives_a_restart()
    {
        var first = await ImportWorld.Start();
        var tenant = await Given.Tenant(first.Database);
        var import = await first.Upload(
            tenant,
            w =>
            {
                w.WriteLine("Email 1,Research Date,Company Name,Company Annual Revenue");
                for (var i = 0; i < 60_000; i++)
                    w.WriteLine($"p{i}@x.example,03/04/2024,Firm {i},1.234");
            },
            chosen: ColumnReadings.Day
        );
        await tenant.In(s =>
            s.Execute(
                "update imports set mapping = replace(mapping::text, '\"account.annualRevenue\", \"reading\": null', '\"account.annualRevenue\", \"reading\": \"decimal\"')::jsonb"
            )
        );
        await first.Grain(tenant.Id, import).Start(Ids.New());
        await first.Until(tenant, import, p => p.Processed > 0);
        await first.DisposeAsync();
        Assert.Equal("running", (await Row(tenant, import)).Status);

        await using var second = await ImportWorld.Start(first.Files);
        await second.Grain(tenant.Id, import).Resume();
        Assert.Equal(
            ("completed", 60_000L, 0L),
            (await second.Ended(tenant, import)) is var end ? (end.Status, end.Created, end.LeftOut) : default
        );
        Assert.Equal(60_000, await tenant.In(s => s.Scalar<long>("select count(*) from contacts where research_date = '2024-04-03'")));
        Assert.Equal(60_000, await tenant.In(s => s.Scalar<long>("select count(*) from accounts where annual_revenue = 1.23")));
    }

    private static async Task Adds(ImportWorld world, TestTenant tenant, Guid import, TemplateCsvExpectation expected)
    {
        var end = await world.Ended(tenant, import);
        Assert.Equal(("completed", (long)expected.Rows), (end.Status, end.Processed));
        Assert.Equal(
            (expected.Created, expected.Rejected, expected.Duplicates, expected.Accounts),
            ((int)end.Created, (int)end.Rejected, (int)end.Duplicates, (int)end.AccountsCreated)
        );
        Assert.Equal((0, 0), (end.Updated, end.Unchanged));
        Assert.Equal(expected.Created, await ImportTests.Count(tenant, "contacts"));
        Assert.Equal(expected.Rejected, await ImportTests.Count(tenant, "import_errors"));
    }

    private static async Task<(string Status, long Processed)> Row(TestTenant tenant, Guid import) =>
        await tenant.In(s =>
            s.QuerySingle(
                "select status, processed_rows from imports where id = @id",
                new { id = import },
                r => (r.GetString(0), r.GetInt64(1))
            )
        );
}
