using Microsoft.EntityFrameworkCore;
using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>The second layer: what the EF context does on its own, also where row-level security would have let the row through.</summary>
public sealed class PivotalDbTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private sealed record Principal(Guid? TenantId) : IRowTenant;

    [Fact]
    public async Task A_row_of_the_own_tenant_is_saved_and_found()
    {
        var a = await Given.Tenant(postgres.Database);
        await a.In(async s =>
        {
            var ef = await s.Ef();
            ef.Add(new Client { TenantId = a.Id, Id = Ids.New(), Name = "Northwind" });
            await ef.SaveChangesAsync();
        });
        Assert.Equal(["Northwind"], await a.In(async s => await (await s.Ef()).Set<Client>().Select(c => c.Name).ToListAsync()));
    }

    [Fact]
    public async Task A_row_of_another_tenant_is_not_saved()
    {
        var (a, b) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        await Assert.ThrowsAsync<ForeignTenantRowException>(() => a.In(async s =>
        {
            var ef = await s.Ef();
            ef.Add(new Client { TenantId = b.Id, Id = Ids.New(), Name = "Northwind" });
            await ef.SaveChangesAsync();
        }));
    }

    [Fact]
    public async Task The_filter_hides_rows_that_row_level_security_would_show()
    {
        var (a, b) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        await a.In(s => s.Execute(
            "insert into clients (tenant_id, id, name) values (@tenant, @id, 'Northwind')", new { tenant = a.Id, id = Ids.New() }));

        // The setting says A and the principal says B: a bug in one layer that the other must stop.
        var confused = new TenantDb(postgres.Database.App, new Principal(b.Id));
        Assert.Equal(0, await confused.InTenant(a.Id, async (s, ct) => await (await s.Ef(ct)).Set<Client>().CountAsync(ct)));
        var clear = new TenantDb(postgres.Database.App, new Principal(a.Id));
        Assert.Equal(1, await clear.InTenant(a.Id, async (s, ct) => await (await s.Ef(ct)).Set<Client>().CountAsync(ct)));
    }
}
