using System.Text.Json;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>What managers see, at most four times a second.</summary>
/// <param name="work">how far the long work on the rows is; null: there is none</param>
internal sealed class QueueBoard(
    QueueContext queue,
    QueueClocks clocks,
    QueueFaults faults,
    QueueCounter counter,
    QueueIdle idle,
    Func<QueueWork?> work
)
{
    private static readonly TimeSpan PushEvery = TimeSpan.FromMilliseconds(250);
    private static readonly FeedAudience Managers = FeedAudience.InRoles(Roles.Manage);
    private static readonly FeedAudience Staff = FeedAudience.InRoles(Roles.Staff);

    private DateTimeOffset _pushedAt;

    private QueueState State => queue.State;

    public Task PushWhenDue() => _pushedAt + PushEvery > queue.Now || !queue.Pulse.ViewChanged ? Task.CompletedTask : PushNow();

    public Task PushNow()
    {
        (queue.Pulse.ViewChanged, _pushedAt) = (false, queue.Now);
        return Publish(Shown());
    }

    /// <summary>The campaign has another status.</summary>
    public Task PushMove() =>
        Publish(
            new FeedMessage(
                "campaigns",
                "changed",
                JsonSerializer.Serialize(new { id = queue.Key.Id, status = State.Status }, Rows.Json),
                Staff
            ),
            Shown()
        );

    public QueueSnapshot View()
    {
        var counts = counter.Counts;
        return new(
            queue.Key.Id,
            State.Status,
            counts.Queued,
            State.Calls.Count,
            counts.Done,
            counts.Removed,
            counts.Waiting,
            counts.RemovedBy,
            counts.Today,
            Agents(),
            [.. State.Calls.Select(c => new LiveCall(c.CallId, c.ContactId, c.Phone, c.Status, c.Since, c.AgentId))],
            faults.InLastRound && State.Status == CampaignStatus.Active ? AlertCode.StepFailed : WhyNothingIsDialled(),
            clocks.NextOpen(),
            queue.Now,
            Pace(),
            Alerts(),
            idle.Today,
            work(),
            State.Goal
        );
    }

    public string? WhyNothingIsDialled() => State.IdleReason(queue.Now, counter.Counts.Due > 0, counter.SomebodyWaits);

    private FeedMessage Shown() => new("dialer", "queue", JsonSerializer.Serialize(View(), Rows.Json), Managers);

    private Task Publish(params FeedMessage[] messages) => queue.Grains.Feed(queue.Key.Tenant).Hint(queue.Log, messages);

    /// <summary>As their rows have them, and by what has happened here since those were read.</summary>
    private IReadOnlyList<QueueAgent> Agents()
    {
        var onCall = State.Calls.Where(c => c.AgentId is not null).DistinctBy(c => c.AgentId).ToDictionary(c => c.AgentId!.Value);
        var free = State.Free.ToDictionary(a => a.AgentId);
        var looking = State.Previews.ToDictionary(p => p.AgentId);
        return
        [
            .. counter.Agents.Select(a =>
                onCall.TryGetValue(a.AgentId, out var call)
                    ? a with
                    {
                        Status = AgentStatus.OnCall,
                        Since = call.Since,
                        CallId = call.CallId,
                    }
                : looking.TryGetValue(a.AgentId, out var preview)
                    ? a with
                    {
                        Status = AgentStatus.Preview,
                        Since = preview.Since,
                        CallId = null,
                    }
                : free.TryGetValue(a.AgentId, out var waiting)
                    ? a with
                    {
                        Status = AgentStatus.Available,
                        Since = waiting.IdleSince,
                        CallId = null,
                    }
                : a
            ),
        ];
    }

    private QueuePace Pace()
    {
        var (pacing, budget) = (State.Pacing, State.Pacing.Budget);
        return new(
            queue.Settings.DialMode,
            pacing.AnswerRate,
            pacing.Ringing,
            budget.Answered,
            budget.Abandoned,
            budget.Share,
            queue.Settings.AbandonCap,
            budget.Used,
            budget.Threshold() > 0,
            State.AgentsKept,
            queue.Settings.Rules.Agents.OccupancyTarget / 100.0
        );
    }

    private IReadOnlyList<QueueAlert> Alerts() =>
        !counter.HasCounted
            ? []
            : QueueAlerts.Of(
                new(
                    State.Status,
                    queue.Settings.DialMode,
                    State.Pacing.Budget.Used,
                    idle.Trouble,
                    WaitingForCalls(),
                    counter.Counts.Queued,
                    State.Calls.Count,
                    counter.Ready,
                    counter.Counts.Waiting
                )
                {
                    Team = counter.Agents,
                    Goal = State.Goal,
                    Filling = work() is { Kind: OpenChore.Members },
                    Failed = faults.Last,
                },
                queue.Now
            );

    /// <summary>Who is kept free on purpose, or dials himself, does not wait for us.</summary>
    private IReadOnlyCollection<IdleAgent> WaitingForCalls() =>
        queue.Settings.Mode.AgentPicks ? []
        : State.AgentsKept == 0 ? State.Free
        : [.. State.Free.OrderBy(a => a.IdleSince).Skip(State.AgentsKept)];
}
