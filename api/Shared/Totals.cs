using System.Text.Json;
using Pivotal.Data.Shared;

namespace Pivotal.Api.Shared;

/// <summary>How many rows a list has: exact while counting is cheap, the planner's estimate beyond.</summary>
internal static class Totals
{
    private const int CountedAtMost = 10_000;

    /// <param name="found">the query from <c>from</c> on, without order and limit</param>
    public static async Task<PageTotal> Count(DbSession session, string found, object filter, CancellationToken ct)
    {
        var count = await session.Scalar<long>($"select count(*) from (select 1 {found} limit {CountedAtMost + 1}) as counted", filter, ct);
        if (count <= CountedAtMost)
            return new(count, true);
        var plan = await session.Scalar<string>($"explain (format json) select 1 {found}", filter, ct);
        var rows = JsonDocument.Parse(plan!).RootElement[0].GetProperty("Plan").GetProperty("Plan Rows").GetDouble();
        return new(Math.Max(count, (long)rows), false);
    }
}
