using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>The functions that look across tenants: what they show of two tenants, and that they show nothing else.</summary>
public sealed class DefinerFunctionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task Sign_in_finds_the_same_login_in_both_tenants_and_nobody_else()
    {
        var login = $"ANNA.{Ids.New():N}@EXAMPLE.COM";
        var (a, b) = (await TenantWithUser(login), await TenantWithUser(login));
        await TenantWithUser($"BERT.{Ids.New():N}@EXAMPLE.COM");
        var found = await postgres.Database.Tenants.System(
            (s, ct) => s.Query("select tenant_id from auth_sign_in_candidates(@login)", new { login }, r => r.GetGuid(0), ct)
        );
        Assert.Equal(new[] { a.Id, b.Id }.Order(), found.Order());
        Assert.True(await postgres.Database.Tenants.System((s, ct) => s.Scalar<bool>("select any_user_exists()", null, ct)));
    }

    [Fact]
    public async Task Sign_in_finds_neither_disabled_users_nor_users_of_suspended_tenants()
    {
        var login = $"ANNA.{Ids.New():N}@EXAMPLE.COM";
        var active = await TenantWithUser(login);
        var disabled = await TenantWithUser(login);
        await disabled.In(s => s.Execute("update users set status = 'disabled'"));
        await Suspend(await TenantWithUser(login));
        var found = await postgres.Database.Tenants.System(
            (s, ct) => s.Query("select tenant_id from auth_sign_in_candidates(@login)", new { login }, r => r.GetGuid(0), ct)
        );
        Assert.Equal([active.Id], found);
    }

    [Fact]
    public async Task A_login_is_a_value_and_not_a_pattern()
    {
        await TenantWithUser($"ANNA.{Ids.New():N}@EXAMPLE.COM");
        foreach (var login in (string[])["%", "ANNA%", "", "' or true --"])
        {
            Assert.Empty(
                await postgres.Database.Tenants.System(
                    (s, ct) => s.Query("select tenant_id from auth_sign_in_candidates(@login)", new { login }, r => r.GetGuid(0), ct)
                )
            );
        }
    }

    [Fact]
    public async Task Work_to_resume_names_the_work_of_every_tenant_by_id_only()
    {
        var (a, b) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        var (running, draft) = (Ids.New(), Ids.New());
        await a.In(s =>
            s.Execute(
                "insert into campaigns (tenant_id, id, name, status) values (@tenant, @id, 'Autumn', 'active')",
                new { tenant = a.Id, id = running }
            )
        );
        await b.In(s =>
            s.Execute(
                "insert into campaigns (tenant_id, id, name, status) values (@tenant, @id, 'Winter', 'draft')",
                new { tenant = b.Id, id = draft }
            )
        );
        var work = await postgres.Database.Tenants.System(
            (s, ct) =>
                s.Query(
                    "select * from work_to_resume()",
                    null,
                    r => (Columns: r.FieldCount, Tenant: r.GetGuid(0), Kind: r.GetString(1), Id: r.GetGuid(2)),
                    ct
                )
        );
        Assert.Contains((3, a.Id, "campaign", running), work);
        Assert.DoesNotContain(work, w => w.Id == draft);
    }

    [Fact]
    public async Task Active_tenants_are_listed_and_suspended_ones_are_not()
    {
        var (a, b) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        await Suspend(b);
        var ids = await postgres.Database.Tenants.System(
            (s, ct) => s.Query("select id from active_tenants()", null, r => r.GetGuid(0), ct)
        );
        Assert.Contains(a.Id, ids);
        Assert.DoesNotContain(b.Id, ids);
    }

    [Fact]
    public async Task A_tenant_sees_its_own_tenant_row_only()
    {
        var (a, _) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        Assert.Equal([a.Id], await a.In(s => s.Query("select id from tenants", null, r => r.GetGuid(0))));
    }

    private async Task<TestTenant> TenantWithUser(string login) =>
        await Given
            .Tenant(postgres.Database)
            .With(t =>
                t.In(s =>
                    s.Execute(
                        """
                        insert into users (tenant_id, id, email, email_normalized, username, username_normalized, security_stamp)
                        values (@tenant, @id, lower(@login), @login, lower(@login), @login, 'x')
                        """,
                        new
                        {
                            tenant = t.Id,
                            id = Ids.New(),
                            login,
                        }
                    )
                )
            );

    /// <summary>An act of the operator, not of the tenant: the app role may not do it.</summary>
    private async Task Suspend(TestTenant tenant)
    {
        await using var connection = await postgres.Database.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"select set_config('app.tenant', '{tenant.Id}', true); update tenants set status = 'suspended'";
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }
}
