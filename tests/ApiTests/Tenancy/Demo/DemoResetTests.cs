using System.Net.Http.Json;
using Pivotal.Api.Identity;
using Pivotal.Api.Tenancy;
using Pivotal.ApiTests.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Shared;
using Pivotal.GrainInterfaces.Shared;
using Xunit;

namespace Pivotal.ApiTests.Tenancy.Demo;

/// <summary>The one switch: what visitors have made is gone, the month is fresh, people and audit log stay, and the neighbour notices nothing.</summary>
public sealed class DemoResetTests
{
    [Fact]
    public async Task Starting_over_takes_out_what_visitors_made_and_gives_a_fresh_month()
    {
        await using var demo = await FilledDemo.Start("1");
        var all = await NewTenants.All(demo.Database.Tenants, default);
        var (ours, theirs) = (all[0], all[1]);
        var manager = await demo.SignIn(ours, Roles.CampaignManager);
        var csrf = (await manager.GetAsync("/api/v1/session").Json()).GetProperty("csrfToken").GetString();
        manager.DefaultRequestHeaders.Add(AntiForgery.Header, csrf);
        await manager.PostAsJsonAsync("/api/v1/lists", new { name = "A visitor's own" }).Json();
        await demo.Database.Tenants.InTenant(
            ours.Id,
            (s, ct) => s.Execute("update contacts set job_title = 'Changed by a visitor'", null, ct)
        );
        var users = await demo.Count(ours.Id, "users");
        var neighbours = await Calls(demo, theirs);

        var fresh = await manager.PostAsync("/api/v1/demo/reset", null).Json();
        Assert.Equal((5_000, 5_000), (fresh.Number("contacts"), await demo.Count(ours.Id, "contacts")));
        Assert.Equal(
            (fresh.Number("calls"), fresh.Number("leads")),
            (await demo.Count(ours.Id, "call_attempts"), await demo.Count(ours.Id, "leads"))
        );
        Assert.Equal(
            (0, 0),
            (
                await demo.Count(ours.Id, "lists where name like 'A visitor%'"),
                await demo.Count(ours.Id, "contacts where job_title = 'Changed by a visitor'")
            )
        );
        Assert.Equal(
            (4, 6, 2, users, 1),
            (
                await demo.Count(ours.Id, "campaigns"),
                await demo.Count(ours.Id, "lists"),
                await demo.Count(ours.Id, "orders"),
                await demo.Count(ours.Id, "users"),
                await demo.Count(ours.Id, "demo_months where robots_on")
            )
        );
        Assert.Equal(
            (1, 2),
            (
                await demo.Count(ours.Id, "audit_log where action = 'demo.reset' and actor_kind = 'user'"),
                await demo.Count(ours.Id, "audit_log where action = 'demo.filled'")
            )
        );
        Assert.Equal(neighbours, await Calls(demo, theirs));

        // The running campaign is at work again, for its agents too.
        var running = (await manager.GetAsync("/api/v1/campaigns?limit=50").Json())
            .GetProperty("items")
            .EnumerateArray()
            .First(c => c.GetProperty("status").GetString() == "active");
        Assert.Equal(
            "active",
            (await manager.GetAsync($"/api/v1/campaigns/{running.GetProperty("id").GetGuid()}/queue").Json())
                .GetProperty("status")
                .GetString()
        );
    }

    [Fact]
    public async Task Only_who_manages_a_demo_tenant_starts_it_over()
    {
        await using var demo = await FilledDemo.Start("1");
        var tenant = (await NewTenants.All(demo.Database.Tenants, default))[0];
        foreach (var role in new[] { Roles.Agent, Roles.DataOps, Roles.QualityAnalyst, Roles.ClientUser })
        {
            var visitor = await demo.SignIn(tenant, role);
            visitor.DefaultRequestHeaders.Add(
                AntiForgery.Header,
                (await visitor.GetAsync("/api/v1/session").Json()).GetProperty("csrfToken").GetString()
            );
            await visitor.PostAsync("/api/v1/demo/reset", null).Refused(403, "auth.forbidden");
        }

        Assert.Equal(0, await demo.Count(tenant.Id, "audit_log where action = 'demo.reset'"));
    }

    private static async Task<string> Calls(FilledDemo demo, ActiveTenant tenant) =>
        (
            await demo.Database.Tenants.InTenant(
                tenant.Id,
                (s, ct) => s.Scalar<string>("select md5(string_agg(id::text, ',' order by id)) from call_attempts", null, ct)
            )
        )!;
}
