using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy;

public sealed class TenantDbTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private const string AddClient = "insert into clients (tenant_id, id, name) values (@tenant, @id, @name)";
    private const string CountClients = "select count(*) from clients";

    [Fact]
    public async Task A_tenant_reads_its_own_rows_and_none_of_another()
    {
        var (a, b) = (await TenantWithClient(), await TenantWithClient());
        Assert.Equal(1, await a.In(s => s.Scalar<long>(CountClients)));
        Assert.Equal(0, await b.In(s => s.Scalar<long>("select count(*) from clients where tenant_id = @id", new { id = a.Id })));
        Assert.Equal(0, await b.In(s => s.Execute("update clients set name = 'taken' where tenant_id = @id", new { id = a.Id })));
        Assert.Equal(0, await b.In(s => s.Execute("delete from clients where tenant_id = @id", new { id = a.Id })));
        Assert.Equal(1, await a.In(s => s.Execute("update clients set name = 'mine'")));
    }

    [Fact]
    public async Task A_row_for_another_tenant_is_refused_and_the_own_one_taken()
    {
        var (a, b) = (await Given.Tenant(postgres.Database), await Given.Tenant(postgres.Database));
        var row = new
        {
            tenant = a.Id,
            id = Ids.New(),
            name = "Northwind",
        };
        var refused = await Assert.ThrowsAsync<PostgresException>(() => b.In(s => s.Execute(AddClient, row)));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Equal(1, await a.In(s => s.Execute(AddClient, row)));
    }

    [Fact]
    public async Task A_row_cannot_be_moved_to_another_tenant()
    {
        var (a, b) = (await TenantWithClient(), await Given.Tenant(postgres.Database));
        await Assert.ThrowsAsync<PostgresException>(() => a.In(s => s.Execute("update clients set tenant_id = @id", new { id = b.Id })));
        Assert.Equal(1, await a.In(s => s.Scalar<long>(CountClients)));
    }

    [Fact]
    public async Task Without_a_tenant_nothing_is_visible()
    {
        await TenantWithClient();
        Assert.Equal(0, await postgres.Database.Tenants.System((s, ct) => s.Scalar<long>(CountClients, null, ct)));
    }

    [Fact]
    public async Task The_tenant_does_not_stay_on_the_pooled_connection()
    {
        var a = await TenantWithClient();
        await using var pool = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.Database.Server.AppConnection)
            {
                MaxPoolSize = 1,
                NoResetOnClose = true,
            }.ConnectionString
        );
        var db = new TenantDb(pool);
        Assert.Equal(1, await db.InTenant(a.Id, (s, ct) => s.Scalar<long>(CountClients, null, ct)));
        Assert.Equal(0, await db.System((s, ct) => s.Scalar<long>(CountClients, null, ct)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_runs_ahead_and_finds_its_row_changes_nothing_about_the_statement_behind_it(bool begun)
    {
        var a = await TenantWithClient();
        Assert.Equal(
            1,
            await a.In(async s =>
            {
                if (begun)
                    await s.Scalar<long>(CountClients);
                s.RunAhead("select set_config('enable_sort', 'off', true)");
                s.RunAhead(
                    "select 1 from clients where name = @ahead__name for share",
                    new { ahead__name = "Northwind" },
                    () => new TimeoutException()
                );
                return await s.Execute("update clients set name = 'mine' where name = @name", new { name = "Northwind" });
            })
        );
        Assert.Equal("mine", await a.In(s => s.Scalar<string>("select name from clients")));
    }

    [Theory]
    [InlineData("update clients set name = 'theirs'")]
    [InlineData("select 1 / 0")]
    [InlineData(null)]
    public async Task What_runs_ahead_and_finds_no_row_undoes_everything(string? behind)
    {
        var a = await TenantWithClient();
        await Assert.ThrowsAsync<TimeoutException>(() =>
            a.In(async s =>
            {
                await s.Execute("update clients set name = 'half'");
                s.RunAhead(
                    "select 1 from clients where name = @ahead__name for share",
                    new { ahead__name = "nobody" },
                    () => new TimeoutException()
                );
                return behind is null ? 0 : await s.Execute(behind);
            })
        );
        Assert.Equal("Northwind", await a.In(s => s.Scalar<string>("select name from clients")));
    }

    [Fact]
    public async Task Every_way_into_a_session_carries_the_tenant()
    {
        var a = await TenantWithClient();
        Assert.Single(await a.In(s => s.Query<string>("select name from clients")));
        Assert.NotNull(await a.In(s => s.QuerySingle<string>("select name from clients")));
        Assert.Equal(
            a.Id.ToString(),
            await a.In(async s =>
            {
                await using var command = new NpgsqlCommand("select current_setting('app.tenant')", await s.Connection());
                return (string?)await command.ExecuteScalarAsync();
            })
        );
    }

    [Fact]
    public async Task Work_that_throws_leaves_nothing_and_work_that_returns_stays()
    {
        var a = await Given.Tenant(postgres.Database);
        await Assert.ThrowsAsync<FormatException>(() =>
            a.In(async s =>
            {
                await s.Execute(
                    AddClient,
                    new
                    {
                        tenant = a.Id,
                        id = Ids.New(),
                        name = "Northwind",
                    }
                );
                throw new FormatException();
            })
        );
        Assert.Equal(0, await a.In(s => s.Scalar<long>(CountClients)));
        await a.In(s =>
            s.Execute(
                AddClient,
                new
                {
                    tenant = a.Id,
                    id = Ids.New(),
                    name = "Northwind",
                }
            )
        );
        Assert.Equal(1, await a.In(s => s.Scalar<long>(CountClients)));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_commit_is_tried_again()
    {
        var a = await Given.Tenant(postgres.Database);
        var runs = 0;
        await a.In(async s =>
        {
            await s.Execute(
                AddClient,
                new
                {
                    tenant = a.Id,
                    id = Ids.New(),
                    name = "Northwind",
                }
            );
            if (++runs == 1)
                await Terminate(await s.Scalar<int>("select pg_backend_pid()"));
            await s.Scalar<int>("select 1");
        });
        Assert.Equal(2, runs);
        Assert.Equal(1, await a.In(s => s.Scalar<long>(CountClients)));
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_so()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=pivotal_app;Password=x;Database=pivotal");
        await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            new TenantDb(nowhere).InTenant(Ids.New(), (s, ct) => s.Scalar<int>("select 1", null, ct))
        );
    }

    [Fact]
    public async Task A_server_that_does_not_answer_in_time_is_away_and_is_not_asked_again()
    {
        await using var impatient = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(postgres.Database.Server.AppConnection) { CommandTimeout = 1 }.ConnectionString
        );
        var runs = 0;
        var away = await Assert.ThrowsAsync<DatabaseUnavailableException>(() =>
            new TenantDb(impatient).InTenant(
                Ids.New(),
                async (s, ct) =>
                {
                    runs++;
                    await s.Execute("select pg_sleep(20)", null, ct);
                }
            )
        );
        Assert.Equal((1, false), (runs, away.CommitUnknown));
    }

    [Fact]
    public async Task Parameters_keep_their_type_when_null()
    {
        var a = await Given.Tenant(postgres.Database);
        var row = await a.In(s =>
            s.QuerySingle(
                "select @text is null, @id is null, @at, @list, @json ->> 'a'",
                new
                {
                    text = (string?)null,
                    id = (Guid?)null,
                    at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.FromHours(2)),
                    list = (string[])["x", "y"],
                    json = new Jsonb("""{"a":"b"}"""),
                },
                r =>
                    (
                        r.GetBoolean(0),
                        r.GetBoolean(1),
                        r.GetFieldValue<DateTimeOffset>(2),
                        r.GetFieldValue<string[]>(3).Length,
                        r.GetString(4)
                    )
            )
        );
        Assert.Equal((true, true, new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), 2, "b"), row);
    }

    private async Task<TestTenant> TenantWithClient() =>
        await Given
            .Tenant(postgres.Database)
            .With(t =>
                t.In(s =>
                    s.Execute(
                        AddClient,
                        new
                        {
                            tenant = t.Id,
                            id = Ids.New(),
                            name = "Northwind",
                        }
                    )
                )
            );

    private async Task Terminate(int pid)
    {
        await using var admin = NpgsqlDataSource.Create(postgres.Database.Server.AdminConnection);
        await using var command = admin.CreateCommand($"select pg_terminate_backend({pid}, 5000)");
        await command.ExecuteNonQueryAsync();
    }
}
