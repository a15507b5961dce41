using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer;

/// <summary>
/// What has changed of the queue's people and of the campaign itself, by whatever way: read within a second, judged anew, and claimed as it is now. Until it is read nobody whom it is about is dialled
/// (<see cref="IntentRows"/>).
/// </summary>
internal sealed partial class CampaignQueueGrain
{
    private readonly NewsTurn _news = new();

    private Task _announcing = Task.CompletedTask;

    private async Task ReadNews()
    {
        if (!_news.IsDue(Now)) return;
        var kinds = await InTenant((s, ct) => NewsRows.Kinds(s, _key.Id, ct));
        if (kinds.Contains("settings")) await Reload();
        if (kinds.Contains("agents"))
        {
            var lines = await AgentLines();
            await KnowAgents();
            await WasRead(lines);
        }

        // A pass through the lists that still runs is finished first: an import of many would otherwise begin it again and again.
        if (kinds.Contains("members") && _chores.All(c => c.Kind != QueueChore.Members)) await TakeNewMembers();
        if (kinds.Contains("contact")) await ReadContacts();
    }

    private async Task ReadContacts()
    {
        var news = await Fenced((s, ct) => NewsRows.Take(s, State.Settings, Now, ct));
        await Task.WhenAll(State.OnChanged(news.Contacts, news.Ringing).Select(call => GrainFactory.Call(_key.Tenant, call).HangUp("suppressed")));
        if (news.Contacts.Count == 0) return;
        await WasRead(news.Lines);
        (_zones, _countsDirty, _nextClaim, _nextOwn) = (null, true, default, default);
        await GiveBackPlaces(news.Left);
    }

    /// <summary>Settings, law, lists and agents as they are now.</summary>
    private async Task Reload()
    {
        var agents = await AgentLines();
        await LoadSettings();
        if (State.Status is CampaignStatus.Active or CampaignStatus.Paused)
        {
            await TakeNewMembers();
            await Arrange();
        }

        await KnowAgents();
        await WasRead(agents);
        (_zones, _countsDirty, _nextClaim, _nextOwn) = (null, true, default, default);
    }

    private async Task LoadSettings()
    {
        var (lines, found) = await Fenced(async (s, ct) => (await NewsRows.Lines(s, _key.Id, ct, "settings"), await CampaignRow.Load(s, _key.Id, ct)));
        if (found is not { } row) return;
        State.OnSettings(row.Settings);
        await RecoverLegalWindows();
        await RecoverGoal();
        await WasRead(lines);
    }

    private Task<long[]> AgentLines() => InTenant((s, ct) => NewsRows.Lines(s, _key.Id, ct, "agents"));

    private Task WasRead(long[] lines) => lines.Length == 0 ? Task.CompletedTask : Fenced((s, ct) => NewsRows.Remove(s, lines, ct));

    private async Task TakeNewMembers()
    {
        await FencedAlone(async (s, ct) =>
        {
            await NewsRows.OnRead(s, _key.Id, ct, "members");
            if (State.Status is not (CampaignStatus.Active or CampaignStatus.Paused)) return;
            await MembersChore.Begin(s, State.Settings, Now, ct);
            await RulesChore.Begin(s, State.Settings, everything: false, Now, ct);
        });
        await ReadChores();
    }

    private async Task KnowAgents()
    {
        var agents = (await InTenant((s, ct) => QueueRecovery.Agents(s, _key.Id, ct))).ToHashSet();
        Guid[] gone = [.. State.Free.Concat(State.Held).Select(a => a.AgentId).Where(a => !agents.Contains(a)).Distinct()];
        foreach (var agent in gone) State.OnAgentUnavailable(agent);
        await TakeBack();
        _announcing = AnnounceAfter(_announcing, [.. agents, .. gone]);
    }

    /// <summary>Beside the step, which does not wait for an agent who is busy with something else.</summary>
    private async Task AnnounceAfter(Task before, IReadOnlyList<Guid> agents)
    {
        await before;
        try
        {
            await Announce(agents);
        }
        catch (Exception e)
        {
            OnFailed("agents", e);
        }
    }
}
