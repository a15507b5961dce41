using System.Net.Http.Json;
using System.Text.Json;
using Pivotal.Api.Identity;
using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

public sealed class SignInTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Session = "/api/v1/session";

    [Fact]
    public async Task A_user_signs_in_sees_the_session_and_signs_out()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var browser = api.Anonymous();
        var (session, cookie) = await SignIn(browser, user.Email.ToUpperInvariant(), ApiFixture.Password);
        Assert.Equal(user.Id, session.GetProperty("user").GetProperty("id").GetGuid());
        Assert.Equal(user.Tenant.Id, session.GetProperty("tenant").GetProperty("id").GetGuid());
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);

        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        Assert.Equal(
            session.GetProperty("csrfToken").GetString(),
            (await browser.GetAsync(Session).Json()).GetProperty("csrfToken").GetString()
        );
        await browser.DeleteAsync(Session).Refused(403, "auth.antiforgery");
        browser.DefaultRequestHeaders.Add("X-Pivotal-CSRF", session.GetProperty("csrfToken").GetString());
        Assert.Equal(204, (int)(await browser.DeleteAsync(Session)).StatusCode);
        await browser.GetAsync(Session).Refused(401, "auth.required");
    }

    [Fact]
    public async Task An_unknown_user_and_a_wrong_password_get_the_same_answer()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var wrong = await Try(user.Email, "not the password").Refused(401, "auth.invalid_credentials");
        var unknown = await Try($"nobody-{Ids.New():N}@example.com", "not the password").Refused(401, "auth.invalid_credentials");
        Assert.Equal(WithoutTrace(wrong), WithoutTrace(unknown));
        Assert.True((await Try(user.Email, ApiFixture.Password)).IsSuccessStatusCode);

        static string WithoutTrace(JsonElement problem) =>
            string.Join('|', problem.EnumerateObject().Where(p => p.Name != "traceId").Select(p => p.ToString()));
    }

    [Fact]
    public async Task A_disabled_user_cannot_sign_in()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await user.Tenant.In(s => s.Execute("update users set status = 'disabled' where id = @id", new { id = user.Id }));
        await Try(user.Email, ApiFixture.Password).Refused(401, "auth.invalid_credentials");
        await user.GetAsync(Session).Refused(401, "auth.required");
    }

    [Fact]
    public async Task A_password_that_fits_two_tenants_asks_which()
    {
        var one = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var two = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await two.Tenant.In(s =>
            s.Execute("update users set email = @email, email_normalized = @email where id = @id", new { email = one.Email, id = two.Id })
        );

        var problem = await Try(one.Email, ApiFixture.Password).Refused(409, "auth.choose_tenant");
        Assert.Equal(
            new[] { one.Tenant.Id, two.Tenant.Id }.Order(),
            problem.GetProperty("tenants").EnumerateArray().Select(t => t.GetProperty("id").GetGuid()).Order()
        );
        var chosen = await Try(one.Email, ApiFixture.Password, two.Tenant.Id).Json();
        Assert.Equal(two.Id, chosen.GetProperty("user").GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Signing_in_again_ends_the_session_before()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        var browser = api.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", user.Cookie);
        var (_, cookie) = await SignIn(browser, user.Email, ApiFixture.Password);
        await user.GetAsync(Session).Refused(401, "auth.required");

        var renewed = api.Anonymous();
        renewed.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        await renewed.GetAsync(Session).Json();
    }

    [Fact]
    public async Task The_token_of_one_tenant_opens_no_other()
    {
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var other = await Given.Tenant(api.Database);
        var forged = api.Anonymous();
        forged.DefaultRequestHeaders.Add("Cookie", user.Cookie.Replace(user.Tenant.Id.ToString("N"), other.Id.ToString("N")));
        await forged.GetAsync(Session).Refused(401, "auth.required");
        await user.GetAsync(Session).Json();
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        var problem = await api.Anonymous().PostAsJsonAsync(Session, new { }).Refused(422, "field.required");
        Assert.Equal(["/email", "/password"], problem.Pointers());
    }

    private Task<HttpResponseMessage> Try(string email, string password, Guid? tenantId = null) =>
        api.Anonymous()
            .PostAsJsonAsync(
                Session,
                new
                {
                    email,
                    password,
                    tenantId,
                }
            );

    private static async Task<(JsonElement Session, string Cookie)> SignIn(HttpClient browser, string email, string password)
    {
        var answer = await browser.PostAsJsonAsync(Session, new { email, password });
        return (
            await Task.FromResult(answer).Json(),
            Assert.Single(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith($"{SessionCookie.Loopback}=", StringComparison.Ordinal))
        );
    }
}
