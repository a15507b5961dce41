using Microsoft.Extensions.Configuration;
using Pivotal.Api.Hosting;
using Pivotal.Api.Identity;
using Pivotal.Api.Tenancy;
using Pivotal.Api.Tenancy.Demo;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.Hosting.Start;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

public sealed class FirstStartTests
{
    [Fact]
    public async Task Demo_mode_makes_two_tenants_with_sign_ins_of_this_installation()
    {
        await using var database = await EmptyDatabase.Create();
        await using var host = await OwnHost.Start(database.App);
        var folder = TestDatabase.NewFolder("demo");
        var file = Path.Combine(folder, DemoTenants.FileName);
        var settings = new[] { ("PIVOTAL_DEMO", "1"), ("PIVOTAL_DATA", folder) };
        Assert.Null(await Prepare(host, settings));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var all = DemoSignIns.Read(file);
        Assert.Equal(2, all.Select(s => s.Tenant).Distinct().Count());
        foreach (var tenant in all.GroupBy(s => s.Tenant))
        {
            var roles = tenant.SelectMany(s => s.Roles).ToList();
            Assert.Empty(new[] { Roles.Admin, Roles.CampaignManager, Roles.DataOps, Roles.QualityAnalyst, Roles.ClientUser }.Except(roles));
            Assert.True(roles.Count(r => r == Roles.Agent) >= 2);
        }

        Assert.Equal(all.Count, all.Select(s => s.Password).Distinct().Count());
        await SignIn(host, all[0]).Json();

        // Again: nothing changes. Without the file: everybody gets a new password.
        await Prepare(host, settings);
        Assert.Equal(all.Select(s => s.Password), DemoSignIns.Read(file).Select(s => s.Password));
        File.Delete(file);
        await Prepare(host, settings);
        var renewed = DemoSignIns.Read(file);
        Assert.Equal(all.Select(s => s.Email), renewed.Select(s => s.Email));
        Assert.Empty(all.Select(s => s.Password).Intersect(renewed.Select(s => s.Password)));
        await SignIn(host, all[0]).Refused(401, "auth.invalid_credentials");
        await SignIn(host, renewed[0]).Json();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_first_administrator_comes_from_the_environment()
    {
        await using var database = await EmptyDatabase.Create();
        await using var host = await OwnHost.Start(database.App);
        var missing = await Assert.ThrowsAsync<StartException>(() => Prepare(host));
        Assert.Contains("ADMIN_EMAIL", missing.Message);
        await Assert.ThrowsAsync<StartException>(() => Prepare(host, ("ADMIN_EMAIL", "root@example.com"), ("ADMIN_PASSWORD", "short")));

        Assert.Null(
            await Prepare(
                host,
                ("ADMIN_EMAIL", "Root@Example.com"),
                ("ADMIN_USERNAME", "root"),
                ("ADMIN_FIRST_NAME", "Ada"),
                ("ADMIN_LAST_NAME", "Byron"),
                ("ADMIN_PASSWORD", "a password of my own")
            )
        );
        var session = await SignIn(host, new DemoSignIn("", [], "root@example.com", "a password of my own")).Json();
        Assert.Equal(
            ("root", "Byron"),
            (
                session.GetProperty("user").GetProperty("username").GetString(),
                session.GetProperty("user").GetProperty("lastName").GetString()
            )
        );
        Assert.Equal(["admin"], session.GetProperty("user").GetProperty("roles").EnumerateArray().Select(r => r.GetString()!));

        // A later start changes nothing, whatever the environment says.
        Assert.Null(await Prepare(host, ("ADMIN_EMAIL", "other@example.com")));
        Assert.Single(await NewTenants.All(database.Tenants, default));
    }

    [Fact]
    public async Task Without_a_password_a_one_time_link_is_given_until_somebody_uses_it()
    {
        await using var database = await EmptyDatabase.Create();
        await using var host = await OwnHost.Start(database.App);
        var lost = await Prepare(host, ("ADMIN_EMAIL", "root@example.com"));
        var link = await Prepare(host);
        Assert.StartsWith("/setup/", link);
        Assert.NotEqual(lost, link);
        var nobody = host.Anonymous();
        await nobody.Change(HttpMethod.Post, $"/api/v1{lost}", new { password = "a password of my own" }, null).Refused(404, "not_found");
        Assert.Equal(
            204,
            (int)(await nobody.Change(HttpMethod.Post, $"/api/v1{link}", new { password = "a password of my own" }, null)).StatusCode
        );
        await SignIn(host, new DemoSignIn("", [], "root@example.com", "a password of my own")).Json();
        Assert.Null(await Prepare(host));
    }

    private static Task<string?> Prepare(OwnHost host, params (string Name, string Value)[] settings) =>
        FirstStart.Prepare(
            host.Services,
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>(s.Name, s.Value)))
                .Build(),
            default
        );

    private static Task<HttpResponseMessage> SignIn(OwnHost host, DemoSignIn who) =>
        host.Anonymous().Change(HttpMethod.Post, "/api/v1/session", new { who.Email, who.Password }, null);
}
