using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

public sealed class AwayTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task Without_its_database_the_api_says_so_and_lives()
    {
        var database = await TestDatabase.Own();
        await using var host = await OwnHost.Start(database.App);
        var user = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var browser = host.Anonymous();
        browser.DefaultRequestHeaders.Add("Cookie", user.Cookie);
        await browser.GetAsync("/health/ready").Json();
        await database.Server.DisposeAsync();

        var answer = await browser.GetAsync("/api/v1/users");
        var problem = await Task.FromResult(answer).Refused(503, "database.unavailable");
        Assert.Equal(TimeSpan.FromSeconds(5), answer.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain("127.0.0.1", problem.ToString());
        await browser.GetAsync("/health/ready").Refused(503, "database.unavailable");
        Assert.Equal(200, (int)(await browser.GetAsync("/health/live")).StatusCode);

        Assert.Equal(200, (int)(await api.Anonymous().GetAsync("/health/ready")).StatusCode);
    }

    [Fact]
    public async Task Too_many_requests_of_one_user_are_refused_for_a_moment_and_others_go_on()
    {
        await using var host = await OwnHost.Start(api.Database.App, null, ("PIVOTAL_RATE_PER_SECOND", "1"));
        var tenant = await Given.Tenant(api.Database);
        var (busy, calm) = (
            await host.SignedIn(await api.User(tenant, Roles.Admin)),
            await host.SignedIn(await api.User(tenant, Roles.Admin))
        );
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => busy.GetAsync("/api/v1/tenants/current")));
        Assert.Contains(answers, a => a.IsSuccessStatusCode);
        var refused = Assert.IsType<HttpResponseMessage>(answers.FirstOrDefault(a => (int)a.StatusCode == 429));
        Assert.NotNull(refused.Headers.RetryAfter);
        await Task.FromResult(refused).Refused(429, "rate.limited");
        await calm.GetAsync("/api/v1/tenants/current").Json();
    }

    [Fact]
    public async Task Every_answer_carries_the_security_headers()
    {
        var answer = await api.Anonymous().GetAsync("/api/v1/session");
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.False(answer.Headers.Contains("Server"));
    }
}
