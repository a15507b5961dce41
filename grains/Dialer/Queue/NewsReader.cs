using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Campaigns;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// What has changed of the queue's people and of the campaign itself, by whatever way: read within a second, judged anew, and claimed as it is now. Until it is read nobody whom it is about is dialled
/// (<see cref="IntentRows"/>).
/// </summary>
internal sealed class NewsReader(
    QueueContext queue,
    NewsTurn turn,
    QueueFaults faults,
    QueueClocks clocks,
    QueueChores chores,
    QueueClaims claims,
    AccountPlaces accounts,
    LeadPlaces leads,
    LegalWindows law,
    QueueTeam team,
    QueueLines lines
)
{
    /// <summary>Agents are told beside the step, which does not wait for one who is busy with something else.</summary>
    public Task Announcing { get; private set; } = Task.CompletedTask;

    public async Task Read()
    {
        if (!turn.IsDue(queue.Now))
            return;
        var kinds = await queue.Rows.NewsKinds();
        if (kinds.Contains("settings"))
            await Reload();
        if (kinds.Contains("agents"))
        {
            var read = await AgentLines();
            await KnowAgents();
            await WasRead(read);
        }

        // A pass through the lists that still runs is finished first: an import of many would otherwise begin it again and again.
        if (kinds.Contains("members") && !chores.TakesMembers)
            await TakeNewMembers();
        if (kinds.Contains("contact"))
            await ReadContacts();
    }

    /// <summary>Settings, law, lists and agents as they are now.</summary>
    public async Task Reload()
    {
        var read = await AgentLines();
        await LoadSettings();
        if (queue.State.Status is CampaignStatus.Active or CampaignStatus.Paused)
        {
            await TakeNewMembers();
            await claims.Arrange();
        }

        await KnowAgents();
        await WasRead(read);
        clocks.Forget();
        queue.Pulse.LookAgain();
    }

    public async Task LoadSettings()
    {
        var (read, found) = await queue.Store.Write(
            async (s, ct) => (await NewsRows.Lines(s, queue.Key.Id, ct, "settings"), await CampaignRow.Load(s, queue.Key.Id, ct))
        );
        if (found is not { } row)
            return;
        queue.State.OnSettings(row.Settings);
        await law.Recover();
        await leads.Recover();
        await WasRead(read);
    }

    private async Task ReadContacts()
    {
        var news = await queue.Store.Write((s, ct) => NewsRows.Take(s, queue.Settings, queue.Now, ct));
        await lines.Suppressed(queue.State.OnChanged(news.Contacts, news.Ringing));
        queue.State.OnCallable(news.Callable);
        if (news.Contacts.Count == 0)
            return;
        await WasRead(news.Lines);
        clocks.Forget();
        queue.Pulse.LookAgain();
        await accounts.GiveBack(news.Left);
    }

    private Task<long[]> AgentLines() => queue.Store.Read((s, ct) => NewsRows.Lines(s, queue.Key.Id, ct, "agents"));

    private Task WasRead(long[] read) => read.Length == 0 ? Task.CompletedTask : queue.Store.Write((s, ct) => NewsRows.Remove(s, read, ct));

    private async Task TakeNewMembers()
    {
        await queue.Store.WriteAlone(
            async (s, ct) =>
            {
                await NewsRows.OnRead(s, queue.Key.Id, ct, "members");
                if (queue.State.Status is not (CampaignStatus.Active or CampaignStatus.Paused))
                    return;
                await MembersChore.Begin(s, queue.Settings, queue.Now, ct);
                await RulesChore.Begin(s, queue.Settings, everything: false, queue.Now, ct);
            }
        );
        await chores.Read();
    }

    private async Task KnowAgents()
    {
        var agents = (await team.All()).ToHashSet();
        Guid[] gone = [.. queue.State.Free.Concat(queue.State.Held).Select(a => a.AgentId).Where(a => !agents.Contains(a)).Distinct()];
        foreach (var agent in gone)
            queue.State.OnAgentUnavailable(agent);
        await lines.TakeBack();
        Announcing = AnnounceAfter(Announcing, [.. agents, .. gone]);
    }

    private async Task AnnounceAfter(Task before, IReadOnlyList<Guid> agents)
    {
        await before;
        try
        {
            await team.Announce(agents);
        }
        catch (Exception e)
        {
            faults.OnFailed("agents", e);
        }
    }
}
