using Microsoft.Extensions.DependencyInjection;
using Orleans.Local;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Reminders: ticks that outlive the activation and the process. They are minutes apart at the least; for anything faster,
/// let a reminder wake the grain and a timer do the rest.
/// </summary>
public static class GrainReminderExtensions
{
    /// <param name="grain">The grain; its class implements <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">Unique within the grain; a second registration replaces the first.</param>
    /// <param name="dueTime">Time until the first tick.</param>
    /// <param name="period">Time between ticks, at least <see cref="Hosting.ReminderOptions.MinimumReminderPeriod"/>.</param>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this Grain grain, string reminderName, TimeSpan dueTime, TimeSpan period) =>
        RegisterOrUpdateReminder((IGrainBase)grain, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)"/>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(this IGrainBase grain, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        if (grain is not IRemindable)
        {
            throw new InvalidOperationException($"{grain.GetType()} does not implement {nameof(IRemindable)}.");
        }

        return Service(grain).RegisterAsync(grain.GrainContext.GrainId, reminderName, dueTime, period);
    }

    /// <summary>Removes a reminder. Fails with <see cref="ReminderException"/> if it was changed since <paramref name="reminder"/> was read.</summary>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) => UnregisterReminder((IGrainBase)grain, reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)"/>
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        return Service(grain).UnregisterAsync((Reminder)reminder);
    }

    /// <returns>The reminder, or null if there is none of this name.</returns>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) => GetReminder((IGrainBase)grain, reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)"/>
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        return Service(grain).GetAsync(grain.GrainContext.GrainId, reminderName);
    }

    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetReminders((IGrainBase)grain);

    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) => Service(grain).GetAllAsync(grain.GrainContext.GrainId);

    private static ReminderService Service(IGrainBase grain) =>
        grain.GrainContext.ActivationServices.GetService<ReminderService>()
        ?? throw new InvalidOperationException("No reminder service is registered; call UseAdoNetReminderService on the silo builder.");
}
