using System.Net.Http.Json;
using Pivotal.ApiTests.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

public sealed class SignInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_user_signs_in_sees_the_session_and_signs_out()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var browser = api.Anonymous();
        var signedIn = await browser.PostAsJsonAsync("/api/v1/session", new { email = user.Email.ToUpperInvariant(), password = ApiFixture.Password });
        var session = await Task.FromResult(signedIn).Json();
        Assert.Equal(user.Id, session.GetProperty("user").GetProperty("id").GetGuid());
        Assert.Equal(user.Tenant.Id, session.GetProperty("tenant").GetProperty("id").GetGuid());

        var cookie = Assert.Single(signedIn.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(session.GetProperty("csrfToken").GetString(), (await browser.GetAsync("/api/v1/session").Json()).GetProperty("csrfToken").GetString());

        await browser.DeleteAsync("/api/v1/session").Refused(403, "auth.antiforgery");
        browser.DefaultRequestHeaders.Add("X-Pivotal-CSRF", session.GetProperty("csrfToken").GetString());
        Assert.Equal(204, (int)(await browser.DeleteAsync("/api/v1/session")).StatusCode);
        await browser.GetAsync("/api/v1/session").Refused(401, "auth.required");
    }
}
