using System.Text.Json;
using Microsoft.Extensions.Logging;
using Orleans;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Realtime;
using Pivotal.Grains.Telephony;

namespace Pivotal.Grains.Calls;

/// <summary>A supervisor on the call: his own leg is dialled like an agent's and joined to the agent's leg in a role. The conversation waits for nothing of it.</summary>
internal sealed class Supervisor(
    ICallRows rows,
    ICarrier carrier,
    CallTerms terms,
    CallState state,
    AttemptStore store,
    Bridging bridging,
    IGrainFactory grains,
    TimeProvider time,
    ILogger log
)
{
    private static readonly FeedAudience Managers = FeedAudience.InRoles(Roles.Manage);

    private readonly Supervision _supervision = new(terms.CallId);
    private string _dialledRole = SupervisorRole.Monitor;

    /// <summary>As the row says after a restart.</summary>
    public void Restore(SupervisedBy by) => _supervision.Restore(by.By, by.Role, by.LegId, time.GetUtcNow());

    public async Task<Result<SupervisionView>> Ask(Guid by, string role)
    {
        var (refusal, command) = _supervision.Ask(
            by,
            role,
            state is { Ended: false, AgentId: not null, Facts.BridgedAt: not null },
            time.GetUtcNow()
        );
        if (refusal is not null)
            return refusal;
        if (command is not null && !await CarryOut(command))
            return SupervisionRefusals.Carrier();
        // He may have been quicker to leave than the carrier to answer.
        if (_supervision.View is not { } view)
            return SupervisionRefusals.NotLive();
        await Keep();
        await Tell(view);
        return view;
    }

    public async Task<Result<SupervisionView>> Stop(Guid by)
    {
        if (_supervision.View is not { } view || view.SupervisorId != by)
            return SupervisionRefusals.NotOn();
        await End();
        return view with { Status = SupervisionView.Over };
    }

    public async Task Handle(CarrierEvent e)
    {
        switch (e.Kind)
        {
            case CarrierEventKind.Answered:
                if (_supervision.OnAnswered(e.LegId, _dialledRole) is { } command)
                    await CarryOut(command);
                if (_supervision.View is { } view)
                    await Tell(view);
                await Keep();
                break;
            case CarrierEventKind.HungUp:
                var before = _supervision.View;
                if (!_supervision.OnHungUp(e.LegId))
                    break;
                await Keep();
                await Tell(before! with { Status = SupervisionView.Over });
                break;
        }
    }

    /// <summary>The call is over and everybody knows; the supervisor's leg goes with it.</summary>
    public async Task Leave()
    {
        try
        {
            await End();
        }
        catch (Exception e)
        {
            CallsLog.SupervisorStays(log, terms.CallId, e);
        }
    }

    private async Task End()
    {
        if (_supervision.View is not { } view)
            return;
        if (_supervision.Stop() is { } command)
            await CarryOut(command);
        await Keep();
        await Tell(view with { Status = SupervisionView.Over });
    }

    private async Task<bool> CarryOut(SupervisionCommand command)
    {
        switch (command)
        {
            case SupervisionCommand.Dial dial:
                return await Dial(dial);
            case SupervisionCommand.Switch change:
                return await carrier.SwitchRole(
                        change.LegId,
                        change.Role,
                        CommandId.Of(terms.CallId, "role", change.Try),
                        CancellationToken.None
                    ) is CarrierReply.Accepted;
            case SupervisionCommand.HangUp over:
                await carrier.HangUp(over.LegId, CommandId.Of(terms.CallId, "supervisor-end-" + over.LegId), CancellationToken.None);
                return true;
            default:
                return true;
        }
    }

    private async Task<bool> Dial(SupervisionCommand.Dial dial)
    {
        _dialledRole = dial.Role;
        var (leg, from) = await rows.Lines(terms.Tenant, state.AgentId, terms.CampaignId);
        if ((bridging.AgentLeg ?? leg) is not { } agentLeg)
        {
            _supervision.OnDialRefused(dial.By);
            return false;
        }

        var order = new DialOrder(
            $"sip:agent-{dial.By:N}@sip.telnyx.com",
            from ?? "",
            CommandId.Of(terms.CallId, $"supervise-{dial.By:N}", dial.Try),
            LegKind.Supervisor,
            terms.Tenant,
            terms.CallId,
            30,
            false
        )
        {
            Supervise = new(agentLeg, dial.Role),
        };
        var reply = await carrier.Dial(order, CancellationToken.None);
        if (reply is CarrierReply.Accepted accepted)
        {
            if (_supervision.OnDialed(dial.By, dial.Role, accepted.LegId) is { } late)
                await CarryOut(late);
            return true;
        }

        CallsLog.CommandFailed(log, terms.CallId, "supervise", reply.GetType().Name);
        _supervision.OnDialRefused(dial.By);
        return false;
    }

    /// <summary>So that a new activation can end the leg with the call.</summary>
    private Task Keep() =>
        rows.KeepSupervisor(terms.Key, store.Epoch, _supervision.By is { } by ? new(by, _supervision.Role, _supervision.LegId) : null);

    private Task Tell(SupervisionView view) =>
        grains.Feed(terms.Tenant).Hint(log, new FeedMessage("dialer", "supervision", JsonSerializer.Serialize(view, Rows.Json), Managers));
}
