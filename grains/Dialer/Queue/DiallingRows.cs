using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Domain.Shared;
using Pivotal.Grains.Dialer.Idle;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>In the database.</summary>
internal sealed class DiallingRows(QueueStore store, QueueFence fence, QueueState state, TimeProvider time) : IDiallingRows
{
    private Guid Campaign => fence.Key.Id;

    private CampaignSettings Settings => state.Settings;

    private DateTimeOffset Now => time.GetUtcNow();

    public async Task<IReadOnlyCollection<string>> NewsKinds() => await store.Read((s, ct) => NewsRows.Kinds(s, Campaign, ct));

    public async Task<IReadOnlyList<Guid>> Agents() => await store.Read((s, ct) => QueueRecovery.Agents(s, Campaign, ct));

    public async Task<IReadOnlyList<string>> Zones() => await store.Read((s, ct) => QueueRecovery.Zones(s, Campaign, ct));

    public async Task<IReadOnlyList<OpenChore>> Chores() => await store.Read((s, ct) => ChoreRows.All(s, Campaign, ct));

    public Task<(string Turn, bool Changed)> Align(IReadOnlyList<string> openZones) =>
        store.WriteAlone((s, ct) => QueueLanes.Align(s, Settings, openZones, Now, ct));

    public Task<IReadOnlyList<HopperEntry>> Claim(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except) =>
        store.Write((s, ct) => ClaimRows.Run(s, Settings, mix, fence.Epoch, most, openZones, Now, QueueClaims.Lease, ct, except));

    public Task<IReadOnlyList<Guid>> Choose(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except) =>
        store.Write((s, ct) => ClaimRows.Choose(s, Settings, mix, most, openZones, except, Now, ct));

    public Task<IReadOnlyList<HopperEntry>> Take(IReadOnlyList<Guid> contacts) =>
        store.Write((s, ct) => ClaimRows.Take(s, Campaign, fence.Epoch, contacts, Now, QueueClaims.Lease, ct));

    public async Task<IReadOnlyList<Guid>> Claimed() => await store.Write((s, ct) => ClaimRows.Of(s, Campaign, fence.Epoch, ct));

    public Task<IReadOnlyDictionary<Guid, Guid>> DueCallbacks(
        IReadOnlyList<Guid> agents,
        IReadOnlyList<string> openZones,
        IReadOnlyList<Guid> except
    ) =>
        store.Write<IReadOnlyDictionary<Guid, Guid>>(
            async (s, ct) =>
            {
                var theirs = agents.Count == 0 ? [] : await CallbackRows.DueOf(s, Campaign, agents, openZones, except, Now, ct);
                await CallbackRows.PassOn(s, Settings, openZones, Now, ct);
                return theirs;
            }
        );

    public Task<StoredIntents> StoreIntents(CampaignSettings campaign, IReadOnlyList<PlannedDial> dials) =>
        store.Write((s, ct) => IntentRows.Store(s, campaign, fence.Epoch, dials, Now, ct));

    public Task Undo(IReadOnlyList<PlannedDial> dials) =>
        store.Write((s, ct) => QueueOrphans.Undo(s, Campaign, fence.Epoch, dials, Now, ct));

    public Task Return(IReadOnlyList<EntryBack> back) => store.Write((s, ct) => QueueRows.Return(s, Campaign, fence.Epoch, back, Now, ct));

    public Task StoreFates(IReadOnlyList<EntryWrite> fates) => store.Write((s, ct) => QueueRows.StoreFates(s, Settings, fates, Now, ct));

    public async Task<IReadOnlyList<Guid>> PutAside(IReadOnlyList<Guid> contacts) =>
        await store.Write((s, ct) => QueueRows.PutAside(s, Campaign, fence.Epoch, contacts, Now, ct));

    public Task SetAside(Guid contact, DateTimeOffset until) =>
        store.Write((s, ct) => QueueRows.SetAside(s, Campaign, contact, until, Now, ct));

    public async Task<IReadOnlyList<(Guid Contact, Guid? Account)>> RemoveSuppressed(IReadOnlyList<string> phones) =>
        await store.Write((s, ct) => QueueRows.RemoveSuppressed(s, Campaign, phones, Now, ct));

    public Task WakeCapped(IReadOnlyList<Guid> accounts) => store.Write((s, ct) => QueueRows.WakeCapped(s, Campaign, accounts, Now, ct));

    public Task RemoveCapped(IReadOnlyList<Guid> accounts) =>
        store.Write((s, ct) => QueueRows.RemoveCapped(s, Campaign, accounts, Now, ct));

    public Task<IReadOnlyList<Guid>> Move(string from, string to, Guid? by, IReadOnlyList<EntryBack> back) =>
        store.WriteAlone<IReadOnlyList<Guid>>(
            async (s, ct) =>
            {
                var free = await CampaignMoves.Move(s, Campaign, fence.Epoch, from, to, by, Now, Ids.New(), ct);
                if (back.Count > 0)
                    await QueueRows.Return(s, Campaign, fence.Epoch, back, Now, ct);
                return free;
            }
        );

    public Task<(EntryCounts Counts, IReadOnlyList<QueueAgent> Agents)> Count(
        IReadOnlyList<string> openZones,
        bool anyZone,
        DateTimeOffset dayStart
    ) =>
        // Behind the fence although it only reads: a queue without free agents writes nothing else, and would go on telling managers what is no longer so.
        store.Write<(EntryCounts, IReadOnlyList<QueueAgent>)>(
            async (s, ct) =>
                (await CountRows.Read(s, Campaign, openZones, anyZone, Now, dayStart, ct), await AgentBoardRows.OfCampaign(s, Campaign, ct))
        );

    public async Task<IReadOnlyList<IdlePart>> Idle(DateTimeOffset since) =>
        await store.Read((s, ct) => IdleRows.Load(s, Campaign, since, ct));

    public Task StoreIdle(IReadOnlyList<IdlePart> parts) => store.Write((s, ct) => IdleRows.Store(s, Campaign, parts, ct));
}
