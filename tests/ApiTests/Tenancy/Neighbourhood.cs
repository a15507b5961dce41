using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Leads;
using Pivotal.ApiTests.Orders;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Imports;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>Every operation that takes an id, and a tenant with one of everything to ask for.</summary>
internal static class Neighbourhood
{
    /// <summary>Bodies that pass the checks made before anything is looked up; the others take {}.</summary>
    private static readonly Dictionary<string, object> Bodies = new()
    {
        ["PUT /leads/{id:guid}/checklist"] = new { items = new { fit = true }, notes = "x" },
        ["POST /leads/{id:guid}/reject"] = new { reason = "x" },
        ["PUT /users/{id:guid}/roles"] = new { roles = new[] { "agent" } },
        ["POST /campaigns/{id:guid}/agents/transfer"] = new { from = Guid.Empty, agentIds = new[] { Guid.Empty } },
        ["PUT /campaigns/{id:guid}/agents"] = new { agentIds = Array.Empty<Guid>() },
        ["POST /calls/{id:guid}/supervision"] = new { role = "monitor" },
        ["PATCH /pause-codes/{id:guid}"] = new { label = "Theirs" },
        ["POST /campaigns/{id:guid}/queue/entries"] = new { contactId = Guid.Empty },
        ["PUT /agents/{id:guid}/status"] = new { status = "offline", reason = "x" },
        ["POST /calls/{id:guid}/disposition"] = new
        {
            disposition = "connected",
            notes = "",
            answers = new { },
            nextStatus = "available",
        },
        ["POST /lists/{id:guid}/members"] = new { contactIds = new[] { Guid.Empty } },
        ["DELETE /lists/{id:guid}/members"] = new { contactIds = new[] { Guid.Empty } },
        ["PUT /imports/{id:guid}/mapping"] = new { columns = new[] { new { index = 0, target = "contact.email" } }, listName = "x" },
        ["PUT /imports/{id:guid}/reading"] = new { delimiter = ";" },
    };

    public static IEnumerable<(string Method, string Route, string Path, bool ClientOnly)> Endpoints(IReadOnlyDictionary<string, Guid> ids)
    {
        foreach (var endpoint in ApiFixture.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var raw = endpoint.RoutePattern.RawText ?? "";
            if (!raw.StartsWith("/api/v1/", StringComparison.Ordinal) || !raw.Contains(":guid}", StringComparison.Ordinal))
                continue;
            var route = raw["/api/v1".Length..].TrimEnd('/');
            var feature = route.Split('/')[1];
            Assert.True(ids.TryGetValue(feature, out var id), $"{route} has no row in the matrix.");
            var path =
                "/api/v1"
                + route
                    .Replace("{id:guid}", id.ToString())
                    .Replace("{campaignId:guid}", ids["campaigns"].ToString())
                    .Replace("{contactId:guid}", ids["contacts"].ToString());
            Assert.False(path.Contains('{'), $"{route} has a parameter that the matrix does not know.");
            var roles = Policies.RolesOf[endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy!];
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods)
                yield return (method, route, path, roles is [Roles.ClientUser]);
        }
    }

    public static Task<HttpResponseMessage> Send(HttpClient who, string method, string route, string path)
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
    public static async Task<IReadOnlyDictionary<string, Guid>> World(ApiFixture api, TestTenant tenant)
    {
        var agent = await api.User(tenant, Roles.Agent);
        var client = await api.ClientUser(tenant);
        var order = await client.Submitted();
        var campaign = await tenant.Campaign();
        var lead = await tenant.Lead(campaign);
        var (list, suppression, import, profile, pause) = (Ids.New(), Ids.New(), Ids.New(), Ids.New(), Ids.New());
        await using (var file = ApiFixture.Services.GetRequiredService<ImportFiles>().Create(tenant.Id, import))
            await file.WriteAsync("Email 1\nours@x.example\n"u8.ToArray());
        return await tenant.In(async s =>
        {
            await s.Execute(
                """
                update call_attempts set agent_id = @agent;
                insert into lists (tenant_id, id, name) values (@tenant, @list, 'Ours');
                insert into list_members (tenant_id, list_id, contact_id) select tenant_id, @list, id from contacts;
                insert into suppressions (tenant_id, id, kind, value) values (@tenant, @suppression, 'phone', '+12025550199');
                insert into pause_codes (tenant_id, id, code, label) values (@tenant, @pause, 'lunch', 'Lunch');
                insert into imports (tenant_id, id, file_name, file_path, file_bytes, status, encoding, delimiter, headers, mapping)
                values (@tenant, @import, 'ours.csv', '/nowhere', 1, 'completed', 'utf-8', ',', '["Email 1"]', '[]');
                insert into compliance_profiles (tenant_id, id, name, body) values (@tenant, @profile, 'Ours', '{"ring": {"seconds": 20}}');
                """,
                new
                {
                    tenant = tenant.Id,
                    agent = agent.Id,
                    list,
                    suppression,
                    import,
                    profile,
                    pause,
                }
            );
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
}
