using Orleans.Runtime;

namespace Orleans.Local;

/// <summary>One row of the reminder table.</summary>
internal sealed record Reminder(GrainId Grain, string ReminderName, DateTime StartAt, TimeSpan Period, string ETag) : IGrainReminder
{
    /// <summary>The first scheduled tick after a time; ticks that were missed while the process was away are not made up.</summary>
    public DateTime NextTick(DateTime after)
    {
        if (after < StartAt)
        {
            return StartAt;
        }

        var past = (after - StartAt).Ticks / Period.Ticks;
        return StartAt + (past + 1) * Period;
    }
}
