using System.Net.Http.Json;
using Pivotal.Api.Hosting;
using Pivotal.Api.Tenancy;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy.Demo;

/// <summary>One click signs in as somebody of the demo; where there is no demo, nothing of it is there.</summary>
public sealed class DemoRolesTests
{
    [Fact]
    public async Task In_demo_mode_a_click_signs_in_as_the_first_person_of_a_role()
    {
        await using var demo = await FilledDemo.Start("1");
        var nobody = demo.Host.Anonymous();
        var roles = (await nobody.GetAsync("/api/v1/demo/roles").Json()).EnumerateArray().ToList();
        Assert.Equal(12, roles.Count);
        Assert.All(roles, r => Assert.NotEmpty(r.GetProperty("lookAt").GetString()!));
        foreach (var role in roles)
        {
            var (tenant, name) = (role.GetProperty("tenant").GetString(), role.GetProperty("role").GetString());
            var session = await nobody.PostAsJsonAsync("/api/v1/demo/session", new { tenant, role = name }).Json();
            Assert.Equal(
                (tenant, name),
                (
                    session.GetProperty("tenant").GetProperty("slug").GetString(),
                    session.GetProperty("user").GetProperty("roles").EnumerateArray().Single().GetString()
                )
            );
            Assert.Equal(
                role.GetProperty("name").GetString(),
                $"{session.GetProperty("user").GetProperty("firstName").GetString()} {session.GetProperty("user").GetProperty("lastName").GetString()}"
            );
        }

        foreach (var (tenant, role) in new[] { ("northwind", "owner"), ("elsewhere", "admin"), ("northwind", "content_creator") })
            await nobody.PostAsJsonAsync("/api/v1/demo/session", new { tenant, role }).Refused(422, "demo.unknown_role");
        await nobody
            .PostAsJsonAsync("/api/v1/demo/session", new { tenant = new string('x', 64), role = "admin" })
            .Refused(422, "field.too_long");
    }

    [Fact]
    public async Task A_tenant_that_is_no_demo_is_not_entered_though_it_has_the_name_of_one()
    {
        await using var database = await EmptyDatabase.Create();
        var own = await NewTenants.Add(database.Tenants, new NewTenant("Northwind", "northwind", "America/New_York", false), default);
        await using var host = await OwnHost.Start(database.App, null, (DemoSetting.Name, "1"));
        await host.Anonymous()
            .PostAsJsonAsync("/api/v1/demo/session", new { tenant = "northwind", role = Roles.Admin })
            .Refused(422, "demo.unknown_role");
        Assert.Equal(
            0,
            await database.Tenants.InTenant(
                own,
                (s, ct) => s.Scalar<long>("select (select count(*) from contacts) + (select count(*) from sessions)", null, ct)
            )
        );
    }

    [Theory, InlineData("people"), InlineData("0"), InlineData("")]
    public async Task In_every_other_mode_there_is_no_such_address_and_the_page_says_nothing_of_it(string mode)
    {
        var web = Directory.CreateDirectory(TestDatabase.NewFolder("web")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(web, "index.html"),
            "<!doctype html><html><head><title>Pivotal</title></head><body></body></html>"
        );
        await using var database = await EmptyDatabase.Create();
        await using (var host = await OwnHost.Start(database.App, null, (DemoSetting.Name, mode), (FrontEnd.Setting, web)))
        {
            await host.Anonymous().GetAsync("/api/v1/demo/roles").Refused(404, "not_found");
            await host.Anonymous()
                .PostAsJsonAsync("/api/v1/demo/session", new { tenant = "northwind", role = Roles.Admin })
                .Refused(404, "not_found");
            Assert.DoesNotContain("pivotal-demo", await host.Anonymous().GetStringAsync("/"), StringComparison.Ordinal);
        }

        await using (var host = await OwnHost.Start(database.App, null, (DemoSetting.Name, "1"), (FrontEnd.Setting, web)))
            Assert.Contains("<meta name=\"pivotal-demo\"", await host.Anonymous().GetStringAsync("/"), StringComparison.Ordinal);
        Directory.Delete(web, recursive: true);
    }

    [Fact]
    public void A_word_that_is_no_mode_stops_the_start() =>
        Assert.Contains(
            "PIVOTAL_DEMO",
            Assert
                .Throws<Pivotal.Hosting.Start.StartException>(() =>
                    DemoSetting.Read(
                        new Microsoft.Extensions.Configuration.ConfigurationBuilder()
                            .AddInMemoryCollection([KeyValuePair.Create<string, string?>(DemoSetting.Name, "yes please")])
                            .Build()
                    )
                )
                .Message,
            StringComparison.Ordinal
        );
}
