using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer.Queue;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>What one activation of a queue reads and writes, behind its fence.</summary>
internal sealed class QueueTable(Centre centre, Campaign campaign, QueueFence fence) : IDiallingRows
{
    private Entries Entries => campaign.Entries;

    public Task<IReadOnlyCollection<string>> NewsKinds() => centre.Database.Run<IReadOnlyCollection<string>>(() => []);

    public Task<IReadOnlyList<Guid>> Agents() => centre.Database.Run<IReadOnlyList<Guid>>(() => [.. campaign.Agents]);

    public Task<IReadOnlyList<string>> Zones() => centre.Database.Run<IReadOnlyList<string>>(() => ["UTC"]);

    public Task<IReadOnlyList<OpenChore>> Chores() => centre.Database.Run<IReadOnlyList<OpenChore>>(() => []);

    public Task<(string Turn, bool Changed)> Align(IReadOnlyList<string> openZones) => Write(() => ("000000", false));

    public Task<IReadOnlyList<HopperEntry>> Claim(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except) =>
        Write<IReadOnlyList<HopperEntry>>(() => Entries.Claim(most, fence.Epoch));

    public Task<IReadOnlyList<Guid>> Choose(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except) =>
        throw new NotSupportedException("No row of the model is refused.");

    public Task<IReadOnlyList<HopperEntry>> Take(IReadOnlyList<Guid> contacts) =>
        contacts.Count == 0
            ? Task.FromResult<IReadOnlyList<HopperEntry>>([])
            : throw new NotSupportedException("Nobody is called back in the model.");

    public Task<IReadOnlyList<Guid>> Claimed() => Write<IReadOnlyList<Guid>>(() => Entries.Claimed(fence.Epoch));

    public Task<IReadOnlyDictionary<Guid, Guid>> DueCallbacks(
        IReadOnlyList<Guid> agents,
        IReadOnlyList<string> openZones,
        IReadOnlyList<Guid> except
    ) => Write<IReadOnlyDictionary<Guid, Guid>>(() => new Dictionary<Guid, Guid>());

    public Task<StoredIntents> StoreIntents(CampaignSettings settings, IReadOnlyList<PlannedDial> dials) =>
        Write(() => new StoredIntents(Entries.StoreIntents(settings.Id, dials, fence.Epoch), new HashSet<Guid>(), []));

    public Task Undo(IReadOnlyList<PlannedDial> dials) =>
        Write(() =>
        {
            foreach (var dial in dials)
            {
                centre.Attempts.Undo(dial.CallId);
                Entries.Undo(dial, fence.Epoch);
            }

            return true;
        });

    public Task Return(IReadOnlyList<EntryBack> back) => Each(back, b => Entries.Return(b, fence.Epoch));

    public Task StoreFates(IReadOnlyList<EntryWrite> fates) => Each(fates, Entries.StoreFate);

    public Task<IReadOnlyList<Guid>> PutAside(IReadOnlyList<Guid> contacts) =>
        Write<IReadOnlyList<Guid>>(() => Entries.PutAside(contacts, fence.Epoch));

    public Task SetAside(Guid contact, DateTimeOffset until) => Each([contact], c => Entries.SetAside(c, until));

    public Task<IReadOnlyList<(Guid Contact, Guid? Account)>> RemoveSuppressed(IReadOnlyList<string> phones) =>
        Write<IReadOnlyList<(Guid, Guid?)>>(() => Entries.Remove(e => phones.Contains(e.Phone), EntryReason.Dnc));

    public Task WakeCapped(IReadOnlyList<Guid> accounts) => Each([accounts], Entries.WakeCapped);

    public Task RemoveCapped(IReadOnlyList<Guid> accounts) =>
        Write(() => Entries.Remove(e => e.Account is { } account && accounts.Contains(account), EntryReason.CapReached));

    public Task<IReadOnlyList<Guid>> Move(string from, string to, Guid? by, IReadOnlyList<EntryBack> back) =>
        Write<IReadOnlyList<Guid>>(() =>
        {
            campaign.Status = to;
            foreach (var entry in back)
                Entries.Return(entry, fence.Epoch);
            if (to != CampaignStatus.Completed)
                return [];
            Guid[] free = [.. campaign.Agents];
            campaign.Agents.Clear();
            return free;
        });

    public Task<(EntryCounts Counts, IReadOnlyList<QueueAgent> Agents)> Count(
        IReadOnlyList<string> openZones,
        bool anyZone,
        DateTimeOffset dayStart
    ) => Write<(EntryCounts, IReadOnlyList<QueueAgent>)>(() => (EntryCounts.None, []));

    public Task<IReadOnlyList<IdlePart>> Idle(DateTimeOffset since) => centre.Database.Run<IReadOnlyList<IdlePart>>(() => []);

    public Task StoreIdle(IReadOnlyList<IdlePart> parts) => Write(() => true);

    /// <summary>What an activation finds: as <see cref="QueueRecovery"/> reads it.</summary>
    public static QueueFound Recover(Centre centre, Campaign campaign)
    {
        campaign.Entries.Recover();
        return new(
            [
                .. centre
                    .Attempts.Open.Where(a => a.Campaign == campaign.Settings.Id)
                    .Select(a => new InFlightCall(
                        a.CallId,
                        a.Entry.Contact,
                        a.Entry.Account,
                        a.Entry.Phone,
                        a.AttemptNo,
                        a.Status,
                        a.Stored?.BridgedAt ?? a.Stored?.AnsweredAt ?? a.Stored?.DialedAt ?? a.CreatedAt,
                        a.AgentId,
                        null
                    )),
            ],
            [
                .. campaign
                    .Entries.Rows.Where(e => e.Status == EntryStatus.InProgress)
                    .Select(e => (Entry: e, Call: centre.Attempts.Find(e.CallId!.Value)))
                    .Where(e => e.Call is { Ended: true })
                    .Select(e => new EndedMeanwhile(
                        e.Call!.CallId,
                        e.Entry.Contact,
                        e.Entry.Account,
                        e.Entry.Attempts,
                        e.Call.Outcome ?? Outcome.Failed,
                        e.Call.EndedAt!.Value,
                        e.Call.Stored?.DialedAt is not null
                    )),
            ],
            centre.Caps.Held(campaign.Settings.Id),
            [.. campaign.Agents]
        );
    }

    private Task Each<T>(IReadOnlyList<T> all, Action<T> one) =>
        Write(() =>
        {
            foreach (var each in all)
                one(each);
            return true;
        });

    private Task<T> Write<T>(Func<T> work) =>
        fence.Behind(() => centre.Database.Run(() => campaign.Epoch == fence.Epoch ? work() : throw new FenceLostException()));
}
