using Pivotal.Data.Campaigns;
using Pivotal.Data.Imports;
using Pivotal.Data.Shared;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Imports;

/// <summary>The rows of one import as its grain reads and writes them, each time in a transaction of its own.</summary>
internal sealed class ImportStore(TenantDb db, GrainKey key)
{
    public GrainKey Key => key;

    public Task<ImportRecord?> Load() => db.InTenant(key.Tenant, (s, ct) => ImportRecord.Load(s, key.Id, ct));

    /// <inheritdoc cref="ImportTurns.Start"/>
    public Task<ImportRecord?> Start(ImportRecord seen) => db.InTenant(key.Tenant, (s, ct) => ImportTurns.Start(s, seen, ct));

    /// <inheritdoc cref="ImportTurns.Take"/>
    public Task<ImportRecord?> TakeTurn() => db.InTenant(key.Tenant, (s, ct) => ImportTurns.Take(s, key.Id, ct));

    /// <inheritdoc cref="ImportTurns.Due"/>
    public Task<List<Guid>> Due() => db.InTenant(key.Tenant, ImportTurns.Due);

    /// <inheritdoc cref="ImportRunRows.Renew"/>
    public Task<ImportRecord?> Renew(ImportRecord seen) => db.InTenant(key.Tenant, (s, ct) => ImportRunRows.Renew(s, seen, ct));

    /// <inheritdoc cref="ImportRunRows.Cancel"/>
    public Task<ImportRecord?> Cancel(ImportRecord seen) => db.InTenant(key.Tenant, (s, ct) => ImportRunRows.Cancel(s, seen, ct));

    public Task Fail(long epoch, string error) => db.InTenant(key.Tenant, (s, ct) => ImportRunRows.Fail(s, key.Id, epoch, error, ct));

    /// <summary>Campaigns that run on the list.</summary>
    public Task<List<Guid>> CampaignsOn(Guid list) => db.InTenant(key.Tenant, (s, ct) => Audience.RunningOn(s, list, ct));

    /// <summary>Many new rows: the planner learns of them now and not when autovacuum comes by.</summary>
    public Task TellPlanner() => db.TellPlanner(["contacts", "accounts", "list_members"]);

    public ImportRun Run(ImportRecord import, ImportFiles files, TimeProvider time) =>
        new(import, files, new ImportMerge(db, key.Tenant, import), db, key.Tenant, time);
}
