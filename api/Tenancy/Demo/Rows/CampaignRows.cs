using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.GrainInterfaces.Dialer;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>The campaigns, who works for them, and their queues.</summary>
internal static class CampaignRows
{
    /// <summary>A promised callback goes before first calls, as the dialer has it.</summary>
    private const int CallbackPriority = 100;

    /// <summary>What a manager would have sent; a test asks the product whether it takes it.</summary>
    public static CampaignDocument Document(StoryCampaign campaign, Guid list, string zone) =>
        new()
        {
            Name = campaign.Name,
            ListId = list,
            Script = campaign.Script,
            Questions = StoryCampaign.Questions,
            Checklist = StoryCampaign.Checklist,
            DialMode = campaign.Mode,
            CallerId = StoryCampaign.CallerId,
            RingTimeoutSeconds = StoryCampaign.RingSeconds,
            DetectMachine = campaign.Mode != DialMode.Preview,
            MaxConcurrent = 30,
            MaxAttempts = StoryCampaign.MaxAttempts,
            RetryMinutes = StoryCampaign.RetryMinutes,
            WrapUpSeconds = StoryCampaign.WrapUpSeconds,
            Window = campaign.RoundTheClock
                ? new([1, 2, 3, 4, 5, 6, 7], "00:00", "00:00", zone, true)
                : new([1, 2, 3, 4, 5], $"{StoryCampaign.WindowStart:00}:00", $"{StoryCampaign.WindowEnd:00}:00", zone, true),
            LeadGoal = campaign.LeadGoal,
            AbandonCap = StoryCampaign.AbandonCap,
            Rules = new() { Compliance = new() { LockOutHours = StoryCampaign.LockOutHours } },
        };

    public static async Task Insert(TenantSession db, DemoMonth month, CancellationToken ct)
    {
        foreach (var campaign in month.Campaigns)
            await Campaign(db, month, campaign, ct);
        foreach (var (campaign, entries) in month.Entries)
            await Entries(db, campaign, [.. entries], ct);
    }

    private static async Task Campaign(TenantSession db, DemoMonth month, StoryCampaign campaign, CancellationToken ct)
    {
        var document = Document(campaign, month.Lists.Single(l => l.Name == campaign.ListName).Id, month.Clock.Id);
        await Data.Campaigns.CampaignRows.Insert(db, campaign.Id, document, month.Cast.Manager, ct);
        DateTimeOffset? started = month.Entries.TryGetValue(campaign, out var entries) ? entries.Min(e => e.CreatedAt) : null;
        var finished =
            campaign.Status == CampaignStatus.Completed
                ? month.Calls.Where(c => c.Campaign == campaign).Max(c => c.DisposedAt ?? c.EndedAt)
                : (DateTimeOffset?)null;
        // Within the transaction that made it, so nobody has seen it as a draft.
        await db.Execute(
            "update campaigns set status = @Status, created_at = @made, updated_at = @made, started_at = @started, finished_at = @finished where id = @Id",
            new
            {
                campaign.Status,
                campaign.Id,
                made = month.Began.AddHours(6),
                started,
                finished,
            },
            ct
        );
        var team = DemoMonth.Team(campaign, month.Cast);
        if (started is null)
            return;
        await db.Execute(
            """
            insert into campaign_agents (tenant_id, campaign_id, agent_id, assigned_at, released_at, skill_level)
            select @tenant, @Id, a.id, @started, @finished, a.skill from unnest(@agents, @skills) as a (id, skill)
            """,
            new
            {
                tenant = db.TenantId,
                campaign.Id,
                started = started.Value,
                finished,
                agents = team.Select(a => a.Id).ToArray(),
                skills = team.Select(a => Math.Clamp((int)Math.Round(5 * a.Skill), 1, 10)).ToArray(),
            },
            ct
        );
    }

    private static Task Entries(TenantSession db, StoryCampaign campaign, StoryEntry[] entries, CancellationToken ct)
    {
        return db.Execute(
            """
            insert into queue_entries (
              tenant_id, campaign_id, contact_id, account_id, phone_e164, phone_kind, time_zone, status, reason, priority, attempts, next_attempt_at, last_outcome, call_id, callback_at, created_at, updated_at)
            select @tenant, @campaign, e.* from unnest(
              @contacts, @accounts, @phones, @kinds, @zones, @statuses, @reasons, @priorities, @attempts, @nexts, @outcomes, @calls, @callbacks, @made, @updated)
              as e (contact_id, account_id, phone, kind, zone, status, reason, priority, attempts, next_at, outcome, call_id, callback_at, created_at, updated_at)
            """,
            new
            {
                tenant = db.TenantId,
                campaign = campaign.Id,
                contacts = Of(e => e.Contact.Id),
                accounts = Of(e => e.Contact.Account.Id),
                phones = Of(e => e.Contact.Phone),
                kinds = Of(e => e.Contact.IsMobile ? "mobile" : "direct"),
                zones = Of(e => e.Zones),
                statuses = Of(e => e.Status),
                reasons = Of(e => e.Reason),
                priorities = Of(e => e.Promised ? CallbackPriority : 0),
                attempts = Of(e => e.Attempts),
                nexts = Of(e => e.NextAt),
                outcomes = Of(e => e.LastOutcome),
                calls = Of(e => e.CallId),
                callbacks = Of(e => e.CallbackAt),
                made = Of(e => e.CreatedAt),
                updated = Of(e => e.UpdatedAt),
            },
            ct
        );

        T[] Of<T>(Func<StoryEntry, T> column) => [.. entries.Select(column)];
    }
}
