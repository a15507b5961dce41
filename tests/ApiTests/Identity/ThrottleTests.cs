using System.Net.Http.Json;
using Pivotal.Api.Identity;
using Pivotal.ApiTests.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

public sealed class ThrottleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task The_eleventh_attempt_in_a_quarter_of_an_hour_is_not_even_checked()
    {
        var clock = new TestClock();
        await using var host = await OwnHost.Start(api.Database.App, clock);
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await using var _ = new Sources(api.Database);
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
            await Try(host, user.Email, "wrong password").Refused(401, "auth.invalid_credentials");

        var throttled = await Try(host, user.Email, ApiFixture.Password);
        await Task.FromResult(throttled).Refused(429, "auth.throttled");
        Assert.InRange(throttled.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
        await Try(host, user.Email.ToUpperInvariant() + " ", ApiFixture.Password).Refused(429, "auth.throttled");

        clock.Move(SignInThrottle.Window + TimeSpan.FromSeconds(1));
        Assert.True((await Try(host, user.Email, ApiFixture.Password)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_unknown_address_is_throttled_like_a_known_one_and_a_success_gives_the_count_back()
    {
        var clock = new TestClock();
        await using var host = await OwnHost.Start(api.Database.App, clock);
        await using var _ = new Sources(api.Database);
        var unknown = $"nobody-{Ids.New():N}@example.com";
        for (var i = 0; i < SignInThrottle.PerAccount; i++)
            await Try(host, unknown, "wrong password").Refused(401, "auth.invalid_credentials");
        await Try(host, unknown, "wrong password").Refused(429, "auth.throttled");

        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        for (var i = 0; i <= SignInThrottle.PerAccount; i++)
            Assert.True((await Try(host, user.Email, ApiFixture.Password)).IsSuccessStatusCode);
    }

    private static Task<HttpResponseMessage> Try(OwnHost host, string email, string password) =>
        host.Anonymous().PostAsJsonAsync("/api/v1/session", new { email, password });

    /// <summary>All tests come from one address; the failures made here must not use up its count.</summary>
    private sealed class Sources(TestDatabase database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await database.Tenants.System((s, ct) => s.Execute("delete from sign_in_attempts", null, ct));
    }
}
