using System.Text.Json;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Shared;
using Pivotal.Domain.Telephony;
using Pivotal.GrainInterfaces.Realtime;
using Pivotal.GrainInterfaces.Shared;
using Pivotal.Grains.Dialer;
using Pivotal.Grains.Realtime;

namespace Pivotal.Grains.Telephony;

/// <summary>A supervisor on the call: his own leg is dialled like an agent's and joined to the agent's leg in a role. The conversation waits for nothing of it.</summary>
internal sealed partial class CallGrain
{
    private static readonly FeedAudience Managers = FeedAudience.InRoles("admin", "campaign_manager");

    private Supervision? _supervision;
    private string _dialledRole = SupervisorRole.Monitor;

    private Supervision Supervising => _supervision ??= new(CallId);

    public async Task<Result<SupervisionView>> Supervise(Guid by, string role)
    {
        if (Overtaken() || !await Known()) return SupervisionRefusals.NoCall();
        var (refusal, command) = Supervising.Ask(by, role, _state is { Ended: false, AgentId: not null, Facts.BridgedAt: not null }, Now);
        if (refusal is not null) return refusal;
        if (command is not null && !await CarryOut(command)) return SupervisionRefusals.Carrier();
        // He may have been quicker to leave than the carrier to answer.
        if (Supervising.View is not { } view) return SupervisionRefusals.NotLive();
        await KeepSupervision();
        await Tell(view);
        return view;
    }

    public async Task<Result<SupervisionView>> StopSupervising(Guid by)
    {
        if (Overtaken() || !await Known()) return SupervisionRefusals.NoCall();
        if (Supervising.View is not { } view || view.SupervisorId != by) return SupervisionRefusals.NotOn();
        await EndSupervision();
        return view with { Status = SupervisionView.Over };
    }

    private async Task HandleSupervisor(CarrierEvent e)
    {
        switch (e.Kind)
        {
            case CarrierEventKind.Answered:
                if (Supervising.OnAnswered(e.LegId, _dialledRole) is { } command) await CarryOut(command);
                if (Supervising.View is { } view) await Tell(view);
                await KeepSupervision();
                break;
            case CarrierEventKind.HungUp:
                var before = Supervising.View;
                if (!Supervising.OnHungUp(e.LegId)) break;
                await KeepSupervision();
                await Tell(before! with { Status = SupervisionView.Over });
                break;
        }
    }

    /// <summary>The call is over and everybody knows; the supervisor's leg goes with it.</summary>
    private async Task SupervisorLeaves()
    {
        try
        {
            await EndSupervision();
        }
        catch (Exception e)
        {
            TelephonyLog.SupervisorStays(log, CallId, e);
        }
    }

    private async Task EndSupervision()
    {
        if (_supervision?.View is not { } view) return;
        if (_supervision.Stop() is { } command) await CarryOut(command);
        await KeepSupervision();
        await Tell(view with { Status = SupervisionView.Over });
    }

    private async Task<bool> CarryOut(SupervisionCommand command)
    {
        switch (command)
        {
            case SupervisionCommand.Dial dial:
                return await DialSupervisor(dial);
            case SupervisionCommand.Switch change:
                return await carrier.SwitchRole(change.LegId, change.Role, CommandId.Of(CallId, "role", change.Try), CancellationToken.None) is CarrierReply.Accepted;
            case SupervisionCommand.HangUp over:
                await carrier.HangUp(over.LegId, CommandId.Of(CallId, "supervisor-end-" + over.LegId), CancellationToken.None);
                return true;
            default:
                return true;
        }
    }

    private async Task<bool> DialSupervisor(SupervisionCommand.Dial dial)
    {
        _dialledRole = dial.Role;
        var (leg, from) = await db.InTenant(_key.Tenant, (s, ct) => s.QuerySingle(
            "select a.leg_id, c.caller_id from campaigns c left join agent_states a on a.agent_id = @agent where c.id = @campaign", new { agent = _state!.AgentId, campaign = _campaign },
            r => (r.TextAt(0), r.TextAt(1)), ct));
        if ((_agentLeg ?? leg) is not { } agentLeg)
        {
            Supervising.OnDialRefused(dial.By);
            return false;
        }

        var order = new DialOrder(
            $"sip:agent-{dial.By:N}@sip.telnyx.com", from ?? "", CommandId.Of(CallId, $"supervise-{dial.By:N}", dial.Try), LegKind.Supervisor, _key.Tenant, CallId, 30, false)
        {
            Supervise = new(agentLeg, dial.Role),
        };
        var reply = await carrier.Dial(order, CancellationToken.None);
        if (reply is CarrierReply.Accepted accepted)
        {
            if (Supervising.OnDialed(dial.By, dial.Role, accepted.LegId) is { } late) await CarryOut(late);
            return true;
        }

        TelephonyLog.CommandFailed(log, CallId, "supervise", reply.GetType().Name);
        Supervising.OnDialRefused(dial.By);
        return false;
    }

    /// <summary>So that a new activation can end the leg with the call.</summary>
    private Task KeepSupervision() => db.InTenant(_key.Tenant, async (s, ct) => await s.Execute(
        "update call_attempts set supervisor_id = @by, supervisor_leg_id = @leg, supervisor_role = @role where id = @call and epoch = @epoch",
        new { call = CallId, epoch = _fence.Epoch, by = Supervising.By, leg = Supervising.LegId, role = Supervising.By is null ? null : Supervising.Role }, ct));

    private Task Tell(SupervisionView view) =>
        GrainFactory.Feed(_key.Tenant).Hint(log, new FeedMessage("dialer", "supervision", JsonSerializer.Serialize(view, Rows.Json), Managers));
}
