using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Pivotal.Hosting.Postgres;
using Pivotal.TestShared;
using Xunit;

namespace Pivotal.ApiTests.Shared;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly string _folder = TestDatabase.NewFolder("launch");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_the_server_was_killed()
    {
        await using (var server = await PrivatePostgres.Start(new() { DataFolder = _folder }))
        {
            Assert.Equal(
                "on on on",
                await Ask(
                    server,
                    "select current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' ' || current_setting('full_page_writes')"
                )
            );
            await Ask(server, "create table kept (n int); insert into kept values (42); select ''");
            Process.GetProcessById(ServerProcess()).Kill();
        }

        await using var again = await PrivatePostgres.Start(new() { DataFolder = _folder });
        Assert.Equal("42", await Ask(again, "select n::text from kept"));
    }

    [Fact]
    public async Task A_server_that_ends_on_its_own_comes_back_on_the_same_port_with_its_rows()
    {
        await using var server = await PrivatePostgres.Start(new() { DataFolder = _folder });
        await Ask(server, "create table kept (n int); insert into kept values (7); select ''");
        await Task.Delay(TimeSpan.FromSeconds(6)); // one that ends at once is not started again
        Process.GetProcessById(ServerProcess()).Kill();
        Assert.Equal("7", await Eventually(() => Ask(server, "select n::text from kept")));
    }

    [Fact]
    public async Task A_server_left_running_without_host_and_supervisor_is_stopped_by_the_next_start()
    {
        var first = await PrivatePostgres.Start(new() { DataFolder = _folder });
        await Ask(first, "create table kept (n int); insert into kept values (8); select ''");
        var orphan = ServerProcess();
        var supervisor = int.Parse(File.ReadAllText($"/proc/{orphan}/stat").Split(' ')[3], CultureInfo.InvariantCulture);
        Process.GetProcessById(supervisor).Kill();
        await first.DisposeAsync();
        Assert.True(Runs(orphan));

        await using var second = await PrivatePostgres.Start(new() { DataFolder = _folder });
        Assert.False(Runs(orphan));
        Assert.Equal("8", await Ask(second, "select n::text from kept"));
    }

    [Fact]
    public async Task It_answers_on_loopback_only_and_wants_a_password()
    {
        await using var server = await PrivatePostgres.Start(new() { DataFolder = _folder });
        Assert.Equal("127.0.0.1", await Ask(server, "select current_setting('listen_addresses')"));
        Assert.Equal(["", "127.0.0.1"], File.ReadLines(Path.Combine(_folder, "postgres/run/cluster/postmaster.pid")).Skip(4).Take(2)); // socket folder, address
        var wrong = new NpgsqlConnectionStringBuilder(server.AppConnection) { Password = "guess", Pooling = false };
        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(_folder, "postgres/passwords.json"))
        );
    }

    [Fact]
    public async Task A_second_host_on_the_same_folder_is_refused_until_the_first_is_gone()
    {
        await using (await PrivatePostgres.Start(new() { DataFolder = _folder }))
        {
            var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() => PrivatePostgres.Start(new() { DataFolder = _folder }));
            Assert.Contains("already running", refused.Message);
        }

        await using var next = await PrivatePostgres.Start(new() { DataFolder = _folder });
        Assert.Equal("1", await Ask(next, "select '1'"));
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() =>
            PrivatePostgres.Start(new() { DataFolder = _folder, Port = port })
        );
        Assert.Contains($"Port {port}", refused.Message);
        taken.Stop();
        await using var server = await PrivatePostgres.Start(new() { DataFolder = _folder, Port = port });
        Assert.Equal(port, server.Port);
    }

    [Fact]
    public async Task Missing_binaries_are_named()
    {
        var refused = await Assert.ThrowsAsync<PrivatePostgresException>(() =>
            PrivatePostgres.Start(new() { DataFolder = _folder, BinFolder = "/nowhere/bin" })
        );
        Assert.Contains("/nowhere/bin/postgres", refused.Message);
    }

    [Fact]
    public async Task The_server_ends_with_its_host_and_a_throw_away_one_leaves_no_file()
    {
        var server = await PrivatePostgres.Start(new() { DataFolder = _folder, ThrowAway = true });
        var pid = ServerProcess();
        Assert.True(Runs(pid));
        await server.DisposeAsync();
        Assert.False(Runs(pid));
        Assert.False(Directory.Exists(_folder));
    }

    private int ServerProcess() =>
        int.Parse(File.ReadLines(Path.Combine(_folder, "postgres/run/cluster/postmaster.pid")).First(), CultureInfo.InvariantCulture);

    /// <summary>A process that ended but was not collected yet has no command line any more.</summary>
    private static bool Runs(int pid) => File.Exists($"/proc/{pid}/cmdline") && File.ReadAllBytes($"/proc/{pid}/cmdline").Length > 0;

    private static async Task<string?> Eventually(Func<Task<string?>> ask)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (NpgsqlException) when (tries < 300)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<string?> Ask(PrivatePostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.OwnerConnection + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync();
    }
}
