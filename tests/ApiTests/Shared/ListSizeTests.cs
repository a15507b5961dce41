using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Campaigns;
using Pivotal.ApiTests.Orders;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

/// <summary>A page of 200 rows is no larger than a megabyte, whatever is in them, and leads on to those that did not fit.</summary>
public sealed class ListSizeTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Rows = 200;

    [Fact]
    public async Task A_list_of_campaigns_carries_no_documents()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        var full = await admin
            .PostAsJsonAsync(
                "/api/v1/campaigns",
                new
                {
                    name = Long(200),
                    script = Long(50_000),
                    questions = Enumerable
                        .Range(0, 30)
                        .Select(i => new
                        {
                            id = $"q{i}",
                            text = Long(300),
                            kind = "text",
                            options = Array.Empty<string>(),
                            required = false,
                        }),
                    callerId = "+12025550100",
                    leadGoal = 5,
                    rules = new { agents = new { occupancyTarget = 70 } },
                }
            )
            .Json();
        await tenant.In(s =>
            s.Execute(
                """
                insert into campaigns (tenant_id, id, name, script, questions, rules, caller_id)
                select tenant_id, gen_random_uuid(), left(name, 195) || n, script, questions, rules, caller_id from campaigns cross join generate_series(2, @rows) n
                """,
                new { rows = Rows }
            )
        );
        var (items, bytes) = await Page(admin, "/api/v1/campaigns?limit=200");
        Assert.Equal(Rows, items.Count);
        Assert.InRange(bytes, 1, Cursors.LargestPage);
        var row = items.Single(i => i.Id() == full.Id());
        Assert.Equal(
            (full.GetProperty("name").GetString(), 70d, 5, 0, "draft"),
            (
                row.GetProperty("name").GetString(),
                row.GetProperty("occupancyTarget").GetDouble(),
                row.GetProperty("leadGoal").GetInt32(),
                row.GetProperty("agentCount").GetInt32(),
                row.GetProperty("status").GetString()
            )
        );
        Assert.False(row.TryGetProperty("script", out _) || row.TryGetProperty("questions", out _) || row.TryGetProperty("rules", out _));
        Assert.Equal(50_000, (await admin.GetAsync($"/api/v1/campaigns/{full.Id()}").Json()).GetProperty("script").GetString()!.Length);
    }

    [Fact]
    public async Task Long_rows_make_a_shorter_page_that_leads_on_to_the_others()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, client) = (await api.User(tenant, Roles.Admin), await api.ClientUser(tenant));
        await client.Submitted();
        var questions = new Jsonb(
            JsonSerializer.Serialize(
                Enumerable
                    .Range(0, 30)
                    .Select(i => new
                    {
                        id = $"q{i}",
                        text = Long(300),
                        kind = "choice",
                        options = Enumerable.Range(0, 20).Select(_ => Long(100)),
                        required = true,
                    })
            )
        );
        await tenant.In(async s =>
        {
            await s.Execute("update orders set questions = @questions", new { questions });
            await s.Execute(
                """
                insert into orders select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', 'X-' || n))).* from orders o cross join generate_series(2, 25) n
                """
            );
            await s.Execute(
                "insert into audit_log (tenant_id, id, action, entity, data) select @tenant, gen_random_uuid(), 'test', 'test', jsonb_build_object('text', repeat('ä', 50000)) from generate_series(1, 25)",
                new { tenant = tenant.Id }
            );
        });
        Assert.Equal(25, await Walk(admin, "/api/v1/orders"));
        Assert.InRange(await Walk(admin, "/api/v1/audit"), 25, 40);
    }

    [Fact]
    public async Task Every_list_answers_within_the_bound_and_there_are_many()
    {
        var tenant = await Given.Tenant(api.Database);
        var admin = await api.User(tenant, Roles.Admin);
        var document = JsonDocument.Parse(await api.Anonymous().GetStringAsync("/openapi/v1.json")).RootElement;
        var lists = document
            .GetProperty("paths")
            .EnumerateObject()
            .Where(p =>
                !p.Name.Contains('{')
                && p.Value.TryGetProperty("get", out var get)
                && Answer(get).StartsWith("#/components/schemas/PageOf", StringComparison.Ordinal)
            )
            .Select(p => p.Name)
            .ToList();
        Assert.True(lists.Count >= 10, string.Join(", ", lists));
        Assert.DoesNotContain(
            "#/components/schemas/PageOfCampaign",
            lists.Select(l => Answer(document.GetProperty("paths").GetProperty(l).GetProperty("get")))
        );
        foreach (var list in lists)
        {
            var (_, bytes) = await Page(admin, $"{list}?limit=200");
            Assert.InRange(bytes, 1, Cursors.LargestPage);
        }
    }

    private static string Answer(JsonElement operation) =>
        operation.GetProperty("responses").TryGetProperty("200", out var ok)
        && ok.TryGetProperty("content", out var content)
        && content.TryGetProperty("application/json", out var json)
        && json.GetProperty("schema").TryGetProperty("$ref", out var reference)
            ? reference.GetString()!
            : "";

    private static async Task<int> Walk(ApiUser user, string path)
    {
        var (seen, cursor, pages) = (new HashSet<Guid>(), (string?)null, 0);
        do
        {
            var answer = await user.GetAsync($"{path}?limit=200{(cursor is null ? "" : $"&cursor={cursor}")}");
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, text);
            Assert.InRange(Encoding.UTF8.GetByteCount(text), 1, Cursors.LargestPage);
            using var page = JsonDocument.Parse(text);
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                Assert.True(seen.Add(item.Id()));
            cursor = page.RootElement.GetProperty("nextCursor").GetString();
            pages++;
        } while (cursor is not null);
        Assert.True(pages > 1, "The rows were too short to show anything.");
        return seen.Count;
    }

    private static async Task<(List<JsonElement> Items, int Bytes)> Page(ApiUser user, string path)
    {
        var answer = await user.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return ([.. JsonDocument.Parse(text).RootElement.GetProperty("items").EnumerateArray()], Encoding.UTF8.GetByteCount(text));
    }

    /// <summary>Of characters that take six bytes of JSON each.</summary>
    private static string Long(int characters) => new('ä', characters);
}
