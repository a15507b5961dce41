using System.Net;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;
using Xunit.Abstractions;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>
/// Every operation with an id, asked by the people of either of two tenants for what the other has and for what nobody has: the same answer, and nothing of the other in it.
/// <c>PIVOTAL_SWEEP=full</c> asks as every role; without it a few do.
/// </summary>
public sealed class TenancySweep(ApiFixture api, ITestOutputHelper output) : IClassFixture<ApiFixture>
{
    private static readonly string[] Few = [Roles.Admin, Roles.Agent, Roles.ClientUser];

    [Fact]
    public async Task What_another_tenant_has_is_answered_like_what_nobody_has()
    {
        var full = Environment.GetEnvironmentVariable("PIVOTAL_SWEEP") == "full";
        await using var host = await OwnHost.Start(
            api.Database.App,
            null,
            ("PIVOTAL_RATE_PER_SECOND", "100000"),
            ("PIVOTAL_DATA", TestDatabase.NewFolder("files"))
        );
        var sides = new List<(TestTenant Tenant, IReadOnlyDictionary<string, Guid> Ids)>();
        for (var i = 0; i < 2; i++)
        {
            var tenant = await Given.Tenant(api.Database);
            sides.Add((tenant, await Neighbourhood.World(api, tenant)));
        }

        var (wrong, asked, met) = (new List<string>(), 0, 0);
        foreach (var (own, other) in new[] { (sides[0], sides[1]), (sides[1], sides[0]) })
        {
            var nobodys = other.Ids.ToDictionary(i => i.Key, _ => Ids.New());
            foreach (var role in full ? [.. Roles.All, "nobody"] : Few)
            {
                using var who =
                    role == "nobody"
                        ? host.Anonymous()
                        : await host.SignedIn(
                            role == Roles.ClientUser ? await api.ClientUser(own.Tenant) : await api.User(own.Tenant, role)
                        );
                foreach (var (theirs, none) in Neighbourhood.Endpoints(other.Ids).Zip(Neighbourhood.Endpoints(nobodys)))
                {
                    var (there, notThere) = (await Ask(who, theirs), await Ask(who, none));
                    asked += 2;
                    if (there.Status == HttpStatusCode.NotFound)
                        met++;
                    if ((int)there.Status is < 400 or >= 500 || there.Status != notThere.Status || there.Code != notThere.Code)
                        wrong.Add(
                            $"{role} {theirs.Method} {theirs.Route}: {(int)there.Status} {there.Code}, and {(int)notThere.Status} {notThere.Code} for what nobody has"
                        );
                    wrong.AddRange(
                        Foreign(there.Text, other.Ids, theirs.Path)
                            .Select(name => $"{role} {theirs.Method} {theirs.Route} names their {name}")
                    );
                }
            }
        }

        output.WriteLine($"{asked} requests, {met} of them answered with 404 for what another tenant has");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(40)));
        Assert.True(met > 100, $"Only {met} requests came as far as looking for it.");
    }

    /// <summary>Ids that were not in the question itself.</summary>
    private static IEnumerable<string> Foreign(string text, IReadOnlyDictionary<string, Guid> ids, string path) =>
        ids.Where(i =>
                text.Contains(i.Value.ToString(), StringComparison.OrdinalIgnoreCase)
                && !path.Contains(i.Value.ToString(), StringComparison.OrdinalIgnoreCase)
            )
            .Select(i => i.Key);

    private static async Task<(HttpStatusCode Status, string? Code, string Text)> Ask(
        HttpClient who,
        (string Method, string Route, string Path, bool ClientOnly) operation
    )
    {
        using var answer = await Neighbourhood.Send(who, operation.Method, operation.Route, operation.Path);
        var text = await answer.Content.ReadAsStringAsync();
        var code =
            answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
                ? System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()
                : null;
        return (answer.StatusCode, code, text);
    }
}
