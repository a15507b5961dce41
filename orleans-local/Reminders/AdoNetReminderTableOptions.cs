namespace Orleans.Configuration;

/// <summary>Where reminders are stored. Only PostgreSQL here: <see cref="Invariant"/> is <c>Npgsql</c>.</summary>
public class AdoNetReminderTableOptions
{
    public string Invariant { get; set; } = null!;

    public string? ConnectionString { get; set; }
}
