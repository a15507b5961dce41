using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;

namespace Pivotal.SeamProbe;

/// <summary>The ticks of a process, for whoever watches it.</summary>
public sealed class SeamTicks
{
    public ConcurrentQueue<(string Grain, string Reminder, TickStatus Status)> All { get; } = new();
}

[Alias("seam.IReminded")]
public interface IReminded : IGrainWithStringKey
{
    [Alias("Register")]
    Task Register(string name, TimeSpan due, TimeSpan period);

    /// <returns>The names of the stored reminders, in order.</returns>
    [Alias("Names")]
    Task<string> Names();

    [Alias("Unregister")]
    Task Unregister(string name);
}

[GrainType("seam-reminded")]
public sealed class Reminded(SeamTicks ticks) : Grain, IReminded, IRemindable
{
    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task<string> Names() => string.Join(' ', (await this.GetReminders()).Select(r => r.ReminderName).Order(StringComparer.Ordinal));

    public async Task Unregister(string name) =>
        await this.UnregisterReminder(await this.GetReminder(name) ?? throw new InvalidOperationException($"There is no reminder {name}."));

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        ticks.All.Enqueue((this.GetPrimaryKeyString(), reminderName, status));
        return Task.CompletedTask;
    }
}
