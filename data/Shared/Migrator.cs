using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Pivotal.Data.Shared;

/// <summary>The database and the program do not fit together. The message is one sentence for the person who starts the program.</summary>
public sealed class MigrationException(string sentence, Exception? inner = null) : Exception(sentence, inner);

/// <summary>One migration file: its name orders it, its checksum holds it still.</summary>
public sealed record Migration(string Name, string Sql)
{
    /// <summary>SHA-256 of the text with line ends normalised, so that a checkout with other line ends is the same file.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>What the file was before it was written anew without another outcome, or with one that a later file brings to every database: databases that have it have this one.</summary>
    public string? Earlier { get; init; }
}

/// <summary>
/// Applies <c>data/Migrations/NNNN_name.sql</c> in order of name, each in one transaction, under an advisory lock so that several processes may start at once.
/// A file that was applied never changes, and a database that knows more than the program is refused.
/// </summary>
public static class Migrator
{
    // Any constant works; all processes must use the same one.
    private const long LockKey = 0x7069_766f_7461_6c01;
    private const string Prefix = "migrations/";

    private static readonly Dictionary<string, string> Reworded = new()
    {
        ["0002_orleans.sql"] = "526abd3c326502f5e078770eb93b92a5c4873b75c74e0c66f4fb04e7202ce20b",
        // Both changed no row, because a table's owner sees no tenant's; 0061 does the second one's work.
        ["0044_queue_chores.sql"] = "4b75b5a572d34164cd757d7b9a80724b73caa237f416de33e684abe217f4c73a",
        ["0053_account_places.sql"] = "0ab696d411067626a0a10143fc63e2780163524505359bae8c1ae280b639a051",
    };

    /// <summary>The files compiled into this program.</summary>
    public static IReadOnlyList<Migration> Embedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(n => new Migration(n[Prefix.Length..], Read(assembly, n))
                {
                    Earlier = Reworded.GetValueOrDefault(n[Prefix.Length..]),
                }),
        ];
    }

    /// <summary>Brings the database up to date and returns the names applied now.</summary>
    public static Task<IReadOnlyList<string>> Migrate(string ownerConnection, CancellationToken ct) =>
        Migrate(ownerConnection, Embedded(), ct);

    public static async Task<IReadOnlyList<string>> Migrate(string ownerConnection, IReadOnlyList<Migration> files, CancellationToken ct)
    {
        // A long index build is normal here, so no command timeout; unpooled, so that the session lock goes with the connection.
        var settings = new NpgsqlConnectionStringBuilder(ownerConnection) { Pooling = false, CommandTimeout = 0 };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(ct);
        await Run(connection, $"select pg_advisory_lock({LockKey})", ct);
        await Run(
            connection,
            """
            create table if not exists schema_migrations (
                name       text        primary key,
                checksum   text        not null,
                applied_at timestamptz not null default now()
            )
            """,
            ct
        );

        var applied = await Applied(connection, ct);
        var known = files.ToDictionary(f => f.Name, StringComparer.Ordinal);
        foreach (var (name, checksum) in applied)
        {
            if (!known.TryGetValue(name, out var file))
                throw new MigrationException(
                    $"The database is newer than this program: it has migration {name}, which this program does not know."
                );
            if (file.Checksum != checksum && file.Earlier != checksum)
                throw new MigrationException(
                    $"Migration {name} was changed after it was applied to this database; put the file back and write a new one."
                );
        }

        var now = new List<string>();
        foreach (var file in files.Where(f => !applied.ContainsKey(f.Name)))
        {
            await Apply(connection, file, ct);
            now.Add(file.Name);
        }

        return now;
    }

    private static async Task Apply(NpgsqlConnection connection, Migration file, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        try
        {
            await Run(connection, file.Sql, ct);
            await using var record = new NpgsqlCommand("insert into schema_migrations (name, checksum) values ($1, $2)", connection)
            {
                Parameters =
                {
                    new() { Value = file.Name },
                    new() { Value = file.Checksum },
                },
            };
            await record.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new MigrationException($"Migration {file.Name} failed: {e.MessageText}", e);
        }
    }

    private static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        var rows = new Dictionary<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand("select name, checksum from schema_migrations order by name", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            rows.Add(reader.GetString(0), reader.GetString(1));
        return rows;
    }

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
