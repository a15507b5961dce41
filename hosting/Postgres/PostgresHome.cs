using System.Globalization;

namespace Pivotal.Hosting.Postgres;

/// <summary>The files of one private PostgreSQL: lock and passwords are ours, the sub-folder <c>run</c> belongs to the server's account.</summary>
internal sealed record PostgresHome(string Data, PostgresAccount Account)
{
    private const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Passable = Closed | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const long LogLimit = 10 << 20;

    public string Root => Path.Combine(Data, "postgres");

    public string LockFile => Path.Combine(Root, "host.lock");

    public string PasswordFile => Path.Combine(Root, "passwords.json");

    public string Cluster => Path.Combine(Root, "run", "cluster");

    public string Log => Path.Combine(Root, "run", "postgres.log");

    public long LogLength => File.Exists(Log) ? new FileInfo(Log).Length : 0;

    public static PostgresHome Prepare(PrivatePostgresOptions options, PostgresAccount account)
    {
        var data = Path.GetFullPath(options.DataFolder);
        Directory.CreateDirectory(data);
        if (!account.CanReach(data))
            data = account.FallbackFolder(data);

        var home = new PostgresHome(data, account);
        Directory.CreateDirectory(home.Root, Passable);
        var run = Path.Combine(home.Root, "run");
        Directory.CreateDirectory(run, Closed);
        account.Own(run);
        if (options.ThrowAway)
        {
            // The supervisor removes both, as that account.
            account.Own(home.Root);
            account.Own(data);
        }

        if (home.LogLength > LogLimit)
            File.Delete(home.Log);
        return home;
    }

    /// <summary>Creates the cluster under a temporary name, so that an interrupted first start leaves nothing that looks whole.</summary>
    public async Task CreateCluster(PostgresBinaries binaries, string adminPassword, CancellationToken ct)
    {
        var versionFile = Path.Combine(Cluster, "PG_VERSION");
        if (File.Exists(versionFile))
        {
            var version = (await File.ReadAllTextAsync(versionFile, ct)).Trim();
            if (version != binaries.Major.ToString(CultureInfo.InvariantCulture))
                throw new PrivatePostgresException(
                    $"The data in {Cluster} was made by PostgreSQL {version}, and {binaries.Bin} is version {binaries.Major}."
                );
            return;
        }

        var half = Cluster + ".new";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        var passwordFile = Path.Combine(Root, "run", "initial-password");
        await File.WriteAllTextAsync(passwordFile, "", ct);
        File.SetUnixFileMode(passwordFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(passwordFile, adminPassword, ct);
        Account.Own(passwordFile);

        // The builtin provider sorts by code point, the same on every machine and independent of the C library.
        string[] locale =
            binaries.Major >= 17 ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : ["--locale=C.UTF-8"];
        var (code, output) = await Account.Run(
            binaries.InitDb,
            ["-D", half, "-U", "postgres", "-A", "scram-sha-256", "--pwfile", passwordFile, "-E", "UTF8", .. locale],
            binaries.Lib,
            ct
        );
        File.Delete(passwordFile);
        if (code != 0)
            throw new PrivatePostgresException(Explain(output, new PrivatePostgresOptions { DataFolder = Root }));
        Directory.Move(half, Cluster);
    }

    /// <summary>Server settings for a machine with 2 cores and 24 GB that also runs the product.</summary>
    public static IEnumerable<string> Settings(int port, bool throwAway)
    {
        (string Name, string Value)[] durability = throwAway
            ? [("fsync", "off"), ("synchronous_commit", "off"), ("full_page_writes", "off")]
            : [("fsync", "on"), ("synchronous_commit", "on"), ("full_page_writes", "on")];
        (string Name, string Value)[] common =
        [
            ("listen_addresses", "127.0.0.1"),
            ("unix_socket_directories", ""),
            ("port", port.ToString(CultureInfo.InvariantCulture)),
            ("max_connections", "200"),
            ("shared_buffers", throwAway ? "128MB" : "256MB"),
            ("effective_cache_size", "4GB"),
            ("work_mem", "16MB"),
            ("maintenance_work_mem", "256MB"),
            ("max_wal_size", "2GB"),
            ("checkpoint_timeout", "10min"),
            ("wal_compression", "on"),
            ("random_page_cost", "1.1"),
            // Right after a bulk load plans are only as good as the statistics: look for changed tables often.
            ("autovacuum_naptime", "5s"),
            ("jit", "off"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
            ("log_min_messages", "warning"),
            ("log_min_error_statement", "panic"), // statements carry people's data
            ("log_error_verbosity", "terse"),
        ];
        return [.. durability.Concat(common).SelectMany(s => (string[])["-c", $"{s.Name}={s.Value}"])];
    }

    public string LogSince(long offset)
    {
        if (!File.Exists(Log))
            return "";
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(Math.Min(offset, file.Length), SeekOrigin.Begin);
        return new StreamReader(file).ReadToEnd();
    }

    /// <summary>What PostgreSQL or the operating system said, as one sentence.</summary>
    public static string Explain(string said, PrivatePostgresOptions options)
    {
        if (said.Contains("No space left on device") || said.Contains("not enough space", StringComparison.OrdinalIgnoreCase))
            return $"The disk that holds {options.DataFolder} is full, so PostgreSQL cannot start.";
        if (said.Contains("Address already in use"))
            return $"Port {options.Port} on 127.0.0.1 is already used by another program.";
        if (said.Contains("Permission denied") || said.Contains("is denied"))
            return $"PostgreSQL may not use its files under {options.DataFolder}: {LastComplaint(said)}";
        return $"PostgreSQL did not start: {LastComplaint(said)}";
    }

    private static string LastComplaint(string said)
    {
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.LastOrDefault(l => l.Contains("FATAL") || l.Contains("PANIC") || l.Contains("error:"))
            ?? lines.LastOrDefault()
            ?? "it said nothing.";
    }
}
