using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;

namespace Pivotal.ApiTests.Shared;

/// <summary>A database with one tenant as it was before a migration, to see what the migration makes of its rows.</summary>
internal sealed record OlderDatabase(string Owner, TenantDb Tenants, Guid Tenant)
{
    /// <param name="file">the migration's number</param>
    public static async Task<OlderDatabase> Before(string file)
    {
        var server = (await TestDatabase.Shared()).Server;
        var name = $"older_{Ids.New():N}";
        var owner = new NpgsqlConnectionStringBuilder(server.OwnerConnection) { Database = name };
        // Unpooled: nothing of it stays behind on the server.
        var app = new NpgsqlConnectionStringBuilder(server.AppConnection) { Database = name, Pooling = false };
        await DatabaseRoles.Ensure(server.AdminConnection, owner.Password!, app.Password!, default, name);
        await Migrator.Migrate(
            owner.ConnectionString,
            [.. Migrator.Embedded().Where(m => string.CompareOrdinal(m.Name, file) < 0)],
            default
        );
        var (tenants, tenant) = (new TenantDb(NpgsqlDataSource.Create(app)), Ids.New());
        await tenants.System((s, ct) => s.Execute("select provision_tenant(@tenant, 'Older', 'older', 'UTC', false)", new { tenant }, ct));
        return new(owner.ConnectionString, tenants, tenant);
    }
}
