using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Reminders that last as long as the process.</summary>
internal sealed class MemoryReminderRows : IReminderRows
{
    private readonly ConcurrentDictionary<(GrainId, string), Reminder> _rows = new();
    private int _version;

    public Task StartAsync(CancellationToken token) => Task.CompletedTask;

    public Task<List<Reminder>> ReadAllAsync() => Task.FromResult(_rows.Values.ToList());

    public Task<List<Reminder>> ReadAsync(GrainId grain) => Task.FromResult(_rows.Values.Where(r => r.Grain == grain).ToList());

    public Task<Reminder?> ReadAsync(GrainId grain, string name) => Task.FromResult(_rows.GetValueOrDefault((grain, name)));

    public Task<Reminder> UpsertAsync(GrainId grain, string name, DateTime startAt, TimeSpan period)
    {
        var etag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        return Task.FromResult(_rows[(grain, name)] = new Reminder(grain, name, startAt, period, etag));
    }

    public Task<bool> RemoveAsync(Reminder reminder) =>
        Task.FromResult(_rows.TryRemove(KeyValuePair.Create((reminder.Grain, reminder.ReminderName), reminder)));
}
