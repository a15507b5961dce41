using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

/// <summary>PostgreSQL ends a statement by itself when it has run as long as its kind of work may.</summary>
public sealed class StatementLimitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly StatementLimits Limits = new(
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(200),
        TimeSpan.FromMinutes(5)
    );

    [Fact]
    public async Task A_statement_ends_at_the_limit_of_its_kind_of_work_and_leaves_none_on_the_connection()
    {
        await using var pool = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(api.Database.Server.AppConnection) { MaxPoolSize = 1, NoResetOnClose = true }.ConnectionString
        );
        using var asked = new CancellationTokenSource();
        var (db, tenant) = (new TenantDb(pool, new Caller(asked.Token), Limits), (await Given.Tenant(api.Database)).Id);

        Assert.Equal("100ms", await db.InTenant(tenant, Shown, asked.Token));
        Assert.Equal("100ms", await db.System(Shown, asked.Token));
        Assert.Equal("100ms", await db.ForCaller(tenant, false, Shown, default, default));
        Assert.Equal("200ms", await db.InTenant(tenant, Shown));
        Assert.Equal("200ms", await db.System(Shown));
        Assert.Equal("5min", await db.ForCaller(tenant, true, Shown, default, default));
        Assert.Equal("5min", await db.Bulk(tenant, Shown));

        await Ended(db.InTenant(tenant, Sleep, asked.Token));
        await Ended(db.InTenant(tenant, Sleep));
        await Ended(db.System(Sleep));
        // What went before in the same transaction is undone, and the same connection goes on without a limit.
        await using var raw = await pool.OpenConnectionAsync();
        await using var show = new NpgsqlCommand("show statement_timeout", raw);
        Assert.Equal("0", await show.ExecuteScalarAsync());

        static Task<string?> Shown(DbSession s, CancellationToken ct) => s.Scalar<string>("show statement_timeout", null, ct);
        static Task<int> Sleep(DbSession s, CancellationToken ct) => s.Execute("select pg_sleep(600)", null, ct);
    }

    [Fact]
    public async Task The_limit_holds_for_copies_too()
    {
        var tenant = (await Given.Tenant(api.Database)).Id;
        var db = new TenantDb(api.Database.App, limits: Limits);
        await Ended(
            db.InTenant(
                tenant,
                async (s, ct) =>
                {
                    await using var copy = await (await s.Connection(ct)).BeginTextExportAsync("copy (select pg_sleep(600)) to stdout", ct);
                    return (await copy.ReadToEndAsync(ct)).Length;
                }
            )
        );
    }

    [Fact]
    public async Task Work_that_was_cancelled_is_cancelled_and_not_too_long()
    {
        var tenant = (await Given.Tenant(api.Database)).Id;
        using var gone = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            api.Database.Tenants.InTenant(tenant, (s, ct) => s.Execute("select pg_sleep(600)", null, ct), gone.Token)
        );
    }

    [Fact]
    public async Task A_request_whose_statement_takes_too_long_says_so_and_holds_no_connection()
    {
        var database = await TestDatabase.Own();
        await using var server = database.Server;
        // The statement may run for three quarters of it: 15 s.
        using var heard = new HeardLog();
        await using var host = await OwnHost.StartWith(
            database.App,
            s => s.AddSingleton<ILoggerProvider>(heard),
            ("PIVOTAL_REQUEST_SECONDS", "20")
        );
        var admin = await host.SignedIn(await api.User(await Given.Tenant(database), Roles.Admin));
        await admin.GetAsync("/api/v1/pause-codes").Json();
        await database.Tenants.InTenant(
            admin.Tenant.Id,
            async (s, ct) =>
            {
                await s.Execute("lock table pause_codes in access exclusive mode", null, ct);
                await admin.GetAsync("/api/v1/pause-codes", ct).Refused(503, "database.statement_timeout");
                Assert.Equal(
                    0,
                    await database.Tenants.System(
                        (other, inner) =>
                            other.Scalar<long>(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%from pause_codes%'",
                                null,
                                inner
                            ),
                        ct
                    )
                );
            },
            CancellationToken.None
        );
        await admin.GetAsync("/api/v1/pause-codes").Json();
        // What anybody can bring about is one short line, with the address in the words of the code.
        Assert.Contains(
            "pause-codes",
            Assert.Single(heard.Lines, l => l.Sentence.Contains("database.statement_timeout", StringComparison.Ordinal)).Sentence,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(heard.Lines, l => l.Exception is not null);
    }

    private static async Task Ended(Task work)
    {
        var ended = await Assert.ThrowsAsync<DatabaseUnavailableException>(() => work);
        Assert.True(ended is { TooLong: true, CommitUnknown: false });
        Assert.False(WorkFaults.IsOfTheWork(ended.InnerException!));
    }

    private sealed class Caller(CancellationToken waits) : ICallerPatience
    {
        public bool EndsWith(CancellationToken ct) => ct == waits;
    }
}
