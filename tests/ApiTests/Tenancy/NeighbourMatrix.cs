using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
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
    [
        "users",
        "user_roles",
        "clients",
        "accounts",
        "contacts",
        "lists",
        "list_members",
        "suppressions",
        "imports",
        "campaigns",
        "compliance_profiles",
        "campaign_agents",
        "queue_entries",
        "call_attempts",
        "leads",
        "orders",
        "order_campaigns",
        "order_downloads",
        "agent_states",
        "pause_codes",
    ];

    [Fact]
    public async Task A_neighbour_finds_nothing_and_moves_nothing()
    {
        var tenant = await Given.Tenant(api.Database);
        var ids = await Neighbourhood.World(api, tenant);
        var elsewhere = await Given.Tenant(api.Database);
        var (staff, client) = (await api.User(elsewhere, Roles.Staff), await api.ClientUser(elsewhere));
        var (ownStaff, ownClient) = (await api.User(tenant, Roles.Staff), await api.ClientUser(tenant, ids["client"]));
        var before = await Rows(tenant);

        var wrong = new List<string>();
        foreach (var (method, route, path, clientOnly) in Neighbourhood.Endpoints(ids))
        {
            var answer = await Neighbourhood.Send(clientOnly ? client : staff, method, route, path);
            if ((int)answer.StatusCode != 404)
                wrong.Add($"{method} {route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal(before, await Rows(tenant));

        // The same questions by our own people are answered, so the ids above are real.
        foreach (var (method, route, path, clientOnly) in Neighbourhood.Endpoints(ids).Where(e => e.Method == "GET"))
        {
            var answer = await Neighbourhood.Send(clientOnly ? ownClient : ownStaff, method, route, path);
            Assert.True(
                answer.IsSuccessStatusCode,
                $"{method} {route}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
            );
        }
    }

    [Fact]
    public async Task A_neighbours_lists_name_nothing_of_ours()
    {
        var tenant = await Given.Tenant(api.Database);
        var ids = await Neighbourhood.World(api, tenant);
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
    private static IEnumerable<string> Lists() =>
        ApiFixture
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e =>
                e.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal)
                && e.RoutePattern.Parameters.Count == 0
                && e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && Policies.RolesOf[e.Metadata.GetOrderedMetadata<IAuthorizeData>()[^1].Policy!].Intersect(Roles.Staff).Any()
            )
            .Select(e => e.RoutePattern.RawText!.TrimEnd('/'));

    private static Task<string> Rows(TestTenant tenant) =>
        tenant.In(async s =>
        {
            var all = new List<string>();
            foreach (var table in Watched)
                all.Add(
                    $"{table} {await s.Scalar<string>($"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from {table} t")}"
                );
            return string.Join('\n', all);
        });
}
