using Pivotal.Data.Shared;
using Pivotal.Domain.Calls;

namespace Pivotal.Grains.Calls;

/// <summary>What the agent's desk shows of a call and of the person on it.</summary>
internal static class CardRow
{
    /// <summary>A <see cref="CallContact"/> called Contact and a <see cref="CallAccount"/> called Account, of the tables c and a.</summary>
    public const string Person = """
        c.id as contact_id, c.full_name as contact_full_name, c.first_name as contact_first_name, c.job_title as contact_job_title, c.email as contact_email, c.city as contact_city,
        c.state as contact_state, c.country as contact_country, c.linkedin_url as contact_linkedin_url, a.id as account_id, a.name as account_name, a.domain as account_domain,
        a.industry as account_industry, a.staff_count_range as account_staff_count_range, a.hq_city as account_city, a.hq_country as account_country
        """;

    /// <summary>For a grain that starts in the middle of the call; null: there is no such call.</summary>
    public static Task<CallCard?> Of(TenantSession db, Guid call, CancellationToken ct) =>
        db.QuerySingle<CallCard>(
            $"""
            select t.id as call_id, k.id as campaign_id, k.name as campaign_name, t.status, coalesce(t.answered_at, t.created_at) as answered_at, t.ended_at, null::timestamptz as wrap_up_until,
                   t.phone_e164 as phone, split_part(coalesce(q.time_zone, k.time_zone), '|', 1) as time_zone, k.document ->> 'script' as script, k.document -> 'questions' as questions, t.attempt_no, t.carrier_leg_id,
                   {Person}
            from call_attempts t
            join campaigns k on k.tenant_id = t.tenant_id and k.id = t.campaign_id
            join contacts c on c.tenant_id = t.tenant_id and c.id = t.contact_id
            left join accounts a on a.tenant_id = t.tenant_id and a.id = t.account_id
            left join queue_entries q on q.tenant_id = t.tenant_id and q.campaign_id = t.campaign_id and q.contact_id = t.contact_id
            where t.id = @call
            """,
            new { call },
            ct
        );
}
