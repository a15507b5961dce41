using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>Where reminders are kept.</summary>
internal interface IReminderRows
{
    Task StartAsync(CancellationToken token);

    Task<List<Reminder>> ReadAllAsync();

    Task<List<Reminder>> ReadAsync(GrainId grain);

    Task<Reminder?> ReadAsync(GrainId grain, string name);

    Task<Reminder> UpsertAsync(GrainId grain, string name, DateTime startAt, TimeSpan period);

    /// <returns>False when the row was changed or removed since.</returns>
    Task<bool> RemoveAsync(Reminder reminder);
}
