using Pivotal.Api.Shared;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>Gives a demo tenant its month, in one transaction: a process that is killed in it leaves nothing behind, and the next one does it all.</summary>
internal sealed class DemoFill(TenantDb db, TimeProvider time)
{
    private static readonly string[] Tables = ["accounts", "contacts", "list_members", "queue_entries"];

    /// <returns>the month, or null where the tenant has one already or somebody works in it</returns>
    public async Task<DemoMonth?> Run(Guid tenant, int seed, CancellationToken ct)
    {
        var month = await db.Bulk(tenant, (s, inner) => Fill(s, seed, inner), ct);
        if (month is not null)
            await db.TellPlanner(Tables);
        return month;
    }

    /// <summary>A fresh month in the place of what is there, all in one transaction.</summary>
    public async Task<DemoMonth> Anew(RequestUser by, int seed, CancellationToken ct)
    {
        var month = await db.Bulk(
            by.TenantId,
            async (s, inner) =>
            {
                await ResetRows.Delete(s, inner);
                await s.Record(by, "demo.reset", "tenant", s.TenantId, new { seed }, inner);
                return await Fill(s, seed, inner) ?? throw new InvalidOperationException("The tenant was emptied and is not empty.");
            },
            ct
        );
        await db.TellPlanner(Tables);
        return month;
    }

    private async Task<DemoMonth?> Fill(TenantSession s, int seed, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // Of two that begin together the second waits here for the first and then finds the row.
        var mine = await s.Execute(
            """
            insert into demo_months (tenant_id, seed, filled_at)
            select id, @seed, @now from tenants where is_demo and not exists (select 1 from campaigns) and not exists (select 1 from contacts)
            on conflict (tenant_id) do nothing
            """,
            new { seed, now },
            ct
        );
        if (mine == 0)
            return null;
        var (cast, sellers) = await CastRows.Gather(s, ct);
        var zone = (await s.Scalar<string>("select time_zone from tenants", null, ct))!;
        var month = DemoMonth.Make(seed, now, TimeZoneInfo.FindSystemTimeZoneById(zone), cast, sellers);
        await PeopleRows.Insert(s, month, ct);
        await CampaignRows.Insert(s, month, ct);
        await CallRows.Insert(s, month, ct);
        await LeadRows.Insert(s, month, ct);
        await s.RecordSystem(
            "demo.filled",
            "tenant",
            s.TenantId,
            new
            {
                seed,
                contacts = month.Contacts.Count,
                calls = month.Calls.Count,
                leads = month.Leads.Count,
                orders = month.Orders.Count,
            },
            ct
        );
        return month;
    }
}
