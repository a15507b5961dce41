using Microsoft.AspNetCore.Http.HttpResults;
using Pivotal.Api.Shared;
using Pivotal.Data.Shared;
using Pivotal.Domain.Leads;

namespace Pivotal.Api.Leads;

/// <summary>How many leads are in each status; a status without leads is there with 0.</summary>
internal static class SummarizeLeads
{
    public static async Task<Ok<IReadOnlyDictionary<string, long>>> Handle(RequestDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Run(Count, ct));

    public static async Task<IReadOnlyDictionary<string, long>> Count(TenantSession db, CancellationToken ct)
    {
        var counted = await db.Query<Counted>("select status, count(*) as count from leads group by status", null, ct);
        var byStatus = LeadStatus.All.ToDictionary(status => status, _ => 0L);
        foreach (var (status, count) in counted)
            byStatus[status] = count;
        return byStatus;
    }

    private readonly record struct Counted(string Status, long Count);
}
