using System.Collections.Concurrent;
using System.Diagnostics;

namespace Pivotal.Demo;

/// <summary>The campaign dials while the agents work, until there are leads enough or the time is up; then it drains.</summary>
internal sealed class DialStage(DemoOptions options, Staff staff, Guid campaign, TextWriter log)
{
    private static readonly TimeSpan DrainPatience = TimeSpan.FromSeconds(60);

    public ConcurrentQueue<Disposed> Disposed { get; } = new();

    public QueueView Last { get; private set; } = null!;

    public async Task Run(IReadOnlyList<Person> agents, CancellationToken ct)
    {
        using var shift = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var robots = agents
            .Select((agent, i) => new AgentRobot(agent, options.Product, options.Seed * 1000 + i, Disposed).Work(shift.Token, ct))
            .ToList();
        var work = Task.WhenAll(robots);
        try
        {
            await staff.Admin.Post<QueueView>($"campaigns/{campaign}/start", null, ct);
            await Until(
                work,
                queue => Qualified >= options.LeadGoal || queue.Status == "completed",
                TimeSpan.FromSeconds(options.DialSeconds),
                ct
            );
            if (Last.Status == "active")
                await staff.Admin.Post<QueueView>($"campaigns/{campaign}/drain", null, ct);
            if (!await Until(work, queue => queue.Status == "completed", DrainPatience, ct))
                throw new DemoException(
                    $"The campaign did not drain: {Last.InFlight} calls in flight after {DrainPatience.TotalSeconds} s."
                );
        }
        finally
        {
            await shift.CancelAsync();
        }

        await work;
    }

    private int Qualified => Disposed.Count(d => d.Disposition == "qualified");

    /// <summary>Looks twice a second; false when the time was up first. A robot that fails ends the run.</summary>
    private async Task<bool> Until(Task work, Func<QueueView, bool> reached, TimeSpan patience, CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        while (true)
        {
            Last = await staff.Admin.Get<QueueView>($"campaigns/{campaign}/queue", ct);
            if (reached(Last))
                return true;
            if (clock.Elapsed > patience)
                return false;
            if (clock.Elapsed - said > TimeSpan.FromSeconds(10))
            {
                said = clock.Elapsed;
                await log.WriteLineAsync(
                    $"  {Last.Today.Dials} dials, {Last.Today.Connected} connected, {Qualified} qualified{(Last.IdleReason is { } why ? $", idle: {why}" : "")}"
                );
            }

            var pause = Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            if (await Task.WhenAny(pause, work) == work)
                await work;
        }
    }
}
