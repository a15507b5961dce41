using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.ApiTests.Imports;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Campaigns;

/// <summary>A list of more people than come into a queue at once.</summary>
public sealed class LongListTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int People = 5_200;

    [Fact]
    public async Task The_start_answers_while_the_list_comes_in_and_the_queue_says_how_far_it_is()
    {
        var tenant = await Given.Tenant(api.Database);
        var (manager, agent) = (await api.User(tenant, Roles.CampaignManager, Roles.DataOps), await api.User(tenant, Roles.Agent));
        var list = await Many(tenant);
        var campaign = (await manager.Campaign(list)).Id();
        await manager.PutAsJsonAsync($"/api/v1/campaigns/{campaign}/agents", new { agentIds = new[] { agent.Id } });

        // Somebody holds the last contact, so that the last piece waits for as long as this test looks.
        await using (var connection = await api.Database.App.OpenConnectionAsync())
        {
            await using var held = await connection.BeginTransactionAsync();
            await using var hold = connection.CreateCommand();
            hold.CommandText =
                $"select set_config('app.tenant', '{tenant.Id}', true); select 1 from contacts where id = (select id from contacts order by id desc limit 1) for update";
            await hold.ExecuteNonQueryAsync();
            var started = await manager.PostAsync($"/api/v1/campaigns/{campaign}/start", null).Json();
            Assert.Equal("active", started.GetProperty("status").GetString());
            // Counted beside the filling.
            await Until(async () => (await Queue()).GetProperty("work").GetProperty("total").ValueKind == JsonValueKind.Number);
            var work = (await Queue()).GetProperty("work");
            Assert.Equal(
                ("members", 5_000, People),
                (work.GetProperty("kind").GetString(), work.GetProperty("looked").GetInt32(), work.GetProperty("total").GetInt32())
            );
        }

        await Until(async () => (await Queue()).GetProperty("work").ValueKind == JsonValueKind.Null);
        Assert.Equal(People, await tenant.In(s => s.Scalar<long>("select count(*) from queue_entries where status = 'queued'")));

        // And who comes to the list later.
        var late = (await tenant.List("+13125550100")).Contacts[0];
        await manager.PostAsJsonAsync($"/api/v1/lists/{list}/members", new { contactIds = new[] { late } }).Json();
        await Until(() =>
            tenant.In(s => s.Scalar<bool>("select true from queue_entries where contact_id = @late and status = 'queued'", new { late }))
        );

        // Also with an import into it.
        var import = (await manager.Upload("Email 1,Contact Phone 1\nimported@x.example,+13125550101\n").Json()).Id();
        await manager
            .Map(
                import,
                new
                {
                    columns = new object[]
                    {
                        new { index = 0, target = "contact.email" },
                        new { index = 1, target = "contact.directPhone" },
                    },
                    listId = list,
                }
            )
            .Json();
        await manager.Finish(import);
        await Until(() =>
            tenant.In(s => s.Scalar<bool>("select true from queue_entries where phone_e164 = '+13125550101' and status = 'queued'"))
        );

        Task<JsonElement> Queue() => manager.GetAsync($"/api/v1/campaigns/{campaign}/queue").Json();
    }

    private static async Task<Guid> Many(TestTenant tenant)
    {
        var list = Ids.New();
        await tenant.In(s =>
            s.Execute(
                """
                with named as (insert into lists (tenant_id, id, name) values (@tenant, @list, 'Everybody')),
                people as (
                  insert into contacts (tenant_id, id, full_name, full_name_lower, email, email_normalized, direct_phone_e164)
                  select @tenant, ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Person ' || n, 'person ' || n, n || '@example.com', n || '@example.com', '+1' || (2125550000 + n)
                  from generate_series(1, @people) as n
                  returning id
                )
                insert into list_members (tenant_id, list_id, contact_id) select @tenant, @list, id from people
                """,
                new
                {
                    tenant = tenant.Id,
                    list,
                    people = People,
                }
            )
        );
        return list;
    }

    private static async Task Until(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "It never came to pass.");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
