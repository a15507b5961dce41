using System.Diagnostics;
using Npgsql;
using Pivotal.Data.Shared;
using Pivotal.Hosting.Start;

namespace Pivotal.Hosting.Postgres;

/// <summary>
/// A PostgreSQL of our own under a data folder: loopback only, SCRAM passwords, crash-safe, stopped with its host.
/// A supervising shell holds the other end of a pipe from the host, so the server also stops (fast shutdown) when the host is killed with -9;
/// it runs in a session of its own, so Ctrl-C reaches the host first and the server only after the host let go of it.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    // SIGINT is fast shutdown. It is repeated, because a server that is only just starting may not hear the first one.
    // A server that ran for a while and ended on its own (killed for memory, say) is started again on the same port,
    // more than once if need be, because what is left of the old one may still hold its memory. One that never ran is not.
    private const string Supervisor = """
        exec >>"$PIVOTAL_PG_LOG" 2>&1 3<&0
        stopping=; nagging=; pid=; quick=0
        nag() { sleep 1; while kill -INT $pid 2>/dev/null; do sleep 1; done; }
        trap 'stopping=1; [ -n "$pid" ] && kill -INT $pid; nag & nagging=$!' TERM INT HUP USR1
        ( read -r _ <&3; kill -USR1 $$ ) &
        watcher=$!
        while [ -z "$stopping" ]; do
          since=$(date +%s)
          "$@" </dev/null 3<&- &
          pid=$!
          wait $pid
          while kill -0 $pid 2>/dev/null; do wait $pid; done
          if [ $(($(date +%s) - since)) -ge 5 ]; then quick=10; else quick=$((quick - 1)); fi
          [ $quick -gt 0 ] || break
          [ -n "$stopping" ] || sleep 1
        done
        kill $watcher $nagging 2>/dev/null
        if [ -n "$PIVOTAL_PG_REMOVE" ]; then cd /; rm -rf "$PIVOTAL_PG_REMOVE"; fi
        """;

    private readonly Process _supervisor;
    private readonly FileStream _lock;
    private readonly string _cluster;

    private PrivatePostgres(Process supervisor, FileStream @lock, string cluster, int port, DatabasePasswords passwords)
    {
        (_supervisor, _lock, _cluster, Port) = (supervisor, @lock, cluster, port);
        AdminConnection = ConnectionString(port, "postgres", passwords.Admin, "postgres");
        OwnerConnection = ConnectionString(port, DatabaseRoles.Owner, passwords.Owner, DatabaseRoles.Database);
        AppConnection = ConnectionString(port, DatabaseRoles.App, passwords.App, DatabaseRoles.Database);
    }

    /// <summary>The TCP port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Superuser, database <c>postgres</c>. For administration only.</summary>
    public string AdminConnection { get; }

    /// <summary>Owns the schema; migrations run with it.</summary>
    public string OwnerConnection { get; }

    /// <summary>What the product works with: owns nothing, bypasses nothing.</summary>
    public string AppConnection { get; }

    /// <summary>Starts (and on first use creates) the server with its database and roles. Throws <see cref="PrivatePostgresException"/> with one clear sentence.</summary>
    public static async Task<PrivatePostgres> Start(PrivatePostgresOptions options, CancellationToken ct = default)
    {
        FileStream? held = null;
        try
        {
            var account = PostgresAccount.Current();
            var binaries = await PostgresBinaries.Find(options.BinFolder, account, ct);
            var home = PostgresHome.Prepare(options, account);
            held = Lock(home.LockFile, options.DataFolder);
            var passwords = DatabasePasswords.LoadOrCreate(home.PasswordFile);
            await RunningPostmaster.StopLeftOver(home.Cluster, ct);
            await home.CreateCluster(binaries, passwords.Admin, ct);
            var started = await Launch(options, home, binaries, passwords, held, ct);
            held = null;
            return started;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PrivatePostgresException(PostgresHome.Explain(e.Message, options), e);
        }
        finally
        {
            held?.Dispose();
        }
    }

    private static async Task<PrivatePostgres> Launch(
        PrivatePostgresOptions options,
        PostgresHome home,
        PostgresBinaries binaries,
        DatabasePasswords passwords,
        FileStream held,
        CancellationToken ct
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = options.Port != 0 ? options.Port : FreePort.Take();
            var before = home.LogLength;
            var server = new PrivatePostgres(Supervise(options, home, binaries, port), held, home.Cluster, port, passwords);
            if (await server.Ready(ct))
            {
                try
                {
                    await DatabaseRoles.Ensure(server.AdminConnection, passwords.Owner, passwords.App, ct);
                    return server;
                }
                catch
                {
                    await server.Stop();
                    throw;
                }
            }

            await server.Stop();
            var log = home.LogSince(before);
            // A free port can be taken between our look and the start; the backends of a killed server need a moment to notice.
            var again = (options.Port == 0 && log.Contains("Address already in use")) || log.Contains("pre-existing shared memory block");
            if (!again || attempt == 6)
                throw new PrivatePostgresException(PostgresHome.Explain(log, options with { Port = port }));
            await Task.Delay(500, ct);
        }
    }

    private static Process Supervise(PrivatePostgresOptions options, PostgresHome home, PostgresBinaries binaries, int port)
    {
        string[] command = [binaries.Postgres, "-D", home.Cluster, .. PostgresHome.Settings(port, options.ThrowAway)];
        var setsid = File.Exists("/usr/bin/setsid") ? (string[])["/usr/bin/setsid", "/bin/sh"] : ["/bin/sh"];
        var info = home.Account.StartInfo(setsid[0], [.. setsid[1..], "-c", Supervisor, "pivotal-postgres", .. command], binaries.Lib);
        info.Environment["PIVOTAL_PG_LOG"] = home.Log;
        info.Environment["PIVOTAL_PG_REMOVE"] = options.ThrowAway ? home.Data : "";
        info.RedirectStandardInput = true;
        return Process.Start(info)!;
    }

    /// <summary>True when the server answers; false when it ended before. Crash recovery may take long, so there is no short limit.</summary>
    private async Task<bool> Ready(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        while (!_supervisor.HasExited)
        {
            try
            {
                await using var connection = new NpgsqlConnection(AdminConnection + ";Pooling=false;Timeout=5");
                await connection.OpenAsync(ct);
                return true;
            }
            catch (PostgresException e) when (e.SqlState.StartsWith("28", StringComparison.Ordinal))
            {
                throw new PrivatePostgresException($"The passwords beside {_cluster} are not the ones of that database.", e);
            }
            catch (NpgsqlException) when (watch.Elapsed < TimeSpan.FromMinutes(5))
            {
                await Task.Delay(50, ct);
            }
        }

        return false;
    }

    /// <summary>Fast shutdown: open transactions are rolled back, everything acknowledged is on disk.</summary>
    public async ValueTask DisposeAsync()
    {
        await Stop();
        await _lock.DisposeAsync();
    }

    private async Task Stop()
    {
        try
        {
            _supervisor.StandardInput.Close();
        }
        catch (IOException)
        {
            // The pipe is already broken because the server is gone.
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            await _supervisor.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            await RunningPostmaster.StopLeftOver(_cluster, CancellationToken.None);
        }

        _supervisor.Dispose();
        NpgsqlConnection.ClearAllPools();
    }

    private static FileStream Lock(string path, string dataFolder)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException && File.Exists(path))
        {
            throw new PrivatePostgresException($"Another Pivotal is already running on the data folder {dataFolder}.", e);
        }
    }

    private static string ConnectionString(int port, string user, string password, string database) =>
        $"Host=127.0.0.1;Port={port};Username={user};Password={password};Database={database};Include Error Detail=true";
}
