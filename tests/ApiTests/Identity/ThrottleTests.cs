using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Pivotal.Api.Identity;
using Pivotal.Api.Identity.Guessing;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Identity;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Identity;

/// <summary>Guesses are slowed by account and source; nobody is locked out, and nobody's guesses keep the owner's own browser waiting.</summary>
public sealed class ThrottleTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Loopback = "127.0.0.0/8,::1/128";

    [Fact]
    public async Task After_ten_failures_each_guess_waits_twice_as_long_as_the_one_before_and_never_longer_than_a_minute()
    {
        var clock = new TestClock();
        await using var host = await Host(clock);
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        await Fail(host, user.Email, clock, Slowing.Pair.Free + 5);
        foreach (var wait in (int[])[32, 60, 60])
        {
            var throttled = await Try(host, user.Email.ToUpperInvariant() + " ", ApiFixture.Password);
            await Task.FromResult(throttled).Refused(429, "auth.throttled");
            Assert.InRange(throttled.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(wait / 2), TimeSpan.FromSeconds(wait));
            clock.Move(TimeSpan.FromSeconds(wait));
            await Try(host, user.Email, "wrong password").Refused(401, "auth.invalid_credentials");
        }

        clock.Move(TimeSpan.FromMinutes(1));
        Assert.True((await Try(host, user.Email, ApiFixture.Password)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task An_unknown_address_is_slowed_like_a_known_one_and_a_success_gives_the_count_back()
    {
        var clock = new TestClock();
        await using var host = await Host(clock);
        var unknown = $"nobody-{Ids.New():N}@example.com";
        await Fail(host, unknown, clock, Slowing.Pair.Free + 5);
        await Try(host, unknown, "wrong password").Refused(429, "auth.throttled");

        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        for (var i = 0; i <= Slowing.Pair.Free; i++)
            Assert.True((await Try(host, user.Email, ApiFixture.Password)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_twin_in_another_tenant_gives_no_count_back()
    {
        var clock = new TestClock();
        await using var host = await Host(clock);
        var owner = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var hash = host.Services.GetRequiredService<Passwords>().Hash("the attackers own words");
        await (await Given.Tenant(api.Database)).In(s =>
            UserRows.Add(s, new NewUser(owner.Email, "twin", "", "", [Roles.Admin], null, hash), null, default)
        );
        await Fail(host, owner.Email, clock, Slowing.Pair.Free + 5, owner.Tenant.Id);
        Assert.True((await Try(host, owner.Email, "the attackers own words")).IsSuccessStatusCode);
        await Try(host, owner.Email, "guess", tenant: owner.Tenant.Id).Refused(429, "auth.throttled");
    }

    [Fact]
    public async Task Guesses_from_everywhere_do_not_keep_the_owners_own_browser_waiting()
    {
        await using var host = await Host(new TestClock());
        var owner = await api.User(await Given.Tenant(api.Database), Roles.Admin);
        var device = await Device(host, owner.Email);
        await Counted(new Guess($"{owner.Tenant.Id:N}/{owner.Id:N}", null).Counts("").Last().Key, Slowing.Account.Free + 50);
        await Try(host, owner.Email, "guess", from: "203.0.113.7").Refused(429, "auth.throttled");
        Assert.True((await Try(host, owner.Email, ApiFixture.Password, from: "203.0.113.7", cookie: device)).IsSuccessStatusCode);
        // Somebody else's device is none of this account's.
        var theirs = await Device(host, (await api.User(owner.Tenant, Roles.Agent)).Email);
        await Try(host, owner.Email, "guess", from: "203.0.113.8", cookie: theirs).Refused(429, "auth.throttled");
        // Another address forgets the browsers of the old one.
        await owner.Change(HttpMethod.Patch, $"/api/v1/users/{owner.Id}", new { email = $"new-{owner.Email}" }, 1).Json();
        await Try(host, $"new-{owner.Email}", "guess", from: "203.0.113.8", cookie: device).Refused(429, "auth.throttled");
    }

    [Fact]
    public async Task A_subscribers_whole_64_is_one_source_and_an_office_behind_one_address_is_only_slowed()
    {
        var clock = new TestClock();
        await using var host = await Host(clock);
        await Counted(Guess.OfSource(SourceClass.Of(System.Net.IPAddress.Parse("2001:db8:1:2::1"))), Slowing.Source.Free + 150);
        await Try(host, "somebody@example.com", "guess", from: "2001:db8:1:2:ffff::1").Refused(429, "auth.throttled");
        await Try(host, "somebody@example.com", "guess", from: "2001:db8:1:3::1").Refused(401, "auth.invalid_credentials");
        clock.Move(Slowing.Source.Most);
        var user = await api.User(await Given.Tenant(api.Database), Roles.Agent);
        Assert.True((await Try(host, user.Email, ApiFixture.Password, from: "2001:db8:1:2::9")).IsSuccessStatusCode);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task As_many_passwords_are_checked_for_nobody_as_for_an_address_of_however_many_tenants(int tenants)
    {
        var hasher = new CountingHasher();
        await using var host = await OwnHost.StartWith(
            api.Database.App,
            services => services.AddSingleton<Microsoft.AspNetCore.Identity.IPasswordHasher<Account>>(hasher),
            ("PIVOTAL_PROXIES", Loopback)
        );
        var email = $"known-{Ids.New():N}@example.com";
        for (var i = 0; i < tenants; i++)
            await Known(email, "hash", await Given.Tenant(api.Database));
        await Try(host, email, "guess").Refused(401, "auth.invalid_credentials");
        Assert.Equal(2, hasher.Checked);
    }

    [Fact]
    public async Task Whoever_is_in_many_organisations_names_his_or_chooses_once_one_password_was_right()
    {
        await using var host = await Host(new TestClock());
        var (email, passwords) = ($"known-{Ids.New():N}@example.com", host.Services.GetRequiredService<Passwords>());
        var tenants = new List<TestTenant>();
        foreach (var password in (string[])["first of the words", "second of the words", "third of the words", "first of the words"])
        {
            tenants.Add(await Given.Tenant(api.Database));
            await Known(email, passwords.Hash(password), tenants[^1]);
        }

        // Only the first two are tried for somebody who has proved nothing.
        await Try(host, email, "third of the words").Refused(401, "auth.invalid_credentials");
        foreach (var name in (string[])[tenants[2].Slug, tenants[2].Name.ToUpperInvariant()])
            Assert.True((await Try(host, email, "third of the words", organisation: name)).IsSuccessStatusCode);
        await Try(host, email, "third of the words", organisation: tenants[1].Slug).Refused(401, "auth.invalid_credentials");
        await Try(host, email, "third of the words", organisation: "nobody's").Refused(401, "auth.invalid_credentials");
        Assert.True((await Try(host, email, "second of the words")).IsSuccessStatusCode);

        var choice = await Try(host, email, "first of the words").Refused(409, "auth.choose_tenant");
        Assert.Equal(
            new[] { tenants[0].Id, tenants[3].Id }.Order(),
            choice.GetProperty("tenants").EnumerateArray().Select(t => t.GetProperty("id").GetGuid()).Order()
        );
        Assert.True((await Try(host, email, "first of the words", tenants[3].Id)).IsSuccessStatusCode);
        // Where it was signed in before it is tried first.
        var device = await Device(host, email, "third of the words", tenants[2].Slug);
        Assert.True((await Try(host, email, "third of the words", cookie: device)).IsSuccessStatusCode);
    }

    [Fact]
    [Trait("Kind", "Race")]
    public async Task A_whole_office_that_signs_in_at_once_behind_one_address_gets_in()
    {
        await using var host = await Host(new TestClock());
        var (tenant, hash) = (
            await Given.Tenant(api.Database),
            host.Services.GetRequiredService<Passwords>().Hash("the words of everybody")
        );
        string[] office = [.. Enumerable.Range(0, Slowing.Source.Free + 30).Select(i => $"desk{i}-{Ids.New():N}@example.com")];
        foreach (var email in office)
            await Known(email, hash, tenant);
        var answers = await Task.WhenAll(office.Select(email => Try(host, email, "the words of everybody", from: "198.51.100.7")));
        foreach (var answer in answers)
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Whether_an_address_is_known_is_not_told_by_naming_an_organisation_that_it_is_not_in()
    {
        var clock = new TestClock();
        await using var host = await Host(clock);
        var known = (await api.User(await Given.Tenant(api.Database), Roles.Agent)).Email;
        foreach (var email in (string[])[known, $"nobody-{Ids.New():N}@example.com"])
        {
            await Fail(host, email, clock, Slowing.Pair.Free);
            await Try(host, email, "wrong password").Refused(429, "auth.throttled");
            await Try(host, email, "wrong password", organisation: "zz").Refused(429, "auth.throttled");
            await Try(host, email, "wrong password", tenant: Ids.New()).Refused(429, "auth.throttled");
        }
    }

    private static Task Known(string email, string hash, TestTenant tenant) =>
        tenant.In(s => UserRows.Add(s, new NewUser(email, $"u{Ids.New():N}", "", "", [Roles.Admin], null, hash), null, default));

    /// <summary>Its proxy is this test, so that a request can come from anywhere.</summary>
    private Task<OwnHost> Host(TestClock clock) => OwnHost.Start(api.Database.App, clock, ("PIVOTAL_PROXIES", Loopback));

    private static Task<HttpResponseMessage> Try(
        OwnHost host,
        string email,
        string password,
        Guid? tenant = null,
        string? from = null,
        string? cookie = null,
        string? organisation = null
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/session")
        {
            Content = JsonContent.Create(
                new
                {
                    email,
                    password,
                    tenantId = tenant,
                    organisation,
                }
            ),
        };
        // Every test of this class comes from an address of its own, unless it says otherwise.
        request.Headers.Add("X-Forwarded-For", from ?? Own(host));
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return host.Anonymous().SendAsync(request);
    }

    /// <summary>The last of them have to wait for each other.</summary>
    private static async Task Fail(OwnHost host, string email, TestClock clock, int times, Guid? tenant = null)
    {
        for (var i = 0; i < times; i++)
        {
            if (i >= Slowing.Pair.Free)
                clock.Move(Slowing.Pair.Most);
            await Try(host, email, "wrong password", tenant).Refused(401, "auth.invalid_credentials");
        }
    }

    private Task Counted(byte[] key, int failures) =>
        api.Database.Tenants.System(
            (s, ct) =>
                s.Execute(
                    "insert into sign_in_attempts (key_hash, at, id) select @key, now(), gen_random_uuid() from generate_series(1, @failures)",
                    new { key, failures },
                    ct
                )
        );

    private static async Task<string> Device(
        OwnHost host,
        string email,
        string password = ApiFixture.Password,
        string? organisation = null
    ) =>
        (await Try(host, email, password, organisation: organisation))
            .Headers.GetValues("Set-Cookie")
            .Single(c => c.Contains("-device=", StringComparison.Ordinal))
            .Split(';')[0];

    private static string Own(OwnHost host) => $"10.{(host.BaseAddress.Port >> 8) & 255}.{host.BaseAddress.Port & 255}.1";

    private sealed class CountingHasher : Microsoft.AspNetCore.Identity.IPasswordHasher<Account>
    {
        private int _checked;

        public int Checked => _checked;

        public string HashPassword(Account user, string password) => "hash";

        public Microsoft.AspNetCore.Identity.PasswordVerificationResult VerifyHashedPassword(
            Account user,
            string hashedPassword,
            string providedPassword
        )
        {
            Interlocked.Increment(ref _checked);
            return Microsoft.AspNetCore.Identity.PasswordVerificationResult.Failed;
        }
    }
}
