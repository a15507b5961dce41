namespace Pivotal.Data.Shared;

/// <summary>The planner learns of many new rows now and not when autovacuum comes by.</summary>
public static class PlannerNews
{
    /// <summary>
    /// Each table in a transaction of its own. Whoever analyzes several in one holds the first while he waits for the next; a migration that takes them in another order then waits for him, and one of
    /// the two is shot (40P01). And two that bring many rows at once would wait for each other's whole work. In one process one look at a table is enough for all who asked before it began.
    /// </summary>
    /// <param name="tables">names the product writes itself; the app role has the right to each (migrations 0038 and 0048)</param>
    public static async Task TellPlanner(this TenantDb db, IEnumerable<string> tables)
    {
        foreach (var table in tables)
            await db
                .Analyses.GetOrAdd(
                    table,
                    static (name, door) => new SharedWork(() => door.System((session, ct) => session.Execute($"analyze {name}", null, ct))),
                    db
                )
                .Run();
    }
}
