using System.Net.Http.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Shared;
using Pivotal.ApiTests.Shared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>Deny by default: an endpoint that says nothing about who may call it is a mistake.</summary>
public sealed class EveryEndpoint(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static List<RouteEndpoint> Endpoints() =>
        [.. ApiFixture.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    [Fact]
    public void Names_a_known_policy_or_says_that_anybody_may_call_it()
    {
        Assert.True(Endpoints().Count > 15);
        var open = Endpoints()
            .Where(e =>
                e.Metadata.GetMetadata<IAllowAnonymous>() is null
                && e.Metadata.GetOrderedMetadata<IAuthorizeData>().All(a => a.Policy is null || !Policies.RolesOf.ContainsKey(a.Policy))
            );
        Assert.Empty(open.Select(e => e.DisplayName));
    }

    [Fact]
    public async Task Without_a_session_only_the_anonymous_ones_let_anybody_in()
    {
        var nobody = api.Anonymous();
        foreach (var endpoint in Endpoints().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                var path = endpoint.RoutePattern.RawText!.Split('/').Select(p => p.StartsWith('{') ? Guid.Empty.ToString() : p);
                var request = new HttpRequestMessage(new HttpMethod(method), "/" + string.Join('/', path).Trim('/'));
                if (method is not "GET")
                    request.Content = JsonContent.Create(new { });
                await nobody.SendAsync(request).Refused(401, "auth.required");
            }
        }
    }

    [Fact]
    public async Task Has_a_name_of_its_own_in_the_document_that_types_are_generated_from()
    {
        var document = await api.Anonymous().GetAsync("/openapi/v1.json").Json();
        var names = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString())
            .ToList();
        Assert.True(names.Count > 100);
        Assert.Empty(names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task Says_of_an_object_in_a_body_that_it_may_be_null()
    {
        var document = await api.Anonymous().GetAsync("/openapi/v1.json").Json();
        var body = document
            .GetProperty("paths")
            .GetProperty("/api/v1/campaigns")
            .GetProperty("post")
            .GetProperty("requestBody")
            .GetProperty("content")
            .GetProperty("application/json")
            .GetProperty("schema")
            .GetProperty("properties");
        Assert.Equal(["null", "object"], body.GetProperty("cap").GetProperty("type").EnumerateArray().Select(kind => kind.GetString()));
        Assert.Equal("string", body.GetProperty("cap").GetProperty("properties").GetProperty("mode").GetProperty("type").GetString());
    }

    [Fact]
    public async Task What_does_not_exist_is_a_problem_under_the_api()
    {
        var nobody = api.Anonymous();
        await nobody.GetAsync("/api/v1/nothing").Refused(404, "not_found");
        await nobody.DeleteAsync("/api/v1/users").Refused(405, "request.method");
        await nobody.PostAsync("/api/v1/session", new StringContent("x")).Refused(415, "request.media_type");
        await nobody
            .PostAsync("/api/v1/session", new StringContent("{", System.Text.Encoding.UTF8, "application/json"))
            .Refused(400, "request.malformed");
    }

    [Fact]
    public void Anonymous_endpoints_are_these_and_no_others() =>
        Assert.Equal(
            [
                "/api/v1/session",
                "/api/v1/setup/{token}",
                "/api/v1/webhooks/telnyx",
                "/health/live",
                "/health/ready",
                "/openapi/{documentName}.json",
            ],
            Endpoints()
                .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
                .Select(e => e.RoutePattern.RawText!.TrimEnd('/'))
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
}
