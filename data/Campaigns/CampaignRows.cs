using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;

namespace Pivotal.Data.Campaigns;

/// <summary>A campaign's row as its queue takes it.</summary>
/// <param name="Epoch">the fence: a write of an epoch before is refused</param>
public sealed record StoredCampaign(Guid Id, string Status, long Epoch, string Document, int DocumentVersion)
{
    public const string Columns = "id, status, epoch, document, document_version";

    /// <exception cref="UnreadableCampaignException" />
    public CampaignDocument Settings => CampaignDocuments.Read(Id, Document, DocumentVersion);
}

/// <summary>What is written of a campaign's row. Its settings are its document; the columns beside it are kept by a trigger (0076), for statements that filter and for processes of the version before.</summary>
public static class CampaignRows
{
    public static Task Insert(TenantSession db, Guid id, CampaignDocument document, Guid by, CancellationToken ct) =>
        db.Execute(
            """
            insert into campaigns (tenant_id, id, document, document_version, created_by)
            values (@tenant, @id, @document, @shape, @by)
            """,
            new
            {
                tenant = db.TenantId,
                id,
                document = new Jsonb(CampaignDocuments.Write(document)),
                shape = CampaignDocuments.Version,
                by,
            },
            ct
        );

    /// <param name="version">that was seen</param>
    /// <returns>false: somebody else changed it meanwhile</returns>
    public static async Task<bool> Change(TenantSession db, Guid id, long version, CampaignDocument document, CancellationToken ct)
    {
        var stored = await db.Scalar<string>(
            "select document from campaigns where id = @id and version = @version for update",
            new { id, version },
            ct
        );
        if (stored is null)
            return false;
        await db.Execute(
            "update campaigns set document = @document, document_version = @shape, updated_at = now(), version = version + 1 where id = @id",
            new
            {
                id,
                document = new Jsonb(CampaignDocuments.Write(document, stored)),
                shape = CampaignDocuments.Version,
            },
            ct
        );
        return true;
    }

    /// <summary>With whoever was assigned to it and the orders it worked for.</summary>
    /// <returns>its name</returns>
    public static async Task<string?> Delete(TenantSession db, Guid id, CancellationToken ct)
    {
        await OrderCampaignRows.Forget(db, id, ct);
        await CampaignAgentRows.Forget(db, id, ct);
        return await db.Scalar<string>("delete from campaigns where id = @id returning name", new { id }, ct);
    }

    /// <returns>false: another queue has taken the campaign over</returns>
    public static async Task<bool> Move(TenantSession db, Guid id, long epoch, string to, DateTimeOffset at, CancellationToken ct) =>
        await db.Execute(
            """
            update campaigns
            set status = @to, version = version + 1, updated_at = @at,
                started_at = case when @to = 'active' then coalesce(started_at, @at) else started_at end,
                finished_at = case when @to in ('completed', 'cancelled') then @at end
            where id = @id and epoch = @epoch
            """,
            new
            {
                id,
                epoch,
                to,
                at,
            },
            ct
        ) > 0;

    /// <summary>From here on nobody who took the campaign before can write for it. Null: no such campaign.</summary>
    public static Task<StoredCampaign?> Take(TenantSession db, Guid id, CancellationToken ct) =>
        db.QuerySingle<StoredCampaign>(
            $"update campaigns set epoch = epoch + 1 where id = @id returning {StoredCampaign.Columns}",
            new { id },
            ct
        );

    /// <param name="order">which lanes and keys the rows are made for, empty: the default</param>
    /// <returns>whether it is another than before</returns>
    public static async Task<bool> Align(TenantSession db, Guid id, string order, CancellationToken ct) =>
        await db.Execute(
            "update campaigns set queue_order = @order, queue_turn = queue_turn + 1 where id = @id and queue_order <> @order",
            new { id, order },
            ct
        ) > 0;

    /// <param name="rules">the filters, quotas and clocks that the rows are compared with</param>
    /// <returns>whether they are others than before</returns>
    public static async Task<bool> Compared(TenantSession db, Guid id, string rules, CancellationToken ct) =>
        await db.Execute("update campaigns set queue_rules = @rules where id = @id and queue_rules <> @rules", new { id, rules }, ct) > 0;
}
