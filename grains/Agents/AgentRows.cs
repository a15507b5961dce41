using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Calls;

namespace Pivotal.Grains.Agents;

/// <summary>In the database.</summary>
internal sealed class AgentRows(TenantDb db, GrainKey key) : IAgentRows
{
    public Task<(AgentFound Row, CallCard? Card, AgentDay Today)?> Take(
        Func<string, DateTimeOffset> dayIn,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        In<(AgentFound, CallCard?, AgentDay)?>(
            async (s, token) =>
            {
                if (await AgentStateRows.Take(s, key.Id, now, token) is not { } found)
                    return null;
                var call = found.OpenCall is { } open ? await CardRow.Of(s, open, token) : null;
                return (found, call, await AgentStateRows.Today(s, key.Id, dayIn(found.Zone), token));
            },
            ct
        );

    public Task<AgentDay> Today(DateTimeOffset dayStart) => In((s, ct) => AgentStateRows.Today(s, key.Id, dayStart, ct));

    public Task<AgentCampaign?> Campaign() => In((s, ct) => AgentStateRows.Campaign(s, key.Id, ct));

    public Task<string?> NameOf(Guid user) => In((s, ct) => AgentStateRows.Name(s, user, ct));

    public Task<bool> MayWork(DateTimeOffset now) => In((s, ct) => AgentStateRows.MayWork(s, key.Id, now, ct));

    public Task<bool> AllowsPause(string? code) => In((s, ct) => PauseRows.Allows(s, code, ct));

    public Task<PauseInUse?> Pause(string code, DateTimeOffset since, DateTimeOffset dayStart) =>
        In((s, ct) => PauseRows.Find(s, key.Id, code, since, dayStart, ct));

    public Task NoteSkipped(Guid contact, Guid campaign, string reason, DateTimeOffset now) =>
        In(
            async (s, ct) =>
            {
                await AuditRow.Insert(s, Ids.New(now), key.Id, "contacts.skipped", "contact", contact, new { campaign, reason }, now, ct);
                return true;
            }
        );

    public Task<(CallCard Card, bool Ended)?> Stray(DateTimeOffset since, IEnumerable<Guid> met) =>
        In<(CallCard, bool)?>(
            async (s, ct) =>
                await AgentStateRows.Stray(s, key.Id, since, met, ct) is { } stray && await CardRow.Of(s, stray.Call, ct) is { } card
                    ? (card, stray.Ended)
                    : null
        );

    public Task<CallEnd?> Ended(Guid call) => In((s, ct) => AgentStateRows.Ended(s, call, ct));

    public Task Store(AgentState agent, long epoch, IReadOnlyList<AgentLogLine> lines, Guid? forcedBy, DateTimeOffset now) =>
        In(
            async (s, ct) =>
            {
                await AgentStateRows.Store(s, agent, epoch, lines, ct);
                if (forcedBy is not { } supervisor)
                    return true;
                var forced = new { status = agent.Pending ?? agent.Status, reason = agent.PendingReason ?? agent.Reason };
                await AuditRow.Insert(s, Ids.New(now), supervisor, "agents.forced", "user", key.Id, forced, now, ct);
                return true;
            }
        );

    public Task HoldFence(long epoch) =>
        In(
            (s, _) =>
            {
                AgentStateRows.HoldFence(s, key.Id, epoch);
                return Task.FromResult(true);
            }
        );

    public Task<DisposedAttempt?> FindDisposed(Guid call) => In((s, ct) => DispositionRows.Find(s, call, ct));

    public Task<DispositionEffect?> Dispose(DisposeCall request, DisposedAttempt attempt, long epoch, DateTimeOffset now)
    {
        var (lead, audit) = (Ids.New(now), Ids.New(now));
        return In(
            async (s, ct) =>
            {
                AgentStateRows.HoldFence(s, key.Id, epoch);
                return await DispositionRows.Store(s, request, attempt, key.Id, lead, audit, now, ct);
            }
        );
    }

    private Task<T> In<T>(Func<TenantSession, CancellationToken, Task<T>> work, CancellationToken ct = default) =>
        db.InTenant(key.Tenant, work, ct);
}
