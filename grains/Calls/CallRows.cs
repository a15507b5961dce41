using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Compliance;

namespace Pivotal.Grains.Calls;

/// <summary>In the database.</summary>
internal sealed class CallRows(TenantDb db) : ICallRows
{
    public Task<(AttemptFound Row, CallCard? Card)?> Take(GrainKey call, DateTimeOffset now) =>
        db.InTenant<(AttemptFound, CallCard?)?>(
            call.Tenant,
            async (s, ct) => await Take(s, call.Id, now, ct) is { } row ? (row, await CardRow.Of(s, call.Id, ct)) : null
        );

    public Task<AttemptsStored> Store(
        Guid tenant,
        IReadOnlyList<AttemptSnapshot> rows,
        IReadOnlyList<HandledEvent> events,
        DateTimeOffset now,
        CancellationToken ct
    ) => db.InTenant(tenant, (s, inner) => AttemptRow.Store(s, rows, events, now, inner), ct);

    public Task<DoNotCall?> OptOut(GrainKey call, DateTimeOffset at, DateTimeOffset now) =>
        db.InTenant(call.Tenant, (s, ct) => OptOutRows.Store(s, call.Id, at, Ids.New(now), now, ct));

    public Task<CallLines> Lines(Guid tenant, Guid? agent, Guid campaign) =>
        db.InTenant(tenant, (s, ct) => AttemptRow.Lines(s, agent, campaign, ct));

    public Task KeepSupervisor(GrainKey call, long epoch, SupervisedBy? supervisor) =>
        db.InTenant(call.Tenant, (s, ct) => AttemptRow.KeepSupervisor(s, call.Id, epoch, supervisor, ct));

    /// <summary>Nobody is called outside his hours, also not by an order that was given within them and is repeated.</summary>
    private static async Task<AttemptFound?> Take(TenantSession session, Guid call, DateTimeOffset now, CancellationToken ct)
    {
        var row = await AttemptRow.Take(session, call, ct);
        var open = row is not { MayBeUnordered: true } || await CallHours.AreOpen(session, row.CampaignId, row.ContactId, now, ct);
        return open ? row : row! with { From = null };
    }
}
