using Orleans;
using Orleans.Runtime;

namespace Pivotal.ClusterTests.Engine;

[Alias("test.IReminderGrain")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("Register")]
    Task Register(string name, TimeSpan due, TimeSpan period);

    [Alias("Unregister")]
    Task Unregister(string name);

    [Alias("Has")]
    Task<bool> Has(string name);

    [Alias("Names")]
    Task<string[]> Names();

    [Alias("Leave")]
    Task Leave();
}

[GrainType("test-reminder")]
public sealed class ReminderGrain(Journal journal) : Grain, IReminderGrain, IRemindable
{
    public Task Register(string name, TimeSpan due, TimeSpan period) => this.RegisterOrUpdateReminder(name, due, period);

    public async Task Unregister(string name) => await this.UnregisterReminder((await this.GetReminder(name))!);

    public async Task<bool> Has(string name) => await this.GetReminder(name) is { } found && found.ReminderName == name;

    public async Task<string[]> Names() => [.. (await this.GetReminders()).Select(r => r.ReminderName).Order()];

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        journal.Write($"{reminderName} at {status.CurrentTickTime - status.FirstTickTime} context {RequestContext.Get("who") ?? "(none)"}");
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
