using Pivotal.ApiTests.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Hosting;

/// <summary>Who goes away takes his query along, and one tenant's rush leaves the others their connections.</summary>
public sealed class AbandonedTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Waiting =
        "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from pause_codes%'";

    [Fact]
    public async Task The_query_of_a_caller_who_has_gone_is_cancelled_in_the_database()
    {
        var database = await TestDatabase.Own();
        await using var server = database.Server;
        await using var host = await OwnHost.Start(database.App);
        var admin = await host.SignedIn(await api.User(await Given.Tenant(database), Roles.Admin));
        await admin.GetAsync("/api/v1/pause-codes").Json();
        await database.Tenants.InTenant(
            admin.Tenant.Id,
            async (s, ct) =>
            {
                await s.Execute("lock table pause_codes in access exclusive mode", null, ct);
                using var gone = new CancellationTokenSource();
                var asked = admin.GetAsync("/api/v1/pause-codes", gone.Token);
                await Eventually(async () => await Waits(database) == 1);
                await gone.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
                await Eventually(async () => await Waits(database) == 0);
            }
        );
        await admin.GetAsync("/api/v1/pause-codes").Json();
    }

    [Fact]
    public async Task A_tenant_whose_requests_all_wait_holds_its_share_of_connections_and_no_more()
    {
        var database = await TestDatabase.Own();
        await using var server = database.Server;
        await using var host = await OwnHost.Start(database.App);
        var (busy, other) = (
            await host.SignedIn(await api.User(await Given.Tenant(database), Roles.Admin)),
            await host.SignedIn(await api.User(await Given.Tenant(database), Roles.Admin))
        );
        var share = Math.Max(4, new Npgsql.NpgsqlConnectionStringBuilder(database.App.ConnectionString).MaxPoolSize / 8);
        var rush = new List<Task<HttpResponseMessage>>();
        await database.Tenants.InTenant(
            busy.Tenant.Id,
            async (s, ct) =>
            {
                await s.Execute("lock table pause_codes in access exclusive mode", null, ct);
                for (var i = 0; i < share * 3; i++)
                    rush.Add(busy.GetAsync("/api/v1/pause-codes"));
                await Eventually(async () => await Waits(database) == share);
                await other.GetAsync("/api/v1/contacts").Json();
                Assert.Equal(share, await Waits(database));
            }
        );
        Assert.All(await Task.WhenAll(rush), answer => Assert.True(answer.IsSuccessStatusCode || (int)answer.StatusCode == 503));
    }

    // In a transaction of its own: within one the server shows the same moment again and again.
    private static Task<long> Waits(TestDatabase database) => database.Tenants.System((s, ct) => s.Scalar<long>(Waiting, null, ct));

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 200, "It never came to that.");
            await Task.Delay(25);
        }
    }
}
