using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pivotal.Api.Orders;
using Pivotal.Api.Portal;
using Pivotal.Api.Shared;
using Pivotal.Api.Tenancy.Demo.Story;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Leads;
using Pivotal.GrainInterfaces.Leads;

namespace Pivotal.Api.Tenancy.Demo.Rows;

/// <summary>The leads, the clients' orders and what they have downloaded.</summary>
internal static class LeadRows
{
    public static async Task Insert(TenantSession db, DemoMonth month, CancellationToken ct)
    {
        await Leads(db, [.. month.Leads], ct);
        foreach (var order in month.Orders)
        {
            await Order(db, month, order, ct);
            foreach (var download in order.Downloads)
                await Download(db, order, download, ct);
        }
    }

    private static Task Leads(TenantSession db, StoryLead[] leads, CancellationToken ct)
    {
        return db.Execute(
            """
            insert into leads (
              tenant_id, id, campaign_id, contact_id, account_id, attempt_id, agent_id, status, answers, checklist, notes, rejected_reason, reviewer_id, review_started_at, decided_at, published_at, created_at, updated_at, version)
            select @tenant, l.id, l.campaign, l.contact, l.account, l.call, l.agent, l.status, l.answers::jsonb, l.checklist::jsonb, l.notes, l.rejected, l.reviewer, l.started, l.decided, l.published, l.made, l.updated, 1 + l.moves
            from unnest(@ids, @campaigns, @contacts, @accounts, @calls, @agents, @statuses, @answers, @checklists, @notes, @rejected, @reviewers, @started, @decided, @published, @made, @updated, @moves)
              as l (id, campaign, contact, account, call, agent, status, answers, checklist, notes, rejected, reviewer, started, decided, published, made, updated, moves)
            """,
            new
            {
                tenant = db.TenantId,
                ids = Of(l => l.Id),
                campaigns = Of(l => l.Call.Campaign.Id),
                contacts = Of(l => l.Call.Contact.Id),
                accounts = Of(l => l.Call.Contact.Account.Id),
                calls = Of(l => l.Call.Id),
                agents = Of(l => l.Call.AgentId),
                statuses = Of(l => l.Status),
                answers = Of(l => JsonSerializer.Serialize(l.Call.Answers, Json.Options)),
                checklists = Of(l => JsonSerializer.Serialize(l.Checklist, Json.Options)),
                notes = Of(l => l.Call.Notes),
                rejected = Of(l => l.RejectedReason),
                reviewers = Of(l => l.Reviewer),
                started = Of(l => l.ReviewStartedAt),
                decided = Of(l => l.DecidedAt),
                published = Of(l => l.PublishedAt),
                made = Of(l => l.CreatedAt),
                updated = Of(l => l.UpdatedAt),
                moves = Of(l => l.Moves),
            },
            ct
        );

        T[] Of<T>(Func<StoryLead, T> column) => [.. leads.Select(column)];
    }

    private static async Task Order(TenantSession db, DemoMonth month, StoryOrder order, CancellationToken ct)
    {
        await db.Execute(
            """
            insert into orders (
              tenant_id, id, client_id, number, title, type, status, lead_goal, audience, questions, notes, due_on, compliance_confirmed, created_by, created_at, updated_at, submitted_at, version)
            values (@tenant, @Id, @client, @Number, @Title, 'call', @Status, @LeadGoal, @audience, @questions, @Notes, @DueOn, true, @by, @CreatedAt, @SubmittedAt, @SubmittedAt, 3)
            """,
            new
            {
                tenant = db.TenantId,
                order.Id,
                client = order.Client.Id,
                order.Number,
                order.Title,
                order.Status,
                order.LeadGoal,
                order.Notes,
                order.DueOn,
                by = order.Client.User,
                order.CreatedAt,
                order.SubmittedAt,
                audience = new Jsonb(JsonSerializer.Serialize(order.Audience, JsonSerializerOptions.Web)),
                questions = new Jsonb(JsonSerializer.Serialize(StoryCampaign.Questions, JsonSerializerOptions.Web)),
            },
            ct
        );
        await db.Execute(
            "insert into order_campaigns (tenant_id, order_id, campaign_id, linked_by, linked_at) select @tenant, @Id, c.id, @by, @at from unnest(@campaigns) as c (id)",
            new
            {
                tenant = db.TenantId,
                order.Id,
                by = month.Cast.Manager,
                at = order.SubmittedAt.AddHours(2),
                campaigns = order.Campaigns.Select(c => c.Id).ToArray(),
            },
            ct
        );
    }

    /// <summary>The digest is that of the file as the client's download writes it, of the leads that were approved by then.</summary>
    private static async Task Download(TenantSession db, StoryOrder order, StoryDownload download, CancellationToken ct)
    {
        var leads = download.Leads.ToArray();
        var questions = await db.Query<IReadOnlyList<Question>>(
            "select m.document -> 'questions' as questions from order_campaigns oc join campaigns m on m.tenant_id = oc.tenant_id and m.id = oc.campaign_id where oc.order_id = @id order by oc.linked_at, m.id",
            new { id = order.Id },
            ct
        );
        var sheet = new LeadSheet(LeadSheet.QuestionColumns(questions));
        var text = new StringBuilder("\uFEFF");
        sheet.Header(text);
        await db.Each<SheetLead>(
            $"{LeadSheet.Select} {DeliverableLeads.From} and l.id = any(@leads) order by l.id",
            new
            {
                id = order.Id,
                all = true,
                client = (Guid?)null,
                deliverable = LeadStatus.Deliverable,
                leads,
            },
            row =>
            {
                sheet.Row(text, row);
                return Task.CompletedTask;
            },
            ct
        );
        await db.Execute(
            "insert into order_downloads (tenant_id, id, order_id, user_id, at, lead_count, lead_ids, sha256) values (@tenant, @Id, @order, @user, @At, @count, @leads, @sha256)",
            new
            {
                tenant = db.TenantId,
                download.Id,
                order = order.Id,
                user = order.Client.User,
                download.At,
                count = leads.Length,
                leads,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))),
            },
            ct
        );
    }
}
