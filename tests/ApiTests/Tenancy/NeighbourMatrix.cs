using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Orders;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>
/// Every endpoint that takes an id, asked by a neighbour who has every role in its own tenant: 404, and nothing of ours moves.
/// The endpoints come from the running product; one that the table below does not know fails the test.
/// </summary>
public sealed class NeighbourMatrix(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly string[] Watched =
        ["users", "user_roles", "clients", "accounts", "contacts", "lists", "list_members", "suppressions", "imports", "campaigns", "compliance_profiles", "campaign_agents", "queue_entries", "call_attempts", "leads", "orders", "order_campaigns", "order_downloads", "agent_states", "pause_codes"];

    /// <summary>Bodies that pass the checks made before anything is looked up; the others take {}.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["PUT /leads/{id:guid}/checklist"] = new { items = new { fit = true }, notes = "x" },
        ["POST /leads/{id:guid}/reject"] = new { reason = "x" },
        ["PUT /users/{id:guid}/roles"] = new { roles = new[] { "agent" } },
        ["PUT /campaigns/{id:guid}/agents"] = new { agentIds = Array.Empty<Guid>() },
        ["POST /calls/{id:guid}/supervision"] = new { role = "monitor" },
        ["PATCH /pause-codes/{id:guid}"] = new { label = "Theirs" },
        ["POST /campaigns/{id:guid}/queue/entries"] = new { contactId = Guid.Empty },
        ["PUT /agents/{id:guid}/status"] = new { status = "offline", reason = "x" },
        ["POST /calls/{id:guid}/disposition"] = new { disposition = "connected", notes = "", answers = new { }, nextStatus = "available" },
        ["POST /lists/{id:guid}/members"] = new { contactIds = new[] { Guid.Empty } },
        ["DELETE /lists/{id:guid}/members"] = new { contactIds = new[] { Guid.Empty } },
        ["PUT /imports/{id:guid}/mapping"] = new { columns = new[] { new { index = 0, target = "contact.email" } }, listName = "x" },
    };

    [Fact]
    public async Task A_neighbour_finds_nothing_and_moves_nothing()
    {
        var tenant = await Given.Tenant(api.Database);
        var ids = await World(tenant);
        var elsewhere = await Given.Tenant(api.Database);
        var (staff, client) = (await api.User(elsewhere, Roles.Staff), await api.ClientUser(elsewhere));
        var (ownStaff, ownClient) = (await api.User(tenant, Roles.Staff), await api.ClientUser(tenant, ids["client"]));
        var before = await Rows(tenant);

        var wrong = new List<string>();
        foreach (var (method, route, path, clientOnly) in Endpoints(ids))
        {
            var answer = await Send(clientOnly ? client : staff, method, route, path);
            if ((int)answer.StatusCode != 404)
                wrong.Add($"{method} {route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await Rows(tenant));

        // The same questions by our own people are answered, so the ids above are real.
        foreach (var (method, route, path, clientOnly) in Endpoints(ids).Where(e => e.Method == "GET"))
        {
            var answer = await Send(clientOnly ? ownClient : ownStaff, method, route, path);
            Assert.True(answer.IsSuccessStatusCode, $"{method} {route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task A_neighbours_lists_name_nothing_of_ours()
    {
        var tenant = await Given.Tenant(api.Database);
        var ids = await World(tenant);
        var elsewhere = await Given.Tenant(api.Database);
        var (neighbour, own) = (await api.User(elsewhere, Roles.Staff), await api.User(tenant, Roles.Staff));
        var (leaks, named) = (new List<string>(), 0);
        foreach (var route in Lists())
        {
            var theirs = await neighbour.GetAsync(route);
            Assert.True(theirs.IsSuccessStatusCode, $"{route}: {(int)theirs.StatusCode}");
            var text = await theirs.Content.ReadAsStringAsync();
            leaks.AddRange(ids.Where(id => text.Contains(id.Value.ToString())).Select(id => $"{route} names our {id.Key}"));
            var ours = await own.GetStringAsync(route);
            named += ids.Count(id => ours.Contains(id.Value.ToString()));
        }

        Assert.Empty(leaks);
        Assert.True(named > 8, $"Our own lists name {named} of our ids, so the check above would not see a leak.");
    }

    /// <summary>Every GET without a parameter in its path that staff may call.</summary>
    private static IEnumerable<string> Lists() => ApiFixture.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal) && e.RoutePattern.Parameters.Count == 0
            && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
            && Policies.RolesOf[e.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy!].Intersect(Roles.Staff).Any())
        .Select(e => e.RoutePattern.RawText!.TrimEnd('/'));

    private static IEnumerable<(string Method, string Route, string Path, bool ClientOnly)> Endpoints(IReadOnlyDictionary<string, Guid> ids)
    {
        foreach (var endpoint in ApiFixture.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var raw = endpoint.RoutePattern.RawText ?? "";
            if (!raw.StartsWith("/api/v1/", StringComparison.Ordinal) || !raw.Contains(":guid}", StringComparison.Ordinal))
                continue;
            var route = raw["/api/v1".Length..].TrimEnd('/');
            var feature = route.Split('/')[1];
            Assert.True(ids.TryGetValue(feature, out var id), $"{route} has no row in the matrix.");
            var path = "/api/v1" + route.Replace("{id:guid}", id.ToString()).Replace("{campaignId:guid}", ids["campaigns"].ToString()).Replace("{contactId:guid}", ids["contacts"].ToString());
            Assert.False(path.Contains('{'), $"{route} has a parameter that the matrix does not know.");
            var roles = Policies.RolesOf[endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy!];
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                yield return (method, route, path, roles is [Roles.ClientUser]);
        }
    }

    private static Task<HttpResponseMessage> Send(HttpClient who, string method, string route, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
        {
            request.Content = JsonContent.Create(Bodies.GetValueOrDefault($"{method} {route}") ?? new { });
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        }

        return who.SendAsync(request);
    }

    /// <summary>One of everything; the keys are the first segments of the paths.</summary>
    private async Task<IReadOnlyDictionary<string, Guid>> World(TestTenant tenant)
    {
        var agent = await api.User(tenant, Roles.Agent);
        var client = await api.ClientUser(tenant);
        var order = await client.Submitted();
        var campaign = await tenant.Campaign();
        var lead = await tenant.Lead(campaign);
        var (list, suppression, import, profile, pause) = (Ids.New(), Ids.New(), Ids.New(), Ids.New(), Ids.New());
        return await tenant.In(async s =>
        {
            await s.Execute("""
                update call_attempts set agent_id = @agent;
                insert into lists (tenant_id, id, name) values (@tenant, @list, 'Ours');
                insert into list_members (tenant_id, list_id, contact_id) select tenant_id, @list, id from contacts;
                insert into suppressions (tenant_id, id, kind, value) values (@tenant, @suppression, 'phone', '+12025550199');
                insert into pause_codes (tenant_id, id, code, label) values (@tenant, @pause, 'lunch', 'Lunch');
                insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, headers, mapping)
                values (@tenant, @import, 'ours.csv', '/nowhere', 1, 'completed', 'utf-8', ',', '["Email 1"]', '[]');
                insert into compliance_profiles (tenant_id, id, name, body) values (@tenant, @profile, 'Ours', '{"ring": {"seconds": 20}}');
                """, new { tenant = tenant.Id, agent = agent.Id, list, suppression, import, profile, pause });
            return new Dictionary<string, Guid>
            {
                ["users"] = agent.Id,
                ["agents"] = agent.Id,
                ["client"] = client.ClientId!.Value,
                ["orders"] = order,
                ["campaigns"] = campaign,
                ["leads"] = lead,
                ["lists"] = list,
                ["suppressions"] = suppression,
                ["imports"] = import,
                ["compliance"] = profile,
                ["pause-codes"] = pause,
                ["contacts"] = (await s.Query("select id from contacts", null, r => r.GetGuid(0)))[0],
                ["accounts"] = (await s.Query("select id from accounts", null, r => r.GetGuid(0)))[0],
                ["calls"] = (await s.Query("select id from call_attempts", null, r => r.GetGuid(0)))[0],
            };
        });
    }

    private static Task<string> Rows(TestTenant tenant) => tenant.In(async s =>
    {
        var all = new List<string>();
        foreach (var table in Watched)
            all.Add($"{table} {await s.Scalar<string>($"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t")}");
        return string.Join('\n', all);
    });
}
