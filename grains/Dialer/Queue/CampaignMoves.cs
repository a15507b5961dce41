using Pivotal.Data.Campaigns;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.GrainInterfaces.Shared;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>A campaign's status, as its queue writes it.</summary>
internal static class CampaignMoves
{
    /// <summary>Status change with its audit line. A campaign that is over holds nobody: whoever worked on it can be given other work from the same commit on.</summary>
    /// <returns>the agents set free</returns>
    public static async Task<List<Guid>> Move(
        TenantSession db,
        Guid id,
        long epoch,
        string from,
        string to,
        Guid? by,
        DateTimeOffset at,
        Guid auditId,
        CancellationToken ct
    )
    {
        if (!await CampaignRows.Move(db, id, epoch, to, at, ct))
            throw new FenceLostException();
        var free = new List<Guid>();
        if (to is CampaignStatus.Completed or CampaignStatus.Cancelled)
        {
            // Nobody reads what is still unread.
            await NewsRows.OnRead(db, id, ct, "contact", "settings", "agents", "members");
            free = await CampaignAgentRows.Free(db, id, at, ct);
        }

        await AuditRow.Insert(db, auditId, by, $"campaigns.{to}", "campaign", id, new { from, to }, at, ct);
        return free;
    }
}
