using System.Text.Json;
using Orleans.Runtime;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Dialer;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Dialer;

/// <summary>What managers see, at most four times a second.</summary>
internal sealed partial class CampaignQueueGrain
{
    private static readonly TimeSpan PushEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CountEvery = TimeSpan.FromSeconds(2);
    private static readonly FeedAudience Managers = FeedAudience.InRoles("admin", "campaign_manager");
    private static readonly FeedAudience Staff = FeedAudience.InRoles("admin", "campaign_manager", "data_ops", "quality_analyst", "agent", "content_creator");

    private QueueCounts _counts = QueueCounts.None;
    private IReadOnlyList<QueueAgent> _agents = [];
    private bool _dirty = true;
    private bool _countsDirty = true;
    private bool _counting;
    private IGrainTimer? _countTimer;
    private DateTimeOffset _countedAt;
    private DateTimeOffset _pushedAt;
    private DateTimeOffset _budgetDay;
    private TimeSpan _countCost;

    private async Task PushWhenDue()
    {
        if (_pushedAt + PushEvery > Now || !_dirty) return;
        (_dirty, _pushedAt) = (false, Now);
        await Publish(new FeedMessage("dialer", "queue", JsonSerializer.Serialize(View(), Rows.Json), Managers));
    }

    private Task PushChange() => Publish(
        new FeedMessage("campaigns", "changed", JsonSerializer.Serialize(new { id = _key.Id, status = State.Status }, Rows.Json), Staff),
        new FeedMessage("dialer", "queue", JsonSerializer.Serialize(View(), Rows.Json), Managers));

    private Task Publish(params FeedMessage[] messages) => GrainFactory.Feed(_key.Tenant).Hint(log, messages);

    /// <summary>On a timer of its own: counting millions of waiting contacts takes seconds, in which the step must go on dialling.</summary>
    private async Task Count()
    {
        if (_counting || _lost || _state is null) return;
        _counting = true;
        try
        {
            await FreshCounts(CountEvery);
            if (time.GetElapsedTime(_paceStored) > StorePaceEvery) await StorePace();
        }
        catch (FenceLostException)
        {
            // Noted where it was lost; this activation is ending.
        }
        catch (DatabaseUnavailableException e)
        {
            DialerLog.StorageAway(log, _key.Id, e);
        }
        catch (Exception e)
        {
            DialerLog.StepFailed(log, _key.Id, "count", e);
            (_failed, _dirty) = (("count", Now), true);
        }
        finally
        {
            _counting = false;
        }
    }

    /// <summary>Counts the rows again when they changed and the last count is old enough; a large queue is counted more rarely.</summary>
    private async Task FreshCounts(TimeSpan notOlderThan)
    {
        var wait = notOlderThan == TimeSpan.Zero ? notOlderThan : TimeSpan.FromTicks(Math.Max(notOlderThan.Ticks, 20 * _countCost.Ticks));
        var age = Now - _countedAt;
        if ((!_countsDirty && age < TimeSpan.FromSeconds(10)) || age < wait) return;
        _countsDirty = false;
        var started = time.GetTimestamp();
        var (open, any) = await OpenZones();
        var midnight = Midnight(State.Settings, Now);
        // Behind the fence although it only reads: a queue without free agents writes nothing else, and would go on telling managers what is no longer so.
        (_counts, _agents) = await Fenced(async (s, ct) =>
            (await QueueCounts.Read(s, _key.Id, open, any, Now, midnight, ct), await AgentRow.OfCampaign(s, _key.Id, ct)));
        if (_budgetDay != midnight)
        {
            // The budget's window is the day. The rows know what an earlier activation spent of it.
            _budgetDay = midnight;
            State.Pacing.Budget.OnRecovered(_counts.Today.Answered, _counts.Today.Abandoned);
        }

        (_countedAt, _countCost, _dirty) = (Now, time.GetElapsedTime(started), true);
    }

    private QueueSnapshot View()
    {
        var campaign = State.Settings;
        var onCall = State.Calls.Where(c => c.AgentId is not null).DistinctBy(c => c.AgentId).ToDictionary(c => c.AgentId!.Value);
        var free = State.Free.ToDictionary(a => a.AgentId);
        var looking = State.Previews.ToDictionary(p => p.AgentId);
        var agents = _agents.Select(a =>
            onCall.TryGetValue(a.AgentId, out var call) ? a with { Status = AgentStatus.OnCall, Since = call.Since, CallId = call.CallId }
            : looking.TryGetValue(a.AgentId, out var preview) ? a with { Status = AgentStatus.Preview, Since = preview.Since, CallId = null }
            : free.TryGetValue(a.AgentId, out var idle) ? a with { Status = AgentStatus.Available, Since = idle.IdleSince, CallId = null }
            : a);
        var calls = State.Calls.Select(c => new LiveCall(c.CallId, c.ContactId, c.Phone, c.Status, c.Since, c.AgentId));
        var waits = _counts.Waiting.Any(w => w.Key is not (EntryReason.Due or EntryReason.NextUp) && w.Value > 0);
        return new QueueSnapshot(
            _key.Id, State.Status, _counts.Queued, State.Calls.Count, _counts.Done, _counts.Removed, _counts.Waiting, _counts.RemovedBy, _counts.Today,
            [.. agents], [.. calls], _failing && State.Status == CampaignStatus.Active ? AlertCode.StepFailed : State.IdleReason(Now, _counts.Due > 0, waits),
            NextOpen(), Now, Pace(), Alerts(), IdleToday(), Progress(), State.Goal);
    }

    private QueuePace Pace()
    {
        var (pacing, cap) = (State.Pacing, State.Settings.AbandonCap);
        return new(State.Settings.DialMode, pacing.AnswerRate, pacing.Ringing, pacing.Budget.Answered, pacing.Budget.Abandoned, pacing.Budget.Share, cap, pacing.Budget.Used, pacing.Budget.Threshold() > 0, State.AgentsKept, State.Settings.Rules.Agents.OccupancyTarget / 100.0);
    }

    private (CampaignSettings Of, IReadOnlyList<string>? Zones, DateTimeOffset? At)? _nextOpen;

    /// <summary>When the first of the queue's clocks enters the window; null while one is inside, and when none ever does.</summary>
    private DateTimeOffset? NextOpen()
    {
        var (campaign, now) = (State.Settings, Now);
        IReadOnlyList<string> clocks = campaign.UseContactZone && _zones is { Count: > 0 } ? _zones : [campaign.Zone];
        if (clocks.Any(c => campaign.IsOpen(now, c))) return null;
        // Until then the answer is the same, and it may have taken a search through more than a year for each clock.
        if (_nextOpen is { } known && ReferenceEquals(known.Of, campaign) && ReferenceEquals(known.Zones, _zones) && (known.At is null || known.At > now)) return known.At;
        _nextOpen = (campaign, _zones, clocks.Min(c => campaign.NextOpen(now, c)));
        return _nextOpen.Value.At;
    }
}
