using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using Orleans.Configuration;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Reminders in the table <c>OrleansRemindersTable</c>, row for row as the official ADO.NET provider keeps them.</summary>
internal sealed class AdoNetReminderRows(
    IOptions<AdoNetReminderTableOptions> options, PostgresSources sources, IOptions<ClusterOptions> cluster) : IReminderRows
{
    private readonly NpgsqlDataSource _source = sources.Get(options.Value.Invariant, options.Value.ConnectionString);
    private StoredQueries? _queries;

    public async Task StartAsync(CancellationToken token) => _queries = await StoredQueries.LoadAsync(_source, token);

    public Task<List<Reminder>> ReadAllAsync()
    {
        // The range of a ring that one silo owns alone: everything above 0 and everything up to 0.
        var command = Command("ReadRangeRows2Key");
        command.Parameters.AddWithValue("BeginHash", 0);
        command.Parameters.AddWithValue("EndHash", 0);
        return ReadRowsAsync(command);
    }

    public Task<List<Reminder>> ReadAsync(GrainId grain) => ReadRowsAsync(Command("ReadReminderRowsKey", grain));

    public async Task<Reminder?> ReadAsync(GrainId grain, string name) =>
        (await ReadRowsAsync(Command("ReadReminderRowKey", grain, name))).SingleOrDefault();

    public async Task<Reminder> UpsertAsync(GrainId grain, string name, DateTime startAt, TimeSpan period)
    {
        await using var command = Command("UpsertReminderRowKey", grain, name);
        command.Parameters.AddWithValue("StartTime", NpgsqlDbType.TimestampTz, startAt);
        command.Parameters.AddWithValue("Period", (long)period.TotalMilliseconds);
        command.Parameters.AddWithValue("GrainHash", unchecked((int)grain.GetUniformHashCode()));
        var version = Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        return new(grain, name, startAt, period, version.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<bool> RemoveAsync(Reminder reminder)
    {
        await using var command = Command("DeleteReminderRowKey", reminder.Grain, reminder.ReminderName);
        command.Parameters.AddWithValue("Version", int.Parse(reminder.ETag, CultureInfo.InvariantCulture));
        return Convert.ToInt32(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
    }

    private NpgsqlCommand Command(string query, GrainId? grain = null, string? name = null)
    {
        var queries = _queries ?? throw new InvalidOperationException("Reminders are used before the silo has started.");
        var command = _source.CreateCommand(queries[query]);
        command.Parameters.AddWithValue("ServiceId", cluster.Value.ServiceId);
        if (grain is { } id)
        {
            command.Parameters.AddWithValue("GrainId", id.ToString());
        }

        if (name is not null)
        {
            command.Parameters.AddWithValue("ReminderName", name);
        }

        return command;
    }

    private static async Task<List<Reminder>> ReadRowsAsync(NpgsqlCommand toRun)
    {
        List<Reminder> rows = [];
        await using var command = toRun;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(new Reminder(
                GrainId.Parse(reader.GetString(reader.GetOrdinal("GrainId"))),
                reader.GetString(reader.GetOrdinal("ReminderName")),
                reader.GetDateTime(reader.GetOrdinal("StartTime")).ToUniversalTime(),
                TimeSpan.FromMilliseconds(reader.GetInt64(reader.GetOrdinal("Period"))),
                reader.GetInt32(reader.GetOrdinal("Version")).ToString(CultureInfo.InvariantCulture)));
        }

        return rows;
    }
}
