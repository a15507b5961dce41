using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Dialer.Idle;
using Pivotal.Domain.Dialer.Order;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>
/// A campaign's rows, as the dialling step reads and writes them, each call one transaction behind the fence (<see cref="QueueFence"/>). A port, because the fault model (tests/faults) keeps them in memory.
/// What is done beside the step (lists, rules, orders, quotas, what a person asks for by hand) goes to the rows by <see cref="QueueStore"/>.
/// </summary>
/// <exception cref="FenceLostException">From each: another activation has taken the campaign.</exception>
internal interface IDiallingRows
{
    /// <summary>What has changed that the queue has not read, by <see cref="NewsRows"/>' kinds.</summary>
    Task<IReadOnlyCollection<string>> NewsKinds();

    /// <summary>The campaign's agents.</summary>
    Task<IReadOnlyList<Guid>> Agents();

    /// <summary>The clocks of the queue's people.</summary>
    Task<IReadOnlyList<string>> Zones();

    /// <summary>Long work that is not finished.</summary>
    Task<IReadOnlyList<OpenChore>> Chores();

    /// <inheritdoc cref="QueueLanes.Align"/>
    Task<(string Turn, bool Changed)> Align(IReadOnlyList<string> openZones);

    /// <inheritdoc cref="ClaimRows.Run"/>
    Task<IReadOnlyList<HopperEntry>> Claim(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except);

    /// <inheritdoc cref="ClaimRows.Choose"/>
    Task<IReadOnlyList<Guid>> Choose(ListMix? mix, int most, IReadOnlyList<string> openZones, IReadOnlyList<Guid> except);

    /// <inheritdoc cref="ClaimRows.Take"/>
    Task<IReadOnlyList<HopperEntry>> Take(IReadOnlyList<Guid> contacts);

    /// <inheritdoc cref="ClaimRows.Of"/>
    Task<IReadOnlyList<Guid>> Claimed();

    /// <summary>For each of these agents his longest due callback, contact → agent; those whose agent did not come in time go to the team.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> DueCallbacks(
        IReadOnlyList<Guid> agents,
        IReadOnlyList<string> openZones,
        IReadOnlyList<Guid> except
    );

    /// <inheritdoc cref="IntentRows"/>
    Task<StoredIntents> StoreIntents(Domain.Campaigns.CampaignSettings campaign, IReadOnlyList<PlannedDial> dials);

    /// <inheritdoc cref="QueueOrphans.Undo"/>
    Task Undo(IReadOnlyList<PlannedDial> dials);

    /// <inheritdoc cref="QueueRows.Return"/>
    Task Return(IReadOnlyList<EntryBack> back);

    /// <inheritdoc cref="QueueRows.StoreFates"/>
    Task StoreFates(IReadOnlyList<EntryWrite> fates);

    /// <inheritdoc cref="QueueRows.PutAside"/>
    Task<IReadOnlyList<Guid>> PutAside(IReadOnlyList<Guid> contacts);

    /// <inheritdoc cref="QueueRows.SetAside"/>
    Task SetAside(Guid contact, DateTimeOffset until);

    /// <inheritdoc cref="QueueRows.RemoveSuppressed"/>
    Task<IReadOnlyList<(Guid Contact, Guid? Account)>> RemoveSuppressed(IReadOnlyList<string> phones);

    /// <inheritdoc cref="QueueRows.WakeCapped"/>
    Task WakeCapped(IReadOnlyList<Guid> accounts);

    /// <inheritdoc cref="QueueRows.RemoveCapped"/>
    Task RemoveCapped(IReadOnlyList<Guid> accounts);

    /// <summary>From one status to another; what was claimed goes back with it.</summary>
    /// <returns>the agents set free</returns>
    Task<IReadOnlyList<Guid>> Move(string from, string to, Guid? by, IReadOnlyList<EntryBack> back);

    /// <summary>Entries and the day's calls counted, and the agents as their rows have them.</summary>
    Task<(EntryCounts Counts, IReadOnlyList<QueueAgent> Agents)> Count(
        IReadOnlyList<string> openZones,
        bool anyZone,
        DateTimeOffset dayStart
    );

    /// <summary>Why agents have waited since then.</summary>
    Task<IReadOnlyList<IdlePart>> Idle(DateTimeOffset since);

    Task StoreIdle(IReadOnlyList<IdlePart> parts);
}
