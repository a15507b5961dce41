using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

public sealed class SessionTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_session_ends_after_twelve_idle_hours_and_in_use_after_seven_days()
    {
        var clock = new TestClock();
        await using var host = await OwnHost.Start(api.Database.App, clock);
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var idle = await host.SignedIn(user);
        clock.Move(TimeSpan.FromHours(11));
        await idle.GetAsync("/api/v1/session").Json();
        clock.Move(TimeSpan.FromHours(13));
        await idle.GetAsync("/api/v1/session").Refused(401, "auth.required");

        var busy = await host.SignedIn(user);
        for (var hours = 0; hours < 7 * 24 - 10; hours += 10)
        {
            clock.Move(TimeSpan.FromHours(10));
            await busy.GetAsync("/api/v1/session").Json();
        }

        clock.Move(TimeSpan.FromHours(9));
        await busy.GetAsync("/api/v1/session").Refused(401, "auth.required");
    }

    [Fact]
    public async Task An_unsafe_method_without_the_sessions_own_token_changes_nothing()
    {
        var tenant = await Given.Tenant(api.Database);
        var (admin, other) = (await api.User(tenant, Roles.Admin), await api.User(tenant, Roles.Admin));
        var stolen = api.Anonymous();
        stolen.DefaultRequestHeaders.Add("Cookie", admin.Cookie);
        var body = new { name = "Northwind" };
        await stolen.Change(HttpMethod.Post, "/api/v1/clients", body, null).Refused(403, "auth.antiforgery");
        stolen.DefaultRequestHeaders.Add("X-Pivotal-CSRF", other.DefaultRequestHeaders.GetValues("X-Pivotal-CSRF"));
        await stolen.Change(HttpMethod.Post, "/api/v1/clients", body, null).Refused(403, "auth.antiforgery");
        Assert.Equal(0, await tenant.In(s => s.Scalar<long>("select count(*) from clients")));
        await admin.Change(HttpMethod.Post, "/api/v1/clients", body, null).Json();
    }

    [Fact]
    public async Task The_database_keeps_no_token()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var secret = user.Cookie.Split('.')[1];
        Assert.Equal(
            0,
            await user.Tenant.In(s =>
                s.Scalar<long>("select count(*) from sessions t where t::text like '%' || @secret || '%'", new { secret })
            )
        );
        Assert.Equal(
            1,
            await user.Tenant.In(s =>
                s.Scalar<long>("select count(*) from sessions where token_hash = sha256(convert_to(@secret, 'UTF8'))", new { secret })
            )
        );
    }
}
