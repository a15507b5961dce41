namespace Orleans.Hosting;

public sealed class ReminderOptions
{
    /// <summary>Shorter periods are refused: a reminder costs a database row per change. Default 1 minute.</summary>
    public TimeSpan MinimumReminderPeriod { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the table is read again, for rows that others changed. Default 5 minutes.</summary>
    public TimeSpan RefreshReminderListPeriod { get; set; } = TimeSpan.FromMinutes(5);
}
