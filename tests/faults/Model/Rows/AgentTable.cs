using Pivotal.Domain.Calls;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Agents;

namespace Pivotal.FaultTests.Model.Rows;

/// <summary>One agent's row of agent_states, and what else his grain reads and writes.</summary>
internal sealed class AgentTable(Centre centre, Guid agent, Campaign campaign) : IAgentRows
{
    private long _epoch;
    private string _status = AgentStatus.Offline;
    private string? _reason;
    private DateTimeOffset _since = World.Start;
    private DateTimeOffset? _idleSince;
    private DateTimeOffset? _wrapUpUntil;
    private Guid? _call;
    private string? _leg;
    private bool _atDesk;

    /// <summary>The call that the row names while he is on it.</summary>
    public Guid? OnCall => _status == AgentStatus.OnCall ? _call : null;

    private AgentCampaign? Assigned => campaign.Agents.Contains(agent) ? campaign.Assignment with { Status = campaign.Status } : null;

    public Task<(AgentFound Row, CallCard? Card, AgentDay Today)?> Take(
        Func<string, DateTimeOffset> dayIn,
        DateTimeOffset now,
        CancellationToken ct
    ) =>
        centre.Database.Run<(AgentFound, CallCard?, AgentDay)?>(() =>
        {
            _epoch++;
            dayIn("UTC");
            var open = centre.Attempts.Of(agent).FirstOrDefault(a => !a.Ended || (a.CallId == _call && a.Disposition is null));
            return (
                new(
                    "",
                    _status,
                    _reason,
                    _since,
                    _idleSince,
                    _leg,
                    _wrapUpUntil,
                    _epoch,
                    Assigned,
                    open?.CallId,
                    open is { Ended: true },
                    "UTC",
                    _atDesk
                ),
                open is null ? null : CallTable.Card(open, campaign.Settings),
                new AgentDay(0, 0, 0, 0)
            );
        });

    public Task<AgentDay> Today(DateTimeOffset dayStart) => centre.Database.Run(() => new AgentDay(0, 0, 0, 0));

    public Task<AgentCampaign?> Campaign() => centre.Database.Run(() => Assigned);

    public Task<string?> NameOf(Guid user) => throw new NotSupportedException("Nobody is forced in the model.");

    public Task<bool> MayWork(DateTimeOffset now) => throw new NotSupportedException("Nobody signs out in the model.");

    public Task<bool> AllowsPause(string? code) => centre.Database.Run(() => true);

    public Task<PauseInUse?> Pause(string code, DateTimeOffset since, DateTimeOffset dayStart) =>
        centre.Database.Run<PauseInUse?>(() => null);

    public Task NoteSkipped(Guid contact, Guid of, string reason, DateTimeOffset now) =>
        throw new NotSupportedException("Nobody sees a contact before the dial in the model.");

    public Task<(CallCard Card, bool Ended)?> Stray(DateTimeOffset since, IEnumerable<Guid> met) =>
        centre.Database.Run<(CallCard, bool)?>(() =>
            centre
                .Attempts.Of(agent)
                .FirstOrDefault(a =>
                    a.Stored?.BridgedAt is not null && (!a.Ended || (a.EndedAt > since && a.Disposition is null)) && !met.Contains(a.CallId)
                )
                is { } stray
                ? (CallTable.Card(stray, campaign.Settings), stray.Ended)
                : null
        );

    public Task<CallEnd?> Ended(Guid call) =>
        centre.Database.Run(() =>
            centre.Attempts.Find(call) is { EndedAt: { } at } row ? new CallEnd(row.Outcome ?? Outcome.Failed, at) : null
        );

    public Task Store(AgentState state, long epoch, IReadOnlyList<AgentLogLine> lines, Guid? forcedBy, DateTimeOffset now)
    {
        // What the transaction carries is what is known when it begins.
        var copy = state.Copy();
        return centre.Database.Run(() =>
        {
            Hold(epoch);
            (_status, _reason, _since, _idleSince) = (copy.Status, copy.Reason, copy.Since, copy.IdleSince);
            (_call, _leg, _wrapUpUntil, _atDesk) = (copy.Call?.CallId, copy.LegId, copy.WrapUpUntil, copy.AtDesk);
        });
    }

    public Task HoldFence(long epoch) => centre.Database.Run(() => Hold(epoch));

    public Task<DisposedAttempt?> FindDisposed(Guid call) =>
        centre.Database.Run(() =>
            centre.Attempts.Find(call) is { } row
                ? new DisposedAttempt(
                    row.Campaign,
                    row.Entry.Contact,
                    row.Entry.Account,
                    row.Entry.Phone,
                    row.AgentId,
                    row.Ended,
                    row.Disposition,
                    campaign.Settings
                )
                : null
        );

    public Task<DispositionEffect?> Dispose(DisposeCall request, DisposedAttempt attempt, long epoch, DateTimeOffset now) =>
        centre.Database.Run<DispositionEffect?>(() =>
        {
            Hold(epoch);
            if (centre.Attempts.Find(request.CallId) is not { Disposition: null } row)
                return null;
            row.Disposition = request.Disposition;
            row.AgentId ??= agent;
            return new(attempt.Plan(request.Disposition).MakesLead ? Ids.New(now) : null, [], [], []);
        });

    private void Hold(long epoch)
    {
        if (epoch != _epoch)
            throw new FenceLostException();
    }
}
