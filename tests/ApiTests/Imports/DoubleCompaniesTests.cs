using System.Net;
using System.Net.Http.Json;
using Npgsql;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Imports;

/// <summary>Companies that were there twice before "Berlin, Germany" and "BERLIN, DE" became one place (migrations 0053 and 0061): they stay apart, and nothing breaks on them.</summary>
public sealed class DoubleCompaniesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_database_with_doubles_is_brought_up_to_date_and_the_oldest_has_the_places_own_key()
    {
        var (owner, tenants, tenant) = await OlderDatabase.Before("0053");
        foreach (
            var (city, country) in new (string? City, string? Country)[]
            {
                ("Berlin", "Germany"),
                ("BERLIN", "DE"),
                ("berlin", "Deutschland"),
                ("Bonn", "DE"),
                (null, null),
            }
        )
            await tenants.InTenant(
                tenant,
                (s, ct) =>
                    s.Execute(
                        "insert into accounts (tenant_id, id, name, name_normalized, name_lower, hq_city, hq_country, created_at) values (@tenant, @id, 'Acme', 'acme', 'acme', @city, @country, clock_timestamp())",
                        new
                        {
                            tenant,
                            id = Ids.New(),
                            city,
                            country,
                        },
                        ct
                    )
            );

        await Migrator.Migrate(owner, default);
        var keys = await Keys(tenants, tenant);
        Assert.Equal(
            [
                ("Berlin", "berlin/DE"),
                ("BERLIN", $"berlin/DE#{keys[1].Id}"),
                ("berlin", $"berlin/DE#{keys[2].Id}"),
                ("Bonn", "bonn/DE"),
                ("", ""),
            ],
            keys.Select(k => (k.City, k.Key))
        );
    }

    /// <summary>As 0053 left it when it saw no rows: names unique by empty keys, and what the product wrote since.</summary>
    [Fact]
    public async Task What_the_product_has_written_since_keeps_its_key()
    {
        var (owner, tenants, tenant) = await OlderDatabase.Before("0061");
        await using (var source = NpgsqlDataSource.Create(owner))
        await using (
            var index = source.CreateCommand(
                "create unique index accounts_name_place_ux on accounts (tenant_id, name_normalized, place_key) where deleted_at is null and domain_normalized is null"
            )
        )
            await index.ExecuteNonQueryAsync();
        foreach (var (city, key) in new[] { ("Berlin", ""), ("BERLIN", "berlin/DE"), ("Bonn", "bonn/DE") })
            await tenants.InTenant(
                tenant,
                (s, ct) =>
                    s.Execute(
                        """
                        insert into accounts (tenant_id, id, name, name_normalized, name_lower, hq_city, hq_country, place_key, created_at)
                        values (@tenant, @id, 'Acme', 'acme', 'acme', @city, 'DE', @key, clock_timestamp())
                        """,
                        new
                        {
                            tenant,
                            id = Ids.New(),
                            city,
                            key,
                        },
                        ct
                    )
            );

        await Migrator.Migrate(owner, default);
        var keys = await Keys(tenants, tenant);
        Assert.Equal(
            [("Berlin", $"berlin/DE#{keys[0].Id}"), ("BERLIN", "berlin/DE"), ("Bonn", "bonn/DE")],
            keys.Select(k => (k.City, k.Key))
        );
    }

    [Fact]
    public async Task An_import_adds_to_the_oldest_and_a_double_can_be_edited_and_made_one_of_its_own()
    {
        var tenant = await Given.Tenant(api.Database);
        var user = await api.User(tenant, Roles.DataOps, Roles.Admin);
        var (oldest, second) = (Ids.New(), Ids.New());
        await Account(oldest, "berlin/DE");
        await Account(second, $"berlin/DE#{second}");

        var end = await user.Import("Email 1,Company Name,Company City,Company Country\na@x.example,Acme GmbH,BERLIN,Deutschland\n");
        Assert.Equal((1, 0), (end.Progress.Created, end.Progress.AccountsCreated));
        Assert.Equal(oldest, await tenant.In(s => s.Scalar<Guid>("select account_id from contacts")));

        await Patch(second, new { industry = "Tools" }).Is(HttpStatusCode.OK);
        Assert.Equal($"berlin/DE#{second}", await Key(second));
        await Patch(oldest, new { industry = "Tools" }).Is(HttpStatusCode.OK);
        Assert.Equal("berlin/DE", await Key(oldest));
        await Patch(second, new { hqCity = "Bonn" }).Is(HttpStatusCode.OK);
        Assert.Equal("bonn/DE", await Key(second));
        await Patch(second, new { hqCity = "Berlin" }).Refused(409, "accounts.taken");

        Task Account(Guid id, string key) =>
            tenant.In(s =>
                s.Execute(
                    "insert into accounts (tenant_id, id, name, name_normalized, name_lower, hq_city, hq_country, place_key) values (@tenant, @id, 'Acme', 'acme', 'acme', 'Berlin', 'Germany', @key)",
                    new
                    {
                        tenant = tenant.Id,
                        id,
                        key,
                    }
                )
            );

        Task<string?> Key(Guid id) =>
            tenant.In(s => s.QuerySingle("select place_key from accounts where id = @id", new { id }, r => r.GetString(0)));

        async Task<HttpResponseMessage> Patch(Guid id, object body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/accounts/{id}") { Content = JsonContent.Create(body) };
            var version = await tenant.In(s => s.Scalar<long>("select version from accounts where id = @id", new { id }));
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            return await user.SendAsync(request);
        }
    }

    private static Task<List<(string City, string Key, Guid Id)>> Keys(TenantDb tenants, Guid tenant) =>
        tenants.InTenant(
            tenant,
            (s, ct) =>
                s.Query(
                    "select coalesce(hq_city, ''), place_key, id from accounts order by created_at",
                    null,
                    r => (r.GetString(0), r.GetString(1), r.GetGuid(2)),
                    ct
                )
        );
}
