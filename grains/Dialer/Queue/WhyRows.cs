using Pivotal.Data.Identity;
using Pivotal.Data.Shared;
using Pivotal.Domain.Campaigns;
using Pivotal.Domain.Dialer.Gates;
using Pivotal.Domain.Dialer.Modes;
using Pivotal.Domain.Dialer.Queue;
using Pivotal.Grains.Dialer.Gates;

namespace Pivotal.Grains.Dialer.Queue;

/// <summary>The chain in words, with the contact's history.</summary>
internal static class WhyRows
{
    /// <returns>null: no such contact</returns>
    public static async Task<(GateFacts Facts, string Name, List<WhyCall> History)?> Read(
        TenantSession db,
        CampaignSettings campaign,
        Guid contact,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (!(await GateRows.Read(db, campaign, [contact], now, ct)).TryGetValue(contact, out var facts))
            return null;
        facts = await GateRows.WithQuotas(db, campaign, await GateRows.WithLeadCap(db, campaign, facts, now, ct), now, ct);
        var name = await db.Scalar<string>("select full_name from contacts where id = @contact", new { contact }, ct);
        var history = await db.Query<WhyCall>(
            $"""
            select t.id as call_id, t.created_at as at, t.phone_e164 as phone, t.outcome, t.disposition, t.callback_at, {PersonName.Of(
                "u"
            )} as agent
            from call_attempts t left join users u on u.tenant_id = t.tenant_id and u.id = t.agent_id
            where t.campaign_id = @campaign and t.contact_id = @contact order by t.id desc limit 50
            """,
            new { campaign = campaign.Id, contact },
            ct
        );
        return (facts with { Status = facts.Status ?? PlaceGate.Absent, Guaranteed = campaign.Mode.AgentDecides }, name!, history);
    }

    public static WhyContact Tell(
        GateFacts facts,
        string name,
        IReadOnlyList<WhyCall> history,
        CampaignSettings campaign,
        string status,
        string? idle,
        DateTimeOffset now
    )
    {
        var verdict = GateChain.Judge(facts, campaign, now);
        return new(
            facts.ContactId,
            name,
            facts.Phone,
            facts.TimeZone,
            facts.Status!,
            facts.Attempts,
            status,
            idle,
            Word(verdict),
            verdict.Reason,
            GateChain.NextOpen(facts, campaign, now),
            [.. GateChain.Chain.Select(g => Tell(g, facts, campaign, now))],
            history,
            now
        );
    }

    private static WhyGate Tell(Gate gate, GateFacts facts, CampaignSettings campaign, DateTimeOffset now)
    {
        var verdict = gate.Judge(facts, campaign, now);
        var story = gate.Tell(facts, campaign, now, verdict);
        return new(
            gate.Name,
            Word(verdict),
            verdict.Reason,
            story.Sentence,
            story.Values.ToDictionary(v => v.Name, v => v.Value),
            verdict.NextAt
        );
    }

    private static string Word(GateVerdict verdict) =>
        verdict.IsOpen ? "open"
        : verdict.IsNever ? "never"
        : "later";
}
