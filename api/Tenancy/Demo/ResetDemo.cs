using Microsoft.AspNetCore.Http.HttpResults;
using Orleans;
using Pivotal.Api.Shared;
using Pivotal.Api.Tenancy.Demo.Rows;
using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;
using Pivotal.Domain.Dialer.Agents;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Agents;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Api.Tenancy.Demo;

/// <param name="Contacts">of the fresh month</param>
internal sealed record DemoFresh(int Contacts, int Calls, int Leads);

/// <summary>
/// Stops the robots and everybody's work in the demo tenant, takes out what visitors have made, and gives it a fresh month. Its people, clients and audit log stay.
/// Refusals: not_found in a tenant that is none of the demo's; demo.not_ready while its month is still being made.
/// </summary>
internal static class ResetDemo
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20),
        Look = TimeSpan.FromMilliseconds(300);

    public static async Task<Results<Ok<DemoFresh>, ProblemHttpResult>> Handle(
        RequestUser user,
        TenantDb db,
        DemoFill fill,
        IGrainFactory grains,
        TimeProvider time,
        CancellationToken ct
    )
    {
        if (!(await NewTenants.All(db, ct)).Any(t => t.IsDemo && t.Id == user.TenantId))
            return Problem.NotFound();
        if (await db.InTenant(user.TenantId, ResetRows.Stop, ct) is not { } seed)
            return Problem.From(NotReady);
        await EndWork(user, db, grains, time, ct);
        // Another month than before: the same ids would be those of grains that have just ended.
        var month = await fill.Anew(user, unchecked(seed + 1), ct);
        await DemoNews.Tell(grains, user.TenantId, month);
        return TypedResults.Ok(new DemoFresh(month.Contacts.Count, month.Calls.Count, month.Leads.Count));
    }

    /// <summary>Campaigns complete, agents go, calls are hung up. What has not ended by then loses its row, and its grain with it.</summary>
    private static async Task EndWork(RequestUser user, TenantDb db, IGrainFactory grains, TimeProvider time, CancellationToken ct)
    {
        for (var until = time.GetUtcNow() + Patience; ; )
        {
            var work = await db.InTenant(user.TenantId, ResetRows.AtWork, ct);
            if (work is { Agents: [], Campaigns: [], Calls: [] } || time.GetUtcNow() > until)
                return;
            foreach (var campaign in work.Campaigns)
                await grains.Queue(user.TenantId, campaign).Complete(user.Id);
            foreach (var call in work.Calls)
                await grains.Call(user.TenantId, call).HangUp("demo_reset");
            foreach (var agent in work.Agents)
                await GoHome(user, grains.Agent(user.TenantId, agent));
            await Task.Delay(Look, time, ct);
        }
    }

    /// <summary>Whoever still has to say what a call was is not waited for.</summary>
    private static async Task GoHome(RequestUser user, IAgentGrain agent)
    {
        var view = await agent.Get();
        if (view is { Status: AgentStatus.WrapUp, Call: { } call })
            await agent.Dispose(
                new DisposeCall(call.CallId, Disposition.Connected, "", new Dictionary<string, string>(), null, AgentStatus.Offline)
            );
        else if (view.Status != AgentStatus.Offline)
            await agent.SetStatus(AgentStatus.Offline, "demo reset", user.Id);
    }

    private static Refusal NotReady =>
        new(RefusalKind.Conflict, "demo.not_ready", "The demo's month is still being made. Try again in a moment.");
}
