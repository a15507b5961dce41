using Pivotal.Data.Campaigns;
using Pivotal.Data.Compliance.Law;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Compliance.Law;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Campaigns;

/// <summary>The campaign's row: its settings under its law, and the fence of its queue.</summary>
internal static class CampaignRow
{
    /// <summary>Takes the fence. Null: no such campaign.</summary>
    public static async Task<(CampaignSettings Settings, string Status, long Epoch)?> Take(TenantSession db, Guid id, CancellationToken ct)
    {
        LockFence(db, id, alone: true);
        return await UnderLaw(db, await CampaignRows.Take(db, id, ct), ct);
    }

    public static async Task<(CampaignSettings Settings, string Status, long Epoch)?> Load(
        TenantSession db,
        Guid id,
        CancellationToken ct
    ) =>
        await UnderLaw(
            db,
            await db.QuerySingle<StoredCampaign>($"select {StoredCampaign.Columns} from campaigns where id = @id", new { id }, ct),
            ct
        );

    /// <summary>With the profiles it has chosen, of which the tenant's own stand in a table of theirs.</summary>
    private static async Task<(CampaignSettings, string, long)?> UnderLaw(TenantSession db, StoredCampaign? row, CancellationToken ct)
    {
        if (row is null)
            return null;
        var settings = new CampaignSettings(row.Id, row.Settings);
        var rules = settings.Rules.Compliance;
        var chosen = await ProfileRows.Chosen(db, rules.Profiles, ct);
        return (
            settings.Under(EffectiveCompliance.Of(chosen, rules)) with
            {
                Law = new LawSnapshot(chosen, rules, settings.AbandonCap, settings.DetectMachine).Write(),
            },
            row.Status,
            row.Epoch
        );
    }

    /// <summary>First statements of every transaction of the queue, in the round trip of the next: the lock keeps a successor out until the commit.</summary>
    /// <remarks>
    /// The lock is an advisory one. A lock on the row would be written into it and into the log, for each of thousands of transactions a second, and those that only read would have something to commit.
    /// From there on statements are planned for any values: they find their rows by id, planning them anew for a campaign's own values costs as much as running them, and of a tenant or campaign that is
    /// new the planner knows nothing and takes any index that begins with it. A plan made while a table was empty must not be a walk through it.
    /// </remarks>
    /// <param name="alone">the transaction writes the campaign's row itself and lets nobody else hold the fence meanwhile</param>
    /// <exception cref="FenceLostException" />
    public static void HoldFence(TenantSession db, Guid id, long epoch, bool alone = false)
    {
        LockFence(db, id, alone);
        // A statement of its own, so that what it reads is read after the lock was granted.
        db.RunAhead(
            "select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true) from campaigns where id = @fence__id and epoch = @fence__epoch",
            new { fence__id = id, fence__epoch = epoch },
            () => new FenceLostException()
        );
    }

    private static void LockFence(TenantSession db, Guid id, bool alone) =>
        db.RunAhead(
            $"select pg_advisory_xact_lock{(alone ? "" : "_shared")}(hashtextextended('queue ' || @fence__of::text, 0))",
            new { fence__of = id }
        );
}
