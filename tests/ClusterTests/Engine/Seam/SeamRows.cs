using System.Globalization;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Pivotal.ClusterTests.Engine.Seam;

/// <summary>
/// The rows of one service as text, a row per line, columns apart by tabs: what is kept in <c>rows.local.txt</c> and <c>rows.packages.txt</c>.
/// The service id is left out, and of a reminder's start only the time of day is kept, so that the rows of any two runs compare.
/// </summary>
internal static class SeamRows
{
    private const string None = "\\N";

    /// <summary>The committed rows of an engine, <c>local</c> or <c>packages</c>.</summary>
    public static string[] Golden(string engine)
    {
        using var stream = typeof(SeamRows).Assembly.GetManifestResourceStream($"rows.{engine}.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static async Task<string[]> Read(NpgsqlDataSource database, string service)
    {
        await using var command = database.CreateCommand(
            """
            select concat_ws(E'\t', 'state', grainidhash, grainidn0, grainidn1, graintypehash, graintypestring,
              coalesce(grainidextensionstring, '\N'), version, coalesce(convert_from(payloadbinary, 'UTF8'), '\N'))
            from orleansstorage where serviceid = $1
            union all
            select concat_ws(E'\t', 'reminder', grainid, remindername, to_char(starttime at time zone 'utc', 'HH24:MI:SS.MS'), period, grainhash, version)
            from orleansreminderstable where serviceid = $1
            order by 1
            """);
        command.Parameters.Add(new() { Value = service });
        List<string> rows = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    public static async Task Insert(NpgsqlDataSource database, string service, string[] rows)
    {
        foreach (var row in rows)
        {
            var columns = row.Split('\t');
            await (columns[0] == "state" ? InsertState(database, service, columns) : InsertReminder(database, service, columns));
        }
    }

    private static async Task InsertState(NpgsqlDataSource database, string service, string[] columns)
    {
        await using var command = database.CreateCommand(
            """
            insert into orleansstorage
              (grainidhash, grainidn0, grainidn1, graintypehash, graintypestring, grainidextensionstring, serviceid, version, payloadbinary, modifiedon)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())
            """);
        Add(command, Number(columns[1]), long.Parse(columns[2], CultureInfo.InvariantCulture), long.Parse(columns[3], CultureInfo.InvariantCulture), Number(columns[4]), columns[5]);
        command.Parameters.Add(new() { Value = columns[6] == None ? DBNull.Value : columns[6], NpgsqlDbType = NpgsqlDbType.Varchar });
        Add(command, service, Number(columns[7]));
        command.Parameters.Add(new() { Value = columns[8] == None ? DBNull.Value : Encoding.UTF8.GetBytes(columns[8]), NpgsqlDbType = NpgsqlDbType.Bytea });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task InsertReminder(NpgsqlDataSource database, string service, string[] columns)
    {
        await using var command = database.CreateCommand(
            """
            insert into orleansreminderstable (serviceid, grainid, remindername, starttime, period, grainhash, version)
            values ($1, $2, $3, timestamptz '2026-01-01 00:00:00+00' + cast($4 as interval), $5, $6, $7)
            """);
        Add(command, service, columns[1], columns[2], columns[3], long.Parse(columns[4], CultureInfo.InvariantCulture), Number(columns[5]), Number(columns[6]));
        await command.ExecuteNonQueryAsync();
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }
    }
}
